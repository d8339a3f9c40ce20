import BuildGraph
import Diagnostics
import Files

/// Asks git once for each commit when every input was committed last, and once for each build that
/// has something to do which files differ from the commit.
struct CommitHistory: Sendable {
  /// What git says of a project.
  struct Answer: Sendable {
    var dates = CommitDates()
    /// What names the commit that is checked out; nil where documents name none: outside of a
    /// repository, in one that lacks history, and where git doesn't answer.
    var head: String?
    /// Paths that differ from that commit; a folder that it lacks ends in a slash.
    var changes: Set<String> = []
  }

  /// The project's folder, absolute.
  let root: String
  /// Where the answer is kept for the next build.
  let state: any FileSystem
  let isReadOnly: Bool
  /// The commit to ask about, where the files are a copy of that one.
  var commit: String?

  init(_ project: DiskFileSystem, _ settings: BuildSettings) {
    root = absolutePath(of: project.rootPath) ?? project.rootPath
    state = settings.state
    isReadOnly = settings.isDryRun
  }

  private static let kept = RelativePath(literal: "commits")

  /// The answer as of the commit that is checked out; empty outside of a repository.
  func answer(_ host: any FileSystem, into diagnostics: inout [Diagnostic]) -> Answer {
    guard let repository = Repository(around: root, host),
      let head = commit ?? repository.commit
    else { return Answer() }
    if repository.isShallow {
      diagnostics.append(
        .warning(
          "shallow-clone",
          "the clone lacks history: dates are those of the last commit it has, and documents name"
            + " no commit",
          help: "fetch all of it (actions/checkout: 'fetch-depth: 0')"))
    }
    // git looks at the files while it looks at the past.
    let asksForChanges = !repository.isShallow && commit == nil
    let status = asksForChanges ? Git(root).start(Self.changesQuestion) : nil
    let key = head + (repository.isShallow ? " shallow" : "")
    guard let dates = keptDates(key) ?? askedDates(key, into: &diagnostics) else {
      return Answer()
    }
    guard !repository.isShallow else { return Answer(dates: dates) }
    guard commit == nil else { return Answer(dates: dates, head: head) }
    guard let status = status?.finish(), status.status == 0 else { return Answer(dates: dates) }
    let changes = Self.changes(status.output, below: repository.prefix)
    return Answer(dates: dates, head: head, changes: changes)
  }

  private func keptDates(_ key: String) -> CommitDates? {
    (try? state.read(Self.kept)).flatMap { CommitDates(decoding: $0, for: key) }
  }

  private func askedDates(_ key: String, into diagnostics: inout [Diagnostic]) -> CommitDates? {
    let question =
      [
        "log", "--no-show-signature", "--no-color", "--format=%x00%ct %H", "--name-only",
        "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "-z",
      ] + (commit.map { [$0] } ?? []) + ["--"] + CommitDates.inputs
    guard let output = Git(root).output(question) else {
      diagnostics.append(
        .warning(
          "no-commit-dates", "git does not say when the content was committed: nothing is dated",
          help: "try 'git -C \(root) log', or set SOURCE_DATE_EPOCH"))
      return nil
    }
    let dates = CommitDates(log: output)
    if !isReadOnly { _ = try? state.write(dates.encoded(for: key), to: Self.kept, options: []) }
    return dates
  }

  /// Asks for files of the project that are not as the commit has them, untracked and ignored ones
  /// included.
  private static let changesQuestion =
    [
      "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=normal",
      "--ignored=traditional", "--ignore-submodules=none", "--",
    ] + CommitDates.inputs

  private static func changes(_ answer: [UInt8], below prefix: [String]) -> Set<String> {
    // git counts from the top of the work tree.
    let top = prefix.map { $0 + "/" }.joined()
    return Set(
      answer.split(separator: 0).map { field in
        let path = String(decoding: field.dropFirst(3), as: UTF8.self)
        return path.hasPrefix(top) ? String(path.dropFirst(top.count)) : path
      })
  }
}

/// Questions to the `git` program about one folder.
struct Git {
  private let root: String

  init(_ root: String) { self.root = root }

  /// What it prints; nil when it fails or isn't there.
  func output(_ question: [String]) -> [UInt8]? {
    guard let git = start(question)?.finish(), git.status == 0 else { return nil }
    return git.output
  }

  /// Asks without waiting for the answer; nil where there is no git.
  func start(_ question: [String]) -> StartedProcess? {
    // No lock, no question to a person, nothing fetched, no program of the repository's choice.
    let settings = ["GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1"]
    let command = [
      "git", "-C", root, "--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false",
    ]
    return try? StartedProcess(command + question, variables: settings, quiet: true)
  }
}
