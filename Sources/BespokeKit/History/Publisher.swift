import BuildGraph
import Diagnostics
import Files
import History
import JSON
import Profiles
import YAML

/// Sends the files of a manifest that are not, or not so, where they are published.
///
/// Each file is noted in the ledger as soon as it is there; what the ledger has is not sent again.
struct Publisher {
  private let settings: Config.Publish
  private let project: DiskFileSystem
  private let output: any FileSystem
  /// The folder of the documents, absolute or from the project.
  private let place: String
  private let isKept: Bool
  private let console: Console

  init(
    _ settings: Config.Publish, _ project: DiskFileSystem, output: any FileSystem, place: String,
    isKept: Bool, console: Console
  ) {
    self.settings = settings
    self.project = project
    self.output = output
    self.place = place
    self.isKept = isKept
    self.console = console
  }

  struct File {
    var path: RelativePath
    var sha256: String
  }

  /// What is to be done at one target.
  private struct Work {
    var target: String
    var send: [File] = []
    /// Sent once and made no more, with the hash that was sent.
    var withdraw: [File] = []
  }

  func publish(isDry: Bool) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    guard let files = manifest(&problems) else { return problems }
    let ledger = ProjectLedger(project: project, isKept: isKept).read(into: &problems)
    do throws(FileError) {
      if !settings.folder.value.isEmpty {
        let folder = settings.folder.value
        let target = isDry ? try? existing(folder) : try open(folder)
        let work = work(folder, files, ledger) { file in
          (try? target?.status(of: file.path))??.kind == .file
        }
        if isDry {
          tell(work)
        } else if let target {
          sweep(files, in: target)
          copy(work, to: target, &problems)
        }
      }
      if !settings.command.value.isEmpty {
        let work = work(settings.command.value.joined(separator: " "), files, ledger) { _ in true }
        if isDry { tell(work) } else { hand(work, &problems) }
      }
    } catch {
      problems.append(error.diagnostic())
    }
    return problems
  }

  /// The files that the last build made, and that the configuration chooses.
  private func manifest(_ problems: inout [Diagnostic]) -> [File]? {
    guard let bytes = try? output.read(Inventory.manifestPath, limit: 1 << 30),
      let listed = JSONValue(parsing: bytes)?["files"]?.arrayValue
    else {
      problems.append(
        .error(
          "no-manifest", "there is no manifest of what was built",
          path: "\(place)/\(Inventory.manifestPath)", help: "run 'bespoke build'"))
      return nil
    }
    let globs = settings.files.value.map { Glob($0) }
    return listed.compactMap { file in
      guard let text = file["path"]?.stringValue, let hash = file["sha256"]?.stringValue,
        let path = try? RelativePath(text), globs.contains(where: { $0.matches(text) })
      else { return nil }
      return File(path: path, sha256: hash)
    }
  }

  private func open(_ folder: String) throws(FileError) -> DiskFileSystem {
    try openFolder(folder.hasPrefix("/") ? folder : "\(project.rootPath)/\(folder)")
  }

  private func existing(_ folder: String) throws(FileError) -> DiskFileSystem {
    try DiskFileSystem(root: folder.hasPrefix("/") ? folder : "\(project.rootPath)/\(folder)")
  }

  private func work(
    _ target: String, _ files: [File], _ ledger: Ledger, isThere: (File) -> Bool
  ) -> Work {
    var last: [String: LedgerEntry.Sent] = [:]
    for sent in ledger.sent where sent.target == target { last[sent.path] = sent }
    var work = Work(target: target)
    work.send = files.filter { file in
      guard let sent = last[file.path.text], !sent.isWithdrawn else { return true }
      return sent.sha256 != file.sha256 || !isThere(file)
    }
    let made = Set(files.map(\.path.text))
    work.withdraw = last.values.filter { !$0.isWithdrawn && !made.contains($0.path) }
      .sorted { $0.path < $1.path }.compactMap { sent in
        (try? RelativePath(sent.path)).map { File(path: $0, sha256: sent.sha256) }
      }
    return work
  }

  private func tell(_ work: Work) {
    for file in work.send { console.say("would send \(file.path) → \(work.target)") }
    for file in work.withdraw { console.say("would withdraw \(file.path) → \(work.target)") }
    console.say("\(work.send.count) files would be sent to \(work.target)")
  }

  // MARK: A folder

  /// Removes unfinished files that a publication which was killed left beside ours.
  private func sweep(_ files: [File], in target: DiskFileSystem) {
    for folder in Set(files.map { $0.path.parent ?? .root }) {
      for entry in (try? target.list(folder)) ?? [] where isTemporaryName(entry.name) {
        _ = try? target.remove(folder.child(entry.name))
      }
    }
  }

  private func copy(_ work: Work, to target: DiskFileSystem, _ problems: inout [Diagnostic]) {
    var note = SentNote(project, target: work.target, isKept: isKept)
    var count = 0
    for file in work.send {
      guard Interruption.signal == nil else { break }
      do throws(FileError) {
        guard let bytes = try read(file, &problems) else { continue }
        try target.write(bytes, to: file.path)
        try note.add(file, into: &problems)
        count += 1
      } catch {
        problems.append(error.diagnostic())
      }
    }
    for file in work.withdraw where Interruption.signal == nil && !problems.hasErrors {
      do throws(FileError) {
        try withdraw(file, from: target, &problems)
        try note.add(file, isWithdrawn: true, into: &problems)
      } catch {
        problems.append(error.diagnostic())
      }
    }
    conclude(work, count, &problems)
  }

  /// Removes a file that is still as it was sent.
  private func withdraw(
    _ file: File, from target: DiskFileSystem, _ problems: inout [Diagnostic]
  ) throws(FileError) {
    guard target.exists(file.path) else { return }
    guard ContentHash(of: try target.read(file.path)).hexadecimal == file.sha256 else {
      problems.append(
        .warning(
          "changed-there", "file is made no more, but was changed there and stays",
          path: "\(settings.folder.value)/\(file.path)"))
      return
    }
    _ = try target.remove(file.path)
  }

  /// The bytes of a file, as the manifest has them.
  private func read(
    _ file: File, _ problems: inout [Diagnostic]
  ) throws(FileError) -> [UInt8]? {
    let bytes = try output.read(file.path, limit: 1 << 30)
    guard ContentHash(of: bytes).hexadecimal == file.sha256 else {
      problems.append(
        .error(
          "changed-output", "file is not as it was built and is not sent",
          path: "\(place)/\(file.path)", help: "run 'bespoke build'"))
      return nil
    }
    return bytes
  }

  private func conclude(_ work: Work, _ count: Int, _ problems: inout [Diagnostic]) {
    if Interruption.signal != nil {
      problems.append(
        .error(
          "interrupted", "publishing was stopped after \(count) of \(work.send.count) files",
          help: "'bespoke publish' goes on from there"))
    }
    console.say("\(count) files sent to \(work.target)")
  }

  // MARK: A command

  private func hand(_ work: Work, _ problems: inout [Diagnostic]) {
    var note = SentNote(project, target: work.target, isKept: isKept)
    let isSingle = settings.command.value.contains { $0.contains("{file}") }
    var count = 0
    do throws(FileError) {
      if isSingle {
        for file in work.send {
          guard Interruption.signal == nil, try read(file, &problems) != nil,
            try run(arguments(for: file), [], &problems)
          else { break }
          try note.add(file, into: &problems)
          count += 1
        }
      } else if !work.send.isEmpty || !work.withdraw.isEmpty {
        for file in work.send { _ = try read(file, &problems) }
        let list = Array(list(work).serialized().utf8)
        if !problems.hasErrors, try run(settings.command.value, list, &problems) {
          for file in work.send { try note.add(file, into: &problems) }
          for file in work.withdraw { try note.add(file, isWithdrawn: true, into: &problems) }
          count = work.send.count
        }
      }
    } catch {
      problems.append(error.diagnostic())
    }
    conclude(work, count, &problems)
  }

  private func arguments(for file: File) -> [String] {
    settings.command.value.map { argument in
      argument.replacing("{file}", with: absolute(file.path))
        .replacing("{path}", with: file.path.text).replacing("{sha256}", with: file.sha256)
    }
  }

  private func absolute(_ path: RelativePath) -> String {
    let root = absolutePath(of: project.rootPath) ?? project.rootPath
    return place.hasPrefix("/") ? "\(place)/\(path)" : "\(root)/\(place)/\(path)"
  }

  /// What one call for all files reads from standard input.
  private func list(_ work: Work) -> JSONValue {
    [
      "files": .array(
        work.send.map { file in
          [
            "path": .string(file.path.text), "file": .string(absolute(file.path)),
            "sha256": .string(file.sha256),
          ]
        }),
      "withdrawn": .array(work.withdraw.map { .string($0.path.text) }),
    ]
  }

  /// Whether the command took it.
  private func run(
    _ arguments: [String], _ input: [UInt8], _ problems: inout [Diagnostic]
  ) throws(FileError) -> Bool {
    let done = try LimitedProcess(
      arguments.first ?? "", Array(arguments.dropFirst()), input: input,
      environment: environmentEntries(["PATH"] + settings.environment.value),
      directory: project.rootPath,
      limits: LimitedProcess.Limits(seconds: Double(settings.timeout.value)))
    if done.hasSucceeded { return true }
    let said = String(decoding: done.errors.suffix(400), as: UTF8.self)
    let how =
      switch done.end {
      case .exited(let status): "ended with status \(status)"
      case .signal(let signal): "ended by signal \(signal)"
      case .outOfTime: "took more than \(settings.timeout.value) seconds"
      case .tooMuchOutput, .interrupted: "was stopped"
      }
    problems.append(
      .error(
        "publish-failed", "command '\(arguments.first ?? "")' \(how)",
        at: settings.command.origin.location,
        help: said.isEmpty ? nil : "it said: \(said.filter { !$0.isNewline })"))
    return false
  }
}

/// Notes in the ledger what went out.
private struct SentNote {
  private let ledger: ProjectLedger
  private let project: DiskFileSystem
  private let target: String
  private let commit: String?
  private let isDirty: Bool
  private var lastTime: Int64 = 0

  init(_ project: DiskFileSystem, target: String, isKept: Bool) {
    ledger = ProjectLedger(project: project, isKept: isKept)
    self.project = project
    self.target = target
    let git = GitTree(project)
    commit = try? git.commit("HEAD")
    isDirty = commit != nil && git.hasChanges
  }

  mutating func add(
    _ file: Publisher.File, isWithdrawn: Bool = false, into problems: inout [Diagnostic]
  ) throws(FileError) {
    // A millisecond of its own, so that the order of lines is that of time.
    lastTime = max(project.now / 1_000_000, lastTime + 1)
    let sent = LedgerEntry.Sent(
      path: file.path.text, sha256: file.sha256, commit: commit, isDirty: isDirty, target: target,
      time: isoTime(lastTime), isWithdrawn: isWithdrawn)
    try ledger.note(LedgerEntry(.sent(sent), date: nil))
  }
}
