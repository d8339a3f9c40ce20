import Diagnostics
import Files

/// What a run of a step left behind: what it asked, what it got, what it made.
///
/// It holds nothing of the machine (no times, no inodes), so that it can travel with the cache.
final class StepRecord: Sendable {
  struct Dependency: Hashable, Sendable {
    var id: String
    var value: ContentHash
  }

  struct Output: Hashable, Sendable {
    var path: RelativePath
    var content: ContentHash
  }

  /// What a body that came to its end made.
  struct Result: Sendable {
    var value: ContentHash
    /// Whether the value is in the object store.
    var isValueStored: Bool
    var outputs: [Output]
  }

  let id: String
  let name: String
  /// The key together with the tool's version.
  let key: ContentHash
  /// Nil when the body failed.
  let result: Result?
  let findings: [Finding]
  let dependencies: [Dependency]
  let diagnostics: [Diagnostic]
  /// Nanoseconds that the body took.
  let duration: Int64

  init(
    id: String, name: String, key: ContentHash, result: Result?, findings: [Finding],
    dependencies: [Dependency], diagnostics: [Diagnostic], duration: Int64
  ) {
    self.id = id
    self.name = name
    self.key = key
    self.result = result
    self.findings = findings
    self.dependencies = dependencies
    self.diagnostics = diagnostics
    self.duration = duration
  }

  var outputs: [Output] { result?.outputs ?? [] }
}

/// All records of a project, in one file below the cache.
struct RecordBook: Sendable {
  static let path = RelativePath(literal: "cache/steps")
  static let kind = "BspkSt01"

  /// The tool that made the records.
  var tool = ""
  var records: [StepRecord] = []

  init() {}

  /// The records of a file; none when any byte of it is not as it was written.
  init(decoding bytes: [UInt8]) {
    guard let book = try? RecordBook(reading: bytes) else { return }
    self = book
  }

  private init(reading bytes: [UInt8]) throws(DamagedData) {
    var reader = try Envelope.open(bytes, kind: Self.kind)
    tool = try reader.text()
    let findings = try reader.list { (reader) throws(DamagedData) in try reader.finding() }
    records = try reader.list { (reader) throws(DamagedData) in try reader.record(findings) }
    guard reader.isAtEnd else { throw DamagedData() }
  }

  /// Whether it holds the very records of another one.
  func isSame(as other: RecordBook) -> Bool {
    tool == other.tool && records.count == other.records.count
      && zip(records, other.records).allSatisfy { $0 === $1 }
  }

  /// The file; equal books give equal bytes.
  func encoded() -> [UInt8] {
    var places: [Finding: Int] = [:]
    var findings: [Finding] = []
    for record in records {
      for finding in record.findings where places[finding] == nil {
        places[finding] = findings.count
        findings.append(finding)
      }
    }
    var writer = ByteWriter()
    writer.text(tool)
    writer.list(findings) { $0.finding($1) }
    writer.list(records) { $0.record($1, places) }
    return Envelope.seal(writer.bytes, kind: Self.kind)
  }
}

extension ByteWriter {
  mutating func finding(_ finding: Finding) {
    byte(finding.observation.question.rawValue << 4 | finding.observation.root.rawValue)
    text(finding.observation.path.text)
    hash(finding.state)
  }

  mutating func record(_ record: StepRecord, _ places: [Finding: Int]) {
    text(record.id)
    text(record.name)
    hash(record.key)
    flag(record.result != nil)
    if let result = record.result { self.result(result) }
    list(record.findings) { $0.number(places[$1] ?? 0) }
    list(record.dependencies) { writer, dependency in
      writer.text(dependency.id)
      writer.hash(dependency.value)
    }
    list(record.diagnostics) { $0.diagnostic($1) }
    number(Int(record.duration))
  }

  private mutating func result(_ result: StepRecord.Result) {
    hash(result.value)
    flag(result.isValueStored)
    list(result.outputs) { writer, output in
      writer.text(output.path.text)
      writer.hash(output.content)
    }
  }
}

extension ByteReader {
  mutating func finding() throws(DamagedData) -> Finding {
    let byte = try byte()
    guard let question = Observation.Question(rawValue: byte >> 4),
      let root = Root(rawValue: byte & 15)
    else { throw DamagedData() }
    return Finding(
      observation: Observation(question: question, root: root, path: try path()),
      state: try hash())
  }

  mutating func record(_ table: [Finding]) throws(DamagedData) -> StepRecord {
    let (id, name) = (try text(), try text())
    let key = try hash()
    let result = try flag() ? try result() : nil
    let findings = try list { (reader) throws(DamagedData) in
      let place = try reader.number()
      guard table.indices.contains(place) else { throw DamagedData() }
      return table[place]
    }
    let dependencies = try list { (reader) throws(DamagedData) in
      StepRecord.Dependency(id: try reader.text(), value: try reader.hash())
    }
    let diagnostics = try list { (reader) throws(DamagedData) in try reader.diagnostic() }
    return StepRecord(
      id: id, name: name, key: key, result: result, findings: findings,
      dependencies: dependencies, diagnostics: diagnostics, duration: Int64(try number()))
  }

  private mutating func result() throws(DamagedData) -> StepRecord.Result {
    StepRecord.Result(
      value: try hash(), isValueStored: try flag(),
      outputs: try list { (reader) throws(DamagedData) in
        StepRecord.Output(path: try reader.path(), content: try reader.hash())
      })
  }
}
