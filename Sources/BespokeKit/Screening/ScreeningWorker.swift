import Arguments
import Diagnostics
import Extraction
import Files
import JSON
import Screening
import YAML

extension CommandTable {
  static let workerName = Option("name", .text, "NAME", "What the file is called in the result")
  static let workerFile = Positional("FILE", "The file", .required)

  /// What `screen` runs for each file, so that no file can harm another one.
  static let screenFile = Command(
    "screen-file", "Screen one file and print its result as JSON",
    positionals: [workerFile],
    options: [screenJob, workerName, anonymous, maxFileSize, maxSeconds, maxMemory], isHidden: true)
}

/// Screens files, each in a process of its own: what goes wrong in it ends there.
struct ScreeningWorker: Sendable {
  let posting: ScreeningPosting
  let limits: BatchLimits
  private let program: String?
  private let options: [String]

  init(posting: ScreeningPosting, parsed: ParsedArguments, limits: BatchLimits) {
    self.posting = posting
    self.limits = limits
    program = executablePath()
    var options = ["screen-file", "--job", posting.path]
    if let root = parsed.value(of: CommandTable.root).flatMap({ absolutePath(of: $0) }) {
      options += ["--root", root]
    }
    if parsed.has(CommandTable.anonymous) { options.append("--anonymous") }
    options += [
      "--max-file-size", "\(max(1, limits.bytesPerFile >> 20))",
      "--max-seconds", "\(limits.secondsPerFile)", "--max-memory", "\(limits.memoryPerFile >> 20)",
    ]
    self.options = options
  }

  func screen(_ item: Batch.Item) -> (result: JSONValue, text: String?) {
    guard let program else {
      return (Self.error("no-program", "the program's own file is gone"), nil)
    }
    var bounds = LimitedProcess.Limits(
      seconds: Double(limits.secondsPerFile), processorSeconds: limits.secondsPerFile,
      memory: limits.memoryPerFile, output: 128 << 20)
    bounds.mayFork = true
    let process: LimitedProcess
    do throws(FileError) {
      process = try LimitedProcess(
        program, options + ["--name", item.name, "--", item.path],
        environment: environmentEntries(["SOURCE_DATE_EPOCH"]), limits: bounds)
    } catch {
      return (Self.error("no-process", error.diagnostic().message), nil)
    }
    switch process.end {
    case .outOfTime:
      return (
        Self.error("out-of-time", "reading the file took more than \(limits.secondsPerFile) s"), nil
      )
    case .tooMuchOutput: return (Self.error("too-large", "the file holds too much text"), nil)
    case .interrupted: return (Self.error("interrupted", "the batch was stopped"), nil)
    case .signal, .exited: break
    }
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "result.json", bytes: process.output)
    guard process.hasSucceeded, let value = JSONReader.parse(file, into: &problems)?.root.jsonValue,
      case .object(let members) = value
    else {
      return (
        Self.error(
          "too-costly", "reading the file crashed, or took more time or memory than a resume may"),
        nil
      )
    }
    return (.object(members.filter { $0.key != "text" }), value["text"]?.stringValue)
  }

  static func error(_ id: String, _ message: String, help: String? = nil) -> JSONValue {
    [
      "status": "error",
      "error": [
        "id": .string(id), "message": .string(message), "help": help.map { .string($0) } ?? .null,
      ],
    ]
  }

  // MARK: Inside

  /// `screen-file`: the result of one file on standard output.
  static func run(_ parsed: ParsedArguments) -> ExitCode {
    var problems: [Diagnostic] = []
    guard let job = parsed.value(of: CommandTable.screenJob),
      let path = parsed.word(at: CommandTable.workerFile),
      let posting = ScreeningPosting(job, parsed, into: &problems)
    else { return .usage }
    let screener = Screener(
      job: posting.job, lexicon: posting.lexicon, today: posting.today,
      isAnonymous: parsed.has(CommandTable.anonymous))
    let file = ForeignFile(
      path, name: parsed.value(of: CommandTable.workerName),
      limits: BatchLimits(parsed).extraction)
    let result: JSONValue
    do throws(ExtractionError) {
      let resume = try file.read()
      guard case .object(let members) = try screener.result(of: resume) else { return .failure }
      result = .object(members + [.init("text", .string(resume.text.text))])
    } catch {
      result = Self.error(error.id, error.message, help: error.help)
    }
    StandardStream.output.write(result.serialized())
    return .success
  }
}
