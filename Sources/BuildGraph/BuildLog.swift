import Files

/// The state of every file that the last build read or made, on this machine.
///
/// It serves two readers: the front, which compares status records and is done when all are the
/// same, and the engine, which needn't hash again what is unchanged. It decides nothing by itself:
/// a lost or damaged log costs time only.
struct BuildLog: Hashable, Sendable {
  static let kind = "BspkLg03"

  /// An output as it was put in place; also the list of files that are ours to remove.
  struct Output: Hashable, Sendable {
    var digest: UInt64
    var content: ContentHash
    /// As young as the log: a change in the same clock tick would not show in the digest.
    var isRacy = false
  }

  /// One variable of the environment that the build depends on.
  struct Variable: Hashable, Sendable {
    var name: String
    var value: String?
  }

  /// What the front may answer by itself; nil when the last build was partial or had failures.
  struct Answer: Hashable, Sendable {
    var arguments: [String]
    var environment: [Variable]
    /// The engine that made the log.
    var engine: String
    var replay: ReplayText
  }

  var answer: Answer?
  /// The output folder as a path: absolute, or relative to the project.
  var outputPath = ""
  var states: [Observation: KnownState] = [:]
  var outputs: [RelativePath: Output] = [:]

  init() {}

  /// The log of a file; an empty one when any byte of it is not as it was written.
  init(decoding bytes: [UInt8]) {
    guard let log = try? BuildLog(reading: bytes) else { return }
    self = log
  }

  /// The file; equal logs give equal bytes.
  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.flag(answer != nil)
    if let answer { writer.answer(answer) }
    writer.text(outputPath)
    let inputs = states.sorted { $0.key.precedes($1.key) }
    writer.list(inputs) { $0.entry($1.key, $1.value) }
    let made = outputs.sorted { $0.key < $1.key }
    writer.list(made) { writer, output in
      writer.entry(
        Observation(question: .read, root: .output, path: output.key),
        KnownState(
          digest: output.value.digest, isRacy: output.value.isRacy, state: output.value.content))
    }
    return Envelope.seal(writer.bytes, kind: Self.kind)
  }

  private init(reading bytes: [UInt8]) throws(DamagedData) {
    var reader = try Envelope.open(bytes, kind: Self.kind)
    if try reader.flag() { answer = try reader.answer() }
    outputPath = try reader.text()
    for _ in 0..<(try reader.count()) {
      let entry = try reader.entry()
      let observation = Observation(
        question: entry.question, root: entry.root, path: try entry.path(in: reader))
      states[observation] = KnownState(
        digest: entry.digest, isRacy: entry.isRacy, state: try entry.hash(in: reader))
    }
    for _ in 0..<(try reader.count()) {
      let entry = try reader.entry()
      outputs[try entry.path(in: reader)] = Output(
        digest: entry.digest, content: try entry.hash(in: reader), isRacy: entry.isRacy)
    }
    guard reader.isAtEnd else { throw DamagedData() }
  }
}

/// One file in the log, its path and hash still in the buffer.
struct LogEntry {
  var question: Observation.Question
  var root: Root
  var isRacy: Bool
  var digest: UInt64
  /// Where the hash begins.
  var hashOffset: Int
  /// Where the path stands; a NUL follows.
  var pathRange: Range<Int>

  func path(in reader: ByteReader) throws(DamagedData) -> RelativePath {
    let text = String(decoding: reader.bytes[pathRange], as: UTF8.self)
    guard let path = try? RelativePath(text) else { throw DamagedData() }
    return path
  }

  func hash(in reader: ByteReader) throws(DamagedData) -> ContentHash {
    var rest = ByteReader(reader.bytes, from: hashOffset)
    return try rest.hash()
  }
}

extension ByteWriter {
  fileprivate mutating func entry(_ observation: Observation, _ known: KnownState) {
    byte(
      observation.question.rawValue << 4 | observation.root.rawValue << 1 | (known.isRacy ? 1 : 0))
    word(known.digest)
    hash(known.state)
    terminatedText(observation.path.description)
  }

  fileprivate mutating func answer(_ answer: BuildLog.Answer) {
    list(answer.arguments) { $0.text($1) }
    list(answer.environment) { writer, variable in
      writer.text(variable.name)
      writer.optionalText(variable.value)
    }
    text(answer.engine)
    text(answer.replay.standardOutput)
    text(answer.replay.standardError)
    text(answer.replay.coloredStandardError)
  }
}

extension ByteReader {
  mutating func entry() throws(DamagedData) -> LogEntry {
    let byte = try byte()
    guard let question = Observation.Question(rawValue: byte >> 4),
      let root = Root(rawValue: byte >> 1 & 7)
    else { throw DamagedData() }
    return LogEntry(
      question: question, root: root, isRacy: byte & 1 == 1, digest: try word(),
      hashOffset: try skip(32), pathRange: try terminatedText())
  }

  mutating func answer() throws(DamagedData) -> BuildLog.Answer {
    BuildLog.Answer(
      arguments: try list { (reader) throws(DamagedData) in try reader.text() },
      environment: try list { (reader) throws(DamagedData) in
        BuildLog.Variable(name: try reader.text(), value: try reader.optionalText())
      },
      engine: try text(),
      replay: ReplayText(
        standardOutput: try text(), standardError: try text(), coloredStandardError: try text()))
  }
}

extension Observation {
  /// The order of the log: by tree, then by path in bytes.
  func precedes(_ other: Observation) -> Bool {
    if root != other.root { return root.rawValue < other.root.rawValue }
    if path != other.path { return path < other.path }
    return question.rawValue < other.question.rawValue
  }
}
