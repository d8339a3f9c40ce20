import Arguments
import Diagnostics
import Extraction
import Files
import JSON
import Matching
import Profiles
import Screening

extension CommandTable {
  static let screened = Positional("FILE", "Resumes, or folders of them", .oneOrMore)
  static let screenJob = Option(
    "job", .text, "JOB", "The posting: a file, or a name of content/jobs")
  static let screenJSON = Option.flag("json", "Print a JSON line per file, then one for the batch")
  static let screenReport = Option("report", .text, "FILE", "Write the report as an HTML page")
  static let anonymous = Option.flag("anonymous", "Report without names, addresses and file names")
  static let keepFor = Option(
    "keep", .text, "DURATION", "How long texts and results stay: 30m, 2h, 7d (default: 2h)")
  static let strictLimits = Option.flag(
    "strict-limits", "At most 10 files of 3 MB, 20 MB in all")
  static let maxFiles = Option(
    "max-files", .integer(1...1_000_000), "N", "Files in a batch (default: 500)")
  static let maxFileSize = Option(
    "max-file-size", .integer(1...4096), "MB", "Megabytes of a file (default: 10)")
  static let maxBatchSize = Option(
    "max-batch-size", .integer(1...1_000_000), "MB", "Megabytes of a batch (default: 2048)")
  static let maxSeconds = Option(
    "max-seconds", .integer(1...3600), "N", "Seconds that a file may take (default: 20)")
  static let maxMemory = Option(
    "max-memory", .integer(256...65_536), "MB", "Megabytes that a file may take (default: 1024)")
  static let screenWorkers = Option(
    "jobs", short: "j", .integer(1...256), "N", "Files at a time (default: as many as processors)")

  static let screen = Command(
    "screen", "Rank resumes from elsewhere against a posting",
    discussion: """
      Reads PDF (with poppler-utils), DOCX, ODT, HTML, Markdown, text, JSON Resume and YAML, told by \
      their content, each in a process of its own with limits. Hidden text, forged text and orders \
      to programs are reported and don't count; who somebody is doesn't count either. Texts and \
      results stay in .bespoke/screen for their owner alone, until --keep is over or 'bespoke \
      clean' runs.
      """,
    positionals: [screened],
    options: [
      screenJob, screenJSON, screenReport, record, anonymous, keepFor, strictLimits, maxFiles,
      maxFileSize,
      maxBatchSize, maxSeconds, maxMemory, screenWorkers,
    ])
}

