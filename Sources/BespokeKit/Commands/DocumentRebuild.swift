import Archive
import BuildGraph
import Diagnostics
import Files

/// Makes one document again in memory, and compares.
struct DocumentRebuild {
  enum Outcome {
    case same
    case different(String)
    case failed(String)
  }

  let project: DiskFileSystem
  /// The output, below out/.
  let target: String
  /// The "today" of the document.
  let date: String?

  /// Tries the files as they are, then those of the commit that the document names.
  func compared(with bytes: [UInt8], _ provenance: Provenance) -> Outcome {
    let (present, problem) = rebuilt(from: project)
    if present == bytes { return .same }
    guard let commit = provenance.commit else {
      guard let present else { return .failed(problem) }
      return .different(difference(present, provenance))
    }
    guard !commit.hasSuffix(Provenance.modified) else {
      return .different(
        "it was made from files that were not committed"
          + (present.map { "; " + difference($0, provenance) } ?? "; " + problem))
    }
    guard let files = files(of: commit) else {
      return present.map { .different("no commit \(commit) here; " + difference($0, provenance)) }
        ?? .failed("no commit \(commit) here; " + problem)
    }
    let (past, pastProblem) = rebuilt(from: files, commit: commit)
    guard let past else { return .failed("at commit \(commit): " + pastProblem) }
    return past == bytes
      ? .same : .different("at commit \(commit), " + difference(past, provenance))
  }

  /// What another document of the same variant has that this one hasn't.
  private func difference(_ other: [UInt8], _ provenance: Provenance) -> String {
    guard let (_, now) = VerifyCommand.provenance(in: other) else { return "what it is made of" }
    if now.inputs != provenance.inputs { return "other content (inputs \(now.inputs))" }
    if now.commit != provenance.commit {
      return "the same content of commit \(now.commit ?? "none")"
    }
    return "the same content, by another version of the program or its libraries, or changed since"
  }

  /// The bytes; nil, with the first error, when it can't be made.
  private func rebuilt(
    from files: any FileSystem, commit: String? = nil
  ) -> (bytes: [UInt8]?, problem: String) {
    let output = MemoryFileSystem()
    var settings = BuildSettings(project: files, output: output, state: MemoryFileSystem())
    settings.host = try? DiskFileSystem.host()
    var overrides = BuildPlanner.Overrides()
    overrides.targets = [target]
    var planner = BuildPlanner(
      overrides: overrides, today: date ?? environmentDate, fonts: FontSource(project))
    planner.history = CommitHistory(project, settings)
    planner.history?.commit = commit
    let report = BuildGraph.build(settings) { graph, files in try planner.plan(&graph, files) }
    let problem = report.allDiagnostics.first { $0.severity == .error }?.message
    guard let path = try? RelativePath(target), let bytes = try? output.read(path) else {
      return (nil, problem ?? "it is not made any more")
    }
    return (bytes, "")
  }

  /// The project as a commit has it, in memory; nil when git can't say.
  private func files(of commit: String) -> MemoryFileSystem? {
    // A file says it: nothing but a hash goes to git.
    guard commit.count >= 40, commit.allSatisfy(\.isHexDigit) else { return nil }
    let git = Git(absolutePath(of: project.rootPath) ?? project.rootPath)
    let question = ["ls-tree", "--name-only", "-z", commit, "--"] + CommitDates.inputs
    guard let listing = git.output(question) else { return nil }
    let names = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    guard !names.isEmpty,
      let archive = git.output(["archive", "--format=tar", commit, "--"] + names),
      let entries = try? TarReader.files(in: archive)
    else { return nil }
    let files = MemoryFileSystem()
    for entry in entries {
      guard let path = try? RelativePath(entry.name) else { continue }
      _ = try? files.write(entry.bytes, to: path, options: [])
    }
    return files
  }
}
