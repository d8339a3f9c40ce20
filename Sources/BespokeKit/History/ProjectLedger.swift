import BuildGraph
import Diagnostics
import Files
import History
import Synchronization

/// Where a project's ledger is: in `.bespoke/`, or in `content/` where git shall keep it.
struct ProjectLedger {
  let project: any FileSystem
  let isKept: Bool

  static let local = BuildState.folder.child("history.jsonl")
  static let kept = RelativePath(literal: "content/history.jsonl")
  private static let attributes = RelativePath(literal: "content/.gitattributes")

  /// All that is known, wherever it was written down.
  func read(into problems: inout [Diagnostic]) -> Ledger {
    var ledger = Ledger(reading: Self.kept, in: project, into: &problems)
    ledger.merge(Ledger(reading: Self.local, in: project, into: &problems))
    return ledger
  }

  /// Writes down what is new.
  ///
  /// A kept ledger also takes what was written down before it was kept, but for applicants.
  func append(_ entries: [LedgerEntry], into problems: inout [Diagnostic]) throws(FileError) {
    let path = isKept ? Self.kept : Self.local
    var ledger = Ledger(reading: path, in: project, into: &problems)
    var earlier: [LedgerEntry] = []
    if isKept {
      earlier = Ledger(reading: Self.local, in: project, into: &problems).entries.filter {
        if case .applicant = $0.fact { return false }
        return true
      }
    }
    let new = (earlier + entries).filter { ledger.insert($0) }
    guard !new.isEmpty else { return }
    if isKept { try adviseGit() }
    try Ledger.append(new, to: path, in: project)
  }

  /// Writes down one thing that is new for certain, without reading what is there.
  func note(_ entry: LedgerEntry) throws(FileError) {
    if isKept { try adviseGit() }
    try Ledger.append([entry], to: isKept ? Self.kept : Self.local, in: project)
  }

  /// Two branches that both add lines merge by keeping both.
  private func adviseGit() throws(FileError) {
    let rule = "history.jsonl merge=union\n"
    let old = try project.exists(Self.attributes) ? project.read(Self.attributes) : []
    let text = String(decoding: old, as: UTF8.self)
    guard !text.contains("history.jsonl") else { return }
    let start = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    try project.write(Array((start + rule).utf8), to: Self.attributes)
  }
}

/// The analyses of a build, until its end.
final class AnalysisBox: Sendable {
  private struct State {
    var entries: [LedgerEntry] = []
    var isKept = false
  }

  private let state = Mutex(State())
  /// The name that the build was given.
  private let session: String?

  init(session: String?) { self.session = session }

  /// Whether the ledger is for git.
  var isKept: Bool {
    get { state.withLock { $0.isKept } }
    set { state.withLock { $0.isKept = newValue } }
  }

  func note(_ entry: LedgerEntry) {
    var entry = entry
    if case .analysis(var analysis) = entry.fact {
      analysis.session = session
      entry.fact = .analysis(analysis)
    }
    let noted = entry
    state.withLock { $0.entries.append(noted) }
  }

  /// Writes them down in an order of their own; says what went wrong, which fails nothing.
  func record(in project: any FileSystem) -> [Diagnostic] {
    let held = state.withLock { state in
      defer { state.entries = [] }
      return state
    }
    guard !held.entries.isEmpty || held.isKept else { return [] }
    var problems: [Diagnostic] = []
    do throws(FileError) {
      try ProjectLedger(project: project, isKept: held.isKept)
        .append(held.entries.sorted { $0.line < $1.line }, into: &problems)
    } catch {
      var problem = error.diagnostic()
      problem.severity = .warning
      problem.help = "the analyses of this build are missing in the history"
      problems.append(problem)
    }
    return problems
  }
}