/// `bespoke screen --job JOB FILE…`.
struct ScreenCommand {
  private let parsed: ParsedArguments
  private let console: Console
  private let limits: BatchLimits

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
    limits = BatchLimits(parsed)
  }

  func run() -> ExitCode {
    Interruption.install()
    guard let job = parsed.value(of: CommandTable.screenJob) else {
      return usage("missing-option", "no posting is given", "write --job content/jobs/NAME.md")
    }
    let keepText = parsed.value(of: CommandTable.keepFor) ?? "2h"
    guard let keep = CleanCommand.duration(keepText) else {
      return usage("wrong-duration", "'\(keepText)' is no duration", "write 30m, 2h or 7d")
    }
    var problems: [Diagnostic] = []
    guard let posting = ScreeningPosting(job, parsed, into: &problems) else {
      console.report(problems)
      return .usage
    }
    console.report(problems)
    do throws(FileError) {
      let project = try parsed.project()
      Session.sweep(project)
      let session = try Session(in: project, keep: keep / 1_000_000_000)
      let code = try screen(posting, session, project)
      return code
    } catch {
      console.report([error.diagnostic()])
      return .failure
    }
  }

  private func usage(_ id: String, _ message: String, _ help: String) -> ExitCode {
    console.report([.error(id, message, help: help)])
    return .usage
  }

  // MARK: The batch

  private func screen(
    _ posting: ScreeningPosting, _ session: Session, _ project: DiskFileSystem
  ) throws(FileError) -> ExitCode {
    let title = posting.job.title.value
    try session.set(.uploading, job: title)
    let inbox = Inbox(parsed.words(at: CommandTable.screened), limits)
    guard inbox.problems.isEmpty, !inbox.items.isEmpty else {
      session.discard(from: project)
      console.report(
        inbox.problems.isEmpty
          ? [.error("no-files", "there are no files to screen")] : inbox.problems)
      return .usage
    }
    let outcomes = try run(inbox, posting, session)
    guard Interruption.signal == nil else {
      session.discard(from: project)
      console.say("stopped; nothing is kept")
      return .failure
    }
    try session.set(.completed, job: title)
    if parsed.has(CommandTable.record) {
      console.report(
        ApplicantRecord.note(outcomes, inbox.items, session: session.id, in: project))
    }
    try finish(outcomes, session, posting)
    return .success
  }

  /// Screens the files, and keeps and tells each result as it comes.
  private func run(
    _ inbox: Inbox, _ posting: ScreeningPosting, _ session: Session
  ) throws(FileError) -> [Batch.Outcome] {
    let title = posting.job.title.value
    let isAnonymous = parsed.has(CommandTable.anonymous)
    let items = inbox.items.enumerated().map { index, item in
      isAnonymous ? Batch.Item(path: item.path, name: "candidate-\(index + 1)") : item
    }
    for (index, item) in inbox.items.enumerated() {
      try session.note(index + 1, item.name, .pending)
    }
    try session.set(.ready, job: title)
    try session.set(.processing, job: title)
    let worker = ScreeningWorker(posting: posting, parsed: parsed, limits: limits)
    let batch = Batch(
      items, workers: parsed.integer(of: CommandTable.screenWorkers) ?? processorCount
    ) { worker.screen($0) }
    let printsJSON = parsed.has(CommandTable.screenJSON)
    return batch.run(
      onStart: { number, item in try? session.note(number, item.name, .processing) },
      onResult: { number, item, result, text in
        let line = Self.named(item.name, result)
        try? session.keep(line, text: text, number: number)
        try? session.note(number, item.name, result["error"] == nil ? .completed : .error)
        if printsJSON { StandardStream.output.write(line.serialized() + "\n") }
      })
  }

  private static func named(_ name: String, _ result: JSONValue) -> JSONValue {
    guard case .object(let members) = result else { return .null }
    return .object([.init("file", .string(name))] + members)
  }

  private func finish(
    _ outcomes: [Batch.Outcome], _ session: Session, _ posting: ScreeningPosting
  ) throws(FileError) {
    let counts = session.counts
    let table = RankingTable(outcomes)
    if parsed.has(CommandTable.screenJSON) {
      let line: JSONValue = [
        "batch": .string(session.id), "status": "completed",
        "job": .string(posting.job.title.value), "files": .integer(counts.total),
        "completed": .integer(counts.completed), "errors": .integer(counts.errors),
        "ranking": table.json, "session": .string(session.path),
      ]
      StandardStream.output.write(line.serialized() + "\n")
    } else {
      StandardStream.output.write(table.text)
      console.say(
        "\(session.id): \(counts.completed) of \(counts.total) files ranked, \(counts.errors) errors; "
          + "texts and results in \(session.path)")
    }
    guard let path = parsed.value(of: CommandTable.screenReport) else { return }
    var page = ScreeningPage(title: "Screening: \(posting.job.title.value)")
    let results = try NamedFile.read(session.path + "/results.jsonl", limit: 1 << 30).bytes
    for line in results.split(separator: 0x0A) { page.add(line) }
    try NamedFile.write(page.html, to: path)
    console.say("report: \(path)")
  }
}

extension BatchLimits {
  init(_ parsed: ParsedArguments) {
    self = parsed.has(CommandTable.strictLimits) ? .strict : BatchLimits()
    if let count = parsed.integer(of: CommandTable.maxFiles) { files = count }
    if let size = parsed.integer(of: CommandTable.maxFileSize) { bytesPerFile = size << 20 }
    if let size = parsed.integer(of: CommandTable.maxBatchSize) { bytes = size << 20 }
    if let seconds = parsed.integer(of: CommandTable.maxSeconds) { secondsPerFile = seconds }
    if let size = parsed.integer(of: CommandTable.maxMemory) { memoryPerFile = size << 20 }
  }

  var extraction: ExtractionLimits {
    var limits = ExtractionLimits()
    limits.bytes = bytesPerFile
    limits.seconds = Double(secondsPerFile)
    limits.memory = memoryPerFile
    return limits
  }
}
