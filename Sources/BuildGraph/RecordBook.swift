import Diagnostics
import Files

/// All records of a project, in one file below the cache.
struct RecordBook: Sendable {
  static let path = RelativePath(literal: "cache/steps")
  static let kind = "BspkSt05"

  /// The tool that made the records.
  var tool = ""
  /// Bytes in the object store beside it, roughly, whichever output folder they were put there for;
  /// nil when nobody has counted them.
  var cacheSize: Int64?
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
    cacheSize = Int64(try reader.number())
    var tables = RecordTables()
    tables.parts = try reader.list { (reader) throws(DamagedData) in
      KeyPart(label: try reader.text(), stored: try reader.text())
    }
    tables.aspects = try reader.list { (reader) throws(DamagedData) in try reader.text() }
    tables.findings = try reader.list { (reader) throws(DamagedData) in try reader.finding() }
    for _ in 0..<(try reader.count()) { tables.evidence.append(try reader.evidence(tables)) }
    records = try reader.list { (reader) throws(DamagedData) in try reader.record(tables) }
    guard reader.isAtEnd else { throw DamagedData() }
  }

  /// Whether it holds the very records of another one.
  func isSame(as other: RecordBook) -> Bool {
    tool == other.tool && cacheSize == other.cacheSize && records.count == other.records.count
      && zip(records, other.records).allSatisfy { $0 === $1 }
  }

  /// The file; equal books give equal bytes.
  func encoded() -> [UInt8] {
    var places = RecordPlaces()
    for record in records { places.add(record) }
    var writer = ByteWriter()
    writer.text(tool)
    writer.number(Int(cacheSize ?? 0))
    writer.list(places.parts.members) { writer, part in
      writer.text(part.label)
      writer.text(part.value)
    }
    writer.list(places.aspects.members) { $0.text($1) }
    writer.list(places.findings.members) { $0.finding($1) }
    writer.list(places.evidence) { $0.evidence($1, places) }
    writer.list(records) { $0.record($1, places) }
    return Envelope.seal(writer.bytes, kind: Self.kind)
  }

  /// What the store holds for the records: outputs and values.
  var objects: Set<ContentHash> {
    var objects = Set(records.flatMap(\.outputs).map(\.content))
    for case let result? in records.map(\.result) where result.isValueStored {
      objects.insert(result.value)
    }
    return objects
  }

  /// Every finding that a record rests on, each piece of shared evidence once.
  func forEachFinding(_ body: (Finding) -> Void) {
    var seen: Set<ObjectIdentifier> = []
    var pending: [Evidence] = []
    for record in records {
      record.findings.forEach(body)
      pending += record.evidence
      while let evidence = pending.popLast() {
        guard seen.insert(ObjectIdentifier(evidence)).inserted else { continue }
        evidence.findings.forEach(body)
        pending += evidence.others
      }
    }
  }
}

/// What many records share, by its place in the file.
private struct RecordTables {
  var parts: [KeyPart] = []
  var aspects: [String] = []
  var findings: [Finding] = []
  var evidence: [Evidence] = []
}

/// The places of what many records share, in the order of first use.
private struct RecordPlaces {
  struct Table<Member: Hashable> {
    private(set) var members: [Member] = []
    private var places: [Member: Int] = [:]

    mutating func add(_ member: Member) {
      guard places[member] == nil else { return }
      places[member] = members.count
      members.append(member)
    }

    func place(_ member: Member) -> Int { places[member] ?? 0 }
  }

  var parts = Table<KeyPart>()
  var aspects = Table<String>()
  var findings = Table<Finding>()
  /// Each after those that it rests on.
  var evidence: [Evidence] = []
  private var placesOfEvidence: [ContentHash: Int] = [:]

  mutating func add(_ record: StepRecord) {
    record.parts.forEach { parts.add($0) }
    record.result?.aspects.forEach { aspects.add($0.name) }
    record.findings.forEach { findings.add($0) }
    record.evidence.forEach { add($0) }
  }

  private mutating func add(_ evidence: Evidence) {
    guard placesOfEvidence[evidence.hash] == nil else { return }
    for other in evidence.others { add(other) }
    for finding in evidence.findings { findings.add(finding) }
    placesOfEvidence[evidence.hash] = self.evidence.count
    self.evidence.append(evidence)
  }

