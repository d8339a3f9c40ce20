public import Files
import JSON
import YAML

/// Raw answers below a folder of runs, each with a record of how it came about.
///
/// The bytes are kept before anybody reads them, and an answer that nobody has read yet (a kill, a
/// crash) is found again by the hash of its prompt, so that it isn't paid for twice.
public struct ResponseStore: Sendable {
  /// One call, as its record has it.
  public struct Record: Sendable {
    public var time: String
    public var profile: String
    public var job: String
    public var command: [String]
    public var promptHash: String
    /// `exited`, `timed out`, `too long`, `interrupted`.
    public var ending: String
    public var exitCode: Int?
    public var milliseconds: Int
    public var size: Int
    public var sha256: String
    /// Whether the answer was read and judged.
    public var isSettled = false
    public var accepted = 0
    public var refused = 0
    public var usage = RewriteUsage()

    public init(
      time: String, profile: String, job: String, command: [String], promptHash: String,
      ending: String, exitCode: Int?, milliseconds: Int, reply: [UInt8]
    ) {
      self.time = time
      self.profile = profile
      self.job = job
      self.command = command
      self.promptHash = promptHash
      self.ending = ending
      self.exitCode = exitCode
      self.milliseconds = milliseconds
      size = reply.count
      sha256 = ContentHash(of: reply).hexadecimal
    }
  }

  /// Where a call is kept, without extension, below the folder of runs.
  public typealias Place = RelativePath

  let runs: any FileSystem
  public let run: String

  /// - Parameters:
  ///   - runs: `.bespoke/runs`.
  ///   - run: the folder of this run.
  public init(_ runs: any FileSystem, run: String) {
    self.runs = runs
    self.run = run
  }

  /// Keeps an answer byte for byte, then its record.
  public func keep(_ reply: [UInt8], _ record: Record) throws(FileError) -> Place {
    let name = "\(record.profile).\(record.job).\(record.promptHash.prefix(12))"
    guard let place = try? RelativePath("\(run)/responses/\(name)") else {
      throw FileError(.write, name, .missing)
    }
    try runs.write(reply, to: place.with(".reply"), options: [.secret, .synchronized])
    try write(record, at: place)
    return place
  }

  public func write(_ record: Record, at place: Place) throws(FileError) {
    try runs.write(
      Array(record.json.serialized(indented: true).utf8), to: place.with(".json"),
      options: [.secret, .synchronized])
  }

  /// An answer to this prompt that came whole and that nobody has read yet.
  public func unread(_ promptHash: String) -> (place: Place, record: Record, reply: [UInt8])? {
    for (place, record) in records
    where record.promptHash == promptHash && !record.isSettled && record.exitCode == 0 {
      guard let reply = try? runs.read(place.with(".reply")),
        ContentHash(of: reply).hexadecimal == record.sha256
      else { continue }
      return (place, record, reply)
    }
    return nil
  }

  /// All calls of all runs, by the name of their run.
  public var records: [(place: Place, record: Record)] {
    let folders = ((try? runs.list(.root)) ?? []).filter { $0.kind == .directory }
    return folders.flatMap { folder -> [(Place, Record)] in
      guard let responses = try? RelativePath("\(folder.name)/responses"),
        let files = try? runs.list(responses)
      else { return [] }
      return files.compactMap { file in
        guard file.name.hasSuffix(".json"),
          let place = try? responses.appending(String(file.name.dropLast(5))),
          let bytes = try? runs.read(place.with(".json"), limit: 1 << 20),
          let json = JSONValue(parsing: bytes), let record = Record(json)
        else { return nil }
        return (place, record)
      }
    }
  }
}

extension RelativePath {
  fileprivate func with(_ suffix: String) -> RelativePath {
    (try? RelativePath(text + suffix)) ?? self
  }
}

extension ResponseStore.Record {
  var json: JSONValue {
    .object(
      [
        .init("time", .string(time)), .init("profile", .string(profile)),
        .init("job", .string(job)), .init("command", .array(command.map { .string($0) })),
        .init("promptHash", .string(promptHash)), .init("ending", .string(ending)),
        .init("exitCode", exitCode.map { .integer($0) } ?? .null),
        .init("milliseconds", .integer(milliseconds)), .init("size", .integer(size)),
        .init("sha256", .string(sha256)), .init("settled", .bool(isSettled)),
        .init("accepted", .integer(accepted)), .init("refused", .integer(refused)),
      ] + usage.members)
  }

  fileprivate init?(_ json: JSONValue) {
    guard let time = json["time"]?.stringValue, let profile = json["profile"]?.stringValue,
      let job = json["job"]?.stringValue, let hash = json["promptHash"]?.stringValue,
      let ending = json["ending"]?.stringValue, let sha256 = json["sha256"]?.stringValue
    else { return nil }
    self.init(
      time: time, profile: profile, job: job,
      command: json["command"]?.arrayValue?.compactMap(\.stringValue) ?? [], promptHash: hash,
      ending: ending, exitCode: json["exitCode"]?.intValue,
      milliseconds: json["milliseconds"]?.intValue ?? 0, reply: [])
    size = json["size"]?.intValue ?? 0
    self.sha256 = sha256
    isSettled = json["settled"] == true
    accepted = json["accepted"]?.intValue ?? 0
    refused = json["refused"]?.intValue ?? 0
    usage.model = json["model"]?.stringValue
    usage.inputTokens = json["inputTokens"]?.intValue
    usage.outputTokens = json["outputTokens"]?.intValue
    usage.cost = json["cost"]?.doubleValue
  }
}
