import BuildGraph
import Diagnostics
import Files

/// Asks git once for each commit when every input was committed last.
struct CommitHistory: Sendable {
  /// The project's folder, absolute.
  let root: String
  /// Where the answer is kept for the next build.
  let state: any FileSystem
  let isReadOnly: Bool

  init(_ project: DiskFileSystem, _ settings: BuildSettings) {
    root = absolutePath(project.rootPath) ?? project.rootPath
    state = settings.state
    isReadOnly = settings.isDryRun
  }

  private static let kept = RelativePath(literal: "commits")

  /// The dates as of the commit that is checked out; none outside of a repository.
  func dates(_ host: any FileSystem, into diagnostics: inout [Diagnostic]) -> CommitDates {
    guard let repository = Repository(around: root, host), let commit = repository.commit else {
      return CommitDates()
    }
    if repository.isShallow {
      diagnostics.append(
        .warning(
          "shallow-clone", "the clone lacks history: dates are those of the last commit it has",
          help: "fetch all of it (actions/checkout: 'fetch-depth: 0'), or set SOURCE_DATE_EPOCH"))
    }
    let key = commit + (repository.isShallow ? " shallow" : "")
    if let bytes = try? state.read(Self.kept), let dates = CommitDates(decoding: bytes, for: key) {
      return dates
    }
    guard let git = try? Subprocess(command, quiet: true), git.status == 0 else {
      diagnostics.append(
        .warning(
          "no-commit-dates", "git does not say when the content was committed: nothing is dated",
          help: "try 'git -C \(root) log', or set SOURCE_DATE_EPOCH"))
      return CommitDates()
    }
    let dates = CommitDates(log: git.output)
    if !isReadOnly { _ = try? state.write(dates.encoded(for: key), to: Self.kept, options: []) }
    return dates
  }

  private var command: [String] {
    // No lock, no question to a person, nothing fetched.
    [
      "env", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "git", "-C",
      root, "--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false",
      "log", "--no-show-signature", "--no-color", "--format=%x00%ct", "--name-only",
      "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "-z", "--",
    ] + CommitDates.inputs
  }
}
