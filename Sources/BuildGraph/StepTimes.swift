import Diagnostics
import Files

/// When each step ran last on this machine, for `bespoke status`; it decides nothing.
struct StepTimes: Sendable {
  static let kind = "BspkTm01"
  static let name = RelativePath(literal: "times")

  struct Entry: Hashable, Sendable {
    /// Milliseconds since 1970.
    var start: Int64
    /// Nanoseconds.
    var duration: Int64
    var run: String
  }

  var entries: [String: Entry] = [:]

  init() {}

  init(of settings: BuildSettings) {
    let bytes = try? settings.state.read(Self.path(settings), limit: 1 << 30)
    if let times = try? StepTimes(reading: bytes ?? []) { self = times }
  }

  private init(reading bytes: [UInt8]) throws(DamagedData) {
    var reader = try Envelope.open(bytes, kind: Self.kind)
    let runs = try reader.list { (reader) throws(DamagedData) in try reader.text() }
    for _ in 0..<(try reader.count()) {
      let id = try reader.text()
      let place = try reader.number()
      guard runs.indices.contains(place) else { throw DamagedData() }
      entries[id] = Entry(
        start: Int64(try reader.number()), duration: Int64(try reader.number()), run: runs[place])
    }
    guard reader.isAtEnd else { throw DamagedData() }
  }

  func encoded() -> [UInt8] {
    let runs = Set(entries.values.map(\.run)).sorted()
    let places = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($1, $0) })
    var writer = ByteWriter()
    writer.list(runs) { $0.text($1) }
    writer.list(entries.sorted { $0.key < $1.key }) { writer, entry in
      writer.text(entry.key)
      writer.number(places[entry.value.run] ?? 0)
      writer.number(Int(entry.value.start))
      writer.number(Int(entry.value.duration))
    }
    return Envelope.seal(writer.bytes, kind: Self.kind)
  }

  private static func path(_ settings: BuildSettings) -> RelativePath {
    BuildState.name(name, for: settings.outputPath)
  }

  /// Keeps what a run did: steps that ran now, and those of before that there still are.
  static func keep(
    _ report: BuildReport, _ book: RecordBook, run: RunFolder, began: Int64,
    _ settings: BuildSettings
  ) throws(FileError) {
    var times = StepTimes(of: settings)
    let known = Set(book.records.map(\.id))
    times.entries = times.entries.filter { known.contains($0.key) }
    for step in report.steps where [.ran, .failed].contains(step.status) {
      times.entries[step.step.id] = Entry(
        start: (began + step.start) / 1_000_000, duration: step.duration, run: run.id)
    }
    try settings.state.write(
      times.encoded(), to: path(settings), options: [], stagedIn: run.staging)
  }
}

/// The last run of a step, as far as it is on record.
public struct LastRun: Sendable {
  /// Milliseconds since 1970 and the run's id; nil when the record came with a cache.
  public var start: Int64?
  public var run: String?
  /// Nanoseconds.
  public var duration: Int64
  public var hasFailed: Bool
  /// The first error where it failed.
  public var failure: String?
}

/// The last run of each step, by its id.
public func lastRuns(_ settings: BuildSettings) -> [String: LastRun] {
  let times = StepTimes(of: settings).entries
  let bytes = try? settings.state.read(RecordBook.path, limit: 1 << 30)
  var runs: [String: LastRun] = [:]
  for record in RecordBook(decoding: bytes ?? []).records {
    let time = times[record.id]
    runs[record.id] = LastRun(
      start: time?.start, run: time?.run, duration: time?.duration ?? record.duration,
      hasFailed: record.result == nil,
      failure: record.diagnostics.first { $0.severity == .error }?.message)
  }
  return runs
}