  func place(_ evidence: Evidence) -> Int { placesOfEvidence[evidence.hash] ?? 0 }
}

extension ByteWriter {
  fileprivate mutating func finding(_ finding: Finding) {
    byte(finding.observation.question.rawValue << 4 | finding.observation.root.rawValue)
    text(finding.observation.path.text)
    hash(finding.state)
  }

  fileprivate mutating func evidence(_ evidence: Evidence, _ places: RecordPlaces) {
    list(evidence.findings) { $0.number(places.findings.place($1)) }
    list(evidence.others) { $0.number(places.place($1)) }
  }

  fileprivate mutating func record(_ record: StepRecord, _ places: RecordPlaces) {
    text(record.id)
    text(record.name)
    hash(record.key)
    list(record.parts) { $0.number(places.parts.place($1)) }
    flag(record.result != nil)
    if let result = record.result { self.result(result, places) }
    list(record.findings) { $0.number(places.findings.place($1)) }
    list(record.evidence) { $0.number(places.place($1)) }
    list(record.dependencies) { writer, dependency in
      writer.text(dependency.id)
      writer.hash(dependency.value)
    }
    flag(record.origins != nil)
    if let origins = record.origins { hash(origins) }
    list(record.diagnostics) { $0.diagnostic($1) }
    number(Int(record.duration))
  }

  private mutating func result(_ result: StepRecord.Result, _ places: RecordPlaces) {
    hash(result.value)
    flag(result.isValueStored)
    flag(result.smallValue != nil)
    if let value = result.smallValue { data(value) }
    list(result.aspects) { writer, aspect in
      writer.number(places.aspects.place(aspect.name))
      writer.word(aspect.digest)
    }
    list(result.outputs) { writer, output in
      writer.text(output.path.text)
      writer.hash(output.content)
    }
  }
}

extension ByteReader {
  fileprivate mutating func finding() throws(DamagedData) -> Finding {
    let byte = try byte()
    guard let question = Observation.Question(rawValue: byte >> 4),
      let root = Root(rawValue: byte & 15)
    else { throw DamagedData() }
    return Finding(
      observation: Observation(question: question, root: root, path: try path()),
      state: try hash())
  }

  /// A list of places in a table, as what stands there.
  private mutating func members<Member>(
    of table: [Member]
  ) throws(DamagedData) -> [Member] {
    try list { (reader) throws(DamagedData) in try reader.member(of: table) }
  }

  private mutating func member<Member>(of table: [Member]) throws(DamagedData) -> Member {
    let place = try number()
    guard table.indices.contains(place) else { throw DamagedData() }
    return table[place]
  }

  fileprivate mutating func evidence(_ tables: RecordTables) throws(DamagedData) -> Evidence {
    Evidence(
      findings: try members(of: tables.findings), others: try members(of: tables.evidence))
  }

  fileprivate mutating func record(_ tables: RecordTables) throws(DamagedData) -> StepRecord {
    let (id, name) = (try text(), try text())
    let key = try hash()
    let parts = try members(of: tables.parts)
    let result = try flag() ? try result(tables) : nil
    let findings = try members(of: tables.findings)
    let evidence = try members(of: tables.evidence)
    let dependencies = try list { (reader) throws(DamagedData) in
      StepRecord.Dependency(id: try reader.text(), value: try reader.hash())
    }
    let origins = try flag() ? try hash() : nil
    let diagnostics = try list { (reader) throws(DamagedData) in try reader.diagnostic() }
    return StepRecord(
      id: id, name: name, key: key, parts: parts, result: result, findings: findings,
      evidence: evidence, dependencies: dependencies,
      origins: origins, diagnostics: diagnostics,
      duration: Int64(try number()))
  }

  private mutating func result(
    _ tables: RecordTables
  ) throws(DamagedData) -> StepRecord.Result {
    StepRecord.Result(
      value: try hash(), isValueStored: try flag(), smallValue: try flag() ? try data() : nil,
      aspects: try list { (reader) throws(DamagedData) in
        Aspect(name: try reader.member(of: tables.aspects), digest: try reader.word())
      },
      outputs: try list { (reader) throws(DamagedData) in
        StepRecord.Output(path: try reader.path(), content: try reader.hash())
      })
  }
}
