import Diagnostics
public import Files
import Synchronization

/// The folder of one run, `.bespoke/runs/<id>/`: files are staged in it, and its log stays.
///
/// It is made when the run first writes something: a build with nothing to do has none. Only the
/// holder of the build lock makes one, so every other run is over.
public final class RunFolder: Sendable {
  public static let root = RelativePath(literal: "runs")
  static let stagingName = RelativePath(literal: "staging")
  static let logName = RelativePath(literal: "log")
  /// Folders of runs beyond this number go, oldest first.
  static let keptRuns = 50

  private struct State {
    var staging: StagingFolder?
    var isBegun = false
    var lines = ""
  }

  /// `20260105T093000.123-4711`: time in UTC, milliseconds, number of the process.
  public let id: String
  private let files: any FileSystem
  private let head: String
  private let state = Mutex(State())

  init(_ settings: BuildSettings) {
    files = settings.state
    id = Self.identifier(at: settings.state.now)
    head = "run \(id)\ntool \(settings.tool)\nout \(settings.outputPath)\n"
  }

  /// The name of a run that begins at a time (nanoseconds since 1970).
  public static func identifier(at time: Int64) -> String {
    "\(compactTime(time))-\(processNumber)"
  }

  private var folder: RelativePath { Self.root.child(id) }

  /// Where files are written before they are renamed; nil before `begin` and over memory.
  var staging: StagingFolder? { state.withLock { $0.staging } }

  var isBegun: Bool { state.withLock { $0.isBegun } }

  func begin() throws(FileError) {
    guard !isBegun else { return }
    let staging = try files.makeStaging(folder.appending(Self.stagingName))
    Self.prune(files, keeping: id)
    state.withLock { state in
      state.staging = staging
      state.isBegun = true
      state.lines = head + state.lines
    }
  }

  /// Adds a line to the log of the run; a log that can't be written stops nothing.
  func note(_ line: String) {
    let full: String? = state.withLock { state in
      state.lines += line + "\n"
      guard state.isBegun, state.lines.utf8.count > 4096 else { return nil }
      defer { state.lines = "" }
      return state.lines
    }
    if let full { append(full) }
  }

  func note(_ report: StepReport) {
    guard [.ran, .failed, .restored].contains(report.status) else { return }
    let time = "\(milliseconds(report.start)) +\(milliseconds(report.duration)) ms"
    note("\(time) \(report.status.rawValue) \(report.step.id): \(report.reason ?? "")")
    for diagnostic in report.diagnostics where diagnostic.severity == .error {
      note("  error: \(diagnostic.message)")
    }
  }

  /// Ends the run: what is left of the log is written, the staging folder goes.
  func end() {
    let rest: String? = state.withLock { state in
      defer {
        state.lines = ""
        state.isBegun = false
        state.staging = nil
      }
      return state.isBegun ? state.lines : nil
    }
    guard let rest else { return }
    append(rest)
    let staging = folder.appending(Self.stagingName)
    // Once more where the disk was at fault for a moment; after that the next run sweeps.
    do { try files.removeTree(staging) } catch { try? files.removeTree(staging) }
  }

  private func append(_ text: String) {
    try? files.append(Array(text.utf8), to: folder.appending(Self.logName))
  }

  // MARK: Other runs

  /// Removes what killed runs left half-written, and ended ones failed to remove.
  static func removeStaging(_ files: any FileSystem) {
    for run in runs(files) {
      let staging = root.appending(run).appending(stagingName)
      if files.exists(staging) { try? files.removeTree(staging) }
    }
  }

  /// Removes the oldest runs beyond those that are kept; replies of a program stay, whatever their
  /// age.
  private static func prune(_ files: any FileSystem, keeping id: String) {
    let old = runs(files).filter { $0.text != id }.dropLast(keptRuns)
    for run in old where !files.exists(root.appending(run).child("responses")) {
      try? files.removeTree(root.appending(run))
    }
  }

  /// Oldest first; folders that somebody else put there are none.
  private static func runs(_ files: any FileSystem) -> [RelativePath] {
    ((try? files.list(root)) ?? []).filter { $0.kind == .directory && isIdentifier($0.name) }
      .compactMap { try? RelativePath($0.name) }
  }

  /// Whether a name has the form that `identifier` gives.
  private static func isIdentifier(_ name: String) -> Bool {
    let pattern = "00000000T000000.000-"
    let digits = name.utf8.map { (48...57).contains($0) ? UInt8(ascii: "0") : $0 }
    return digits.starts(with: pattern.utf8) && digits.count > pattern.utf8.count
      && digits.dropFirst(pattern.utf8.count).allSatisfy { $0 == UInt8(ascii: "0") }
  }

  /// Removes folders of runs that began more than `age` nanoseconds ago; gives their ids.
  public static func remove(
    olderThan age: Int64, in files: any FileSystem
  ) throws(FileError) -> [String] {
    var removed: [String] = []
    for run in runs(files) {
      let folder = root.appending(run)
      guard let status = try files.status(of: folder), files.now &- status.modified >= age else {
        continue
      }
      try files.removeTree(folder)
      removed.append(run.text)
    }
    return removed
  }
}

extension RelativePath {
  fileprivate func child(_ name: String) -> RelativePath { (try? appending(name)) ?? self }
}

/// One decimal.
private func milliseconds(_ nanoseconds: Int64) -> String {
  let tenths = nanoseconds / 100_000
  return "\(tenths / 10).\(tenths % 10)"
}

/// The ISO date of seconds since 1970, UTC (days to civil date, by the proleptic calendar).
public func isoDate(_ seconds: Int) -> String {
  let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400 + 719_468
  let era = (days >= 0 ? days : days - 146_096) / 146_097
  let dayOfEra = days - era * 146_097
  let yearOfEra =
    (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shifted = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * shifted + 2) / 5 + 1
  let month = shifted < 10 ? shifted + 3 : shifted - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return "\(year)-\(padded(month))-\(padded(day))"
}

/// The ISO date and time of milliseconds since 1970, UTC: `2026-01-05T09:30:00.123Z`.
public func isoTime(_ milliseconds: Int64) -> String {
  let seconds = Int(milliseconds / 1000)
  let (hour, minute) = (seconds % 86_400 / 3600, seconds % 3600 / 60)
  let clock = "\(padded(hour)):\(padded(minute)):\(padded(seconds % 60))"
  return "\(isoDate(seconds))T\(clock).\(padded(Int(milliseconds % 1000), 3))Z"
}

/// The same of nanoseconds without separators, for names: `20260105T093000.123`.
private func compactTime(_ nanoseconds: Int64) -> String {
  isoTime(nanoseconds / 1_000_000).filter { $0 != "-" && $0 != ":" && $0 != "Z" }
}

private func padded(_ number: Int, _ width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
