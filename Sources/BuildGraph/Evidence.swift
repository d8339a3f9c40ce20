public import Files

/// What some part of a step's work read, to be shared by all steps that use its result.
///
/// One layout serves several formats, one set of system fonts all layouts: such reads are noted
/// once, kept once, and checked once a run, however many steps rest on them.
public final class Evidence: Sendable {
  let findings: [Finding]
  /// Evidence that this one rests on itself.
  let others: [Evidence]
  /// Of all findings, for values that are told apart by their origin.
  let hash: ContentHash
  /// Findings about the project's own files, others' included.
  let projectFindings: [Finding]
  /// What the machine could not read; never kept.
  let faults: [FileError]

  init(findings: [Finding], others: [Evidence], faults: [FileError] = []) {
    self.findings = findings
    self.others = others
    self.faults = faults + others.flatMap(\.faults)
    var hasher = ContentHasher()
    for finding in findings { hasher.update(finding) }
    for other in others { hasher.update(field: other.hash) }
    hash = hasher.finish()
    projectFindings = findings.filter(\.isOfProject) + others.flatMap(\.projectFindings)
  }
}

extension Finding {
  var isOfProject: Bool { observation.root == .project }
}

extension ContentHasher {
  mutating func update(_ finding: Finding) {
    update([finding.observation.question.rawValue, finding.observation.root.rawValue])
    update(field: finding.observation.path.text)
    update(field: finding.state)
  }
}

/// Questions to the disk on behalf of many steps.
public struct EvidenceGatherer {
  private let states: FileStates
  private let trace = Trace()

  init(states: FileStates) { self.states = states }

  /// Notes the content of a file or the names in a folder, whichever is there.
  public func note(_ question: EvidenceQuestion, _ root: Root, _ path: RelativePath) {
    trace.note(Observation(question: question.observed, root: root, path: path), states)
  }

  /// Notes the names in a folder, and of each file in it the size and how it begins.
  public func noteFiles(in folder: RelativePath, _ root: Root) {
    note(.names, root, folder)
    for entry in (try? states.list(root, folder).entries) ?? [] where entry.kind == .file {
      if let file = try? folder.appending(entry.name) { note(.head, root, file) }
    }
  }

  public func finish() -> Evidence {
    Evidence(findings: trace.findings, others: [], faults: trace.faults)
  }
}

/// What a library that indexes folders by itself found in one, as a hash, and when it began to look
/// (nanoseconds since 1970, by the clock that stamps files); nil where it can't say.
public typealias FolderIndex = @Sendable (RelativePath) -> (state: ContentHash, observed: Int64)?

/// What may be asked of a path without getting the answer.
public enum EvidenceQuestion: Sendable {
  case content, names, status, head, index

  var observed: Observation.Question {
    switch self {
    case .content: .read
    case .names: .list
    case .status: .status
    case .head: .head
    case .index: .index
    }
  }
}

extension Trace {
  /// Records the state of a file without handing out its bytes.
  func note(_ observation: Observation, _ states: FileStates) {
    record(observation, states.state(of: observation))
    if let fault = states.fault(of: observation) { note(fault: fault) }
  }
}

extension StepContext {
  /// What this step asked so far, for a step that goes on with its result.
  public var evidence: Evidence {
    Evidence(findings: findings, others: borrowed, faults: trace.faults)
  }

  /// Notes the content of a file that a library reads by itself, such as a font.
  public func note(_ question: EvidenceQuestion, _ root: Root, _ path: RelativePath) {
    trace.note(Observation(question: question.observed, root: root, path: path), states)
  }

  /// Begins evidence for many steps; whoever uses it adopts it.
  public func gatherer() -> EvidenceGatherer { EvidenceGatherer(states: states) }
}
