public import Diagnostics
public import Files

/// An append-only file of JSON lines; the order of lines means nothing, and a line may stand twice,
/// so that git may merge two of them by taking both (`merge=union`).
public struct Ledger: Sendable {
  /// In the order of the file, each once.
  public private(set) var entries: [LedgerEntry] = []
  private var ids: Set<String> = []

  public init() {}

  /// Reads a ledger; no file is an empty one.
  ///
  /// A line that is not whole (a kill, a merge gone wrong) is passed over with a warning.
  public init(
    reading path: RelativePath, in files: any FileSystem, into problems: inout [Diagnostic]
  ) {
    guard files.exists(path) else { return }
    do throws(FileError) {
      add(try files.read(path, limit: 1 << 30), path: path.text, into: &problems)
    } catch {
      problems.append(error.diagnostic())
    }
  }

  /// Adds what another ledger has and this one hasn't.
  public mutating func merge(_ other: Ledger) {
    for entry in other.entries { _ = insert(entry) }
  }

  public func contains(_ entry: LedgerEntry) -> Bool { ids.contains(entry.id) }

  /// False when it is there already.
  public mutating func insert(_ entry: LedgerEntry) -> Bool {
    guard ids.insert(entry.id).inserted else { return false }
    entries.append(entry)
    return true
  }

  private mutating func add(
    _ bytes: [UInt8], path: String, into problems: inout [Diagnostic]
  ) {
    var damaged: [Int] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      guard !line.isEmpty else { continue }
      if let entry = LedgerEntry(line: Array(line)) {
        _ = insert(entry)
      } else {
        damaged.append(number + 1)
      }
    }
    guard let first = damaged.first else { return }
    let more = damaged.count > 1 ? " and \(damaged.count - 1) more" : ""
    problems.append(
      .warning(
        "damaged-ledger", "line \(first)\(more) of the ledger can't be read and is passed over",
        path: path, help: "remove the line; what it said is known again after the next build"))
  }

  /// Adds entries at the end of a file; a last line that was cut off is ended first.
  ///
  /// The bytes go out in one write, so that a kill leaves at most one line that is not whole.
  public static func append(
    _ entries: [LedgerEntry], to path: RelativePath, in files: any FileSystem
  ) throws(FileError) {
    guard !entries.isEmpty else { return }
    var text = entries.map { $0.line + "\n" }.joined()
    if isCutOff(path, in: files) { text = "\n" + text }
    try files.append(Array(text.utf8), to: path)
  }

  private static func isCutOff(_ path: RelativePath, in files: any FileSystem) -> Bool {
    guard let bytes = try? files.read(path, limit: 1 << 30), let last = bytes.last else {
      return false
    }
    return last != 0x0A
  }
}

extension Ledger {
  public var analyses: [(date: String?, analysis: LedgerEntry.Analysis)] {
    entries.compactMap { entry in
      if case .analysis(let analysis) = entry.fact { return (entry.date, analysis) }
      return nil
    }
  }

  public var sent: [LedgerEntry.Sent] {
    entries.compactMap { entry in
      if case .sent(let sent) = entry.fact { return sent }
      return nil
    }.sorted { $0.time < $1.time }
  }

  public var applicants: [(date: String?, applicant: LedgerEntry.Applicant)] {
    entries.compactMap { entry in
      if case .applicant(let applicant) = entry.fact { return (entry.date, applicant) }
      return nil
    }
  }
}
