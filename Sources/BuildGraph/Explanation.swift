public import Files

/// A named part of a step's value, compared between runs to say what is different about it.
///
/// It explains and decides nothing: whether a step runs follows from the hash of the whole value.
public struct Aspect: Hashable, Sendable {
  public let name: String
  let digest: UInt64

  public init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    digest = checksum(bytes, from: 0)
  }

  public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

  init(name: String, digest: UInt64) {
    self.name = name
    self.digest = digest
  }
}

extension ValueKind {
  /// Says by which parts a value is told from an earlier one, and what it is that differs when all
  /// of them are the same.
  public func telling(
    _ remainder: String, _ aspects: @escaping @Sendable (Value) -> [Aspect] = { _ in [] }
  ) -> ValueKind {
    var kind = self
    kind.aspects = aspects
    kind.remainder = remainder
    return kind
  }
}

/// Why a step runs: what began it, and what is different about the values that it uses.
public struct Reason: Hashable, Sendable {
  /// What began it: `content/jobs/acme.md changed`.
  public var cause: String
  /// What is different: `requirement list differs`.
  public var difference: String?

  public init(_ cause: String, difference: String? = nil) {
    self.cause = cause
    self.difference = difference
  }

  /// One sentence without its full stop.
  public var text: String { cause + (difference.map { ": " + $0 } ?? "") }
}

/// One part of a step's key, with the label that an explanation calls it by.
public struct KeyPart: Hashable, Sendable {
  public let label: String
  /// The value itself while it is short, else its hash.
  public let value: String

  init(_ label: String, _ value: String) {
    self.label = label
    self.value =
      value.utf8.count <= 60 ? value : ContentHash(of: Array(value.utf8)).hexadecimal
  }

  init(label: String, stored value: String) {
    self.label = label
    self.value = value
  }

  private var isShown: Bool { value.utf8.count <= 60 }

  /// What an explanation says of a new value: `date changed from 2026-01-05 to 2026-02-01`.
  func change(to new: KeyPart) -> String {
    guard isShown, new.isShown else { return "\(label) changed" }
    func shown(_ text: String) -> String { text.isEmpty ? "none" : text }
    return "\(label) changed from \(shown(value)) to \(shown(new.value))"
  }
}

/// The key of a step with the parts that made it.
public struct StepKey: Hashable, Sendable {
  public let hash: ContentHash
  public let parts: [KeyPart]
}

/// The key of a step from all that its body takes from elsewhere than files and other steps: what
/// it is, the version of its code, and options by their names.
///
/// The version of the tool is part of every key by itself (`BuildSettings.tool`).
public func stepKey(
  _ name: String, version: Int, _ options: [(label: String, value: String)] = []
) -> StepKey {
  var hasher = ContentHasher()
  hasher.update(field: name)
  hasher.update(count: version)
  for (label, value) in options {
    hasher.update(field: label)
    hasher.update(field: value)
  }
  return StepKey(hash: hasher.finish(), parts: options.map { KeyPart($0.label, $0.value) })
}

/// The same for a list of which no member has a name of its own.
public func stepKey(_ name: String, version: Int, _ options: [String]) -> StepKey {
  stepKey(name, version: version, [("list", options.map { "\($0.utf8.count):\($0)" }.joined())])
}

/// Sentences of what changed.
extension Execution {
  /// What differs in the key of a step.
  func keyChange(of step: Graph.StepInfo, since record: StepRecord) -> Reason {
    if recordedTool != settings.tool { return Reason("the tool changed") }
    let old = Dictionary(record.parts.map { ($0.label, $0) }, uniquingKeysWith: { $1 })
    for part in step.key.parts {
      guard let before = old[part.label] else { return Reason("\(part.label) is new") }
      if before != part { return Reason(before.change(to: part)) }
    }
    return Reason("its options changed")
  }

  /// What a changed value of a need says to a step that used the value before.
  func valueChange(of need: Int, seen: ContentHash) -> Reason {
    let step = graph.steps[need]
    guard let outcome = outcome(of: need), [.ran, .stale].contains(outcome.report.status),
      let cause = outcome.report.why?.cause
    else { return Reason("'\(step.id)' changed since") }
    guard let old = records[step.id]?.result, old.value == seen,
      let new = outcome.record?.result, step.remainder != nil || !new.aspects.isEmpty
    else { return Reason(cause) }
    let before = Set(old.aspects)
    let names = new.aspects.filter { !before.contains($0) }.map(\.name)
    return Reason(cause, difference: Self.difference(names, otherwise: step.remainder))
  }

  private static func difference(_ names: [String], otherwise remainder: String?) -> String? {
    let names = names.isEmpty ? [remainder].compactMap { $0 } : names
    guard let last = names.last else { return nil }
    if names.count == 1 { return last + (last.hasSuffix("s") ? " differ" : " differs") }
    return names.dropLast().joined(separator: ", ") + " and \(last) differ"
  }

  static func explanation(_ finding: Finding, now state: ContentHash) -> Reason {
    let path = finding.observation.path
    let shown = finding.observation.root == .host ? "/\(path)" : "\(path)"
    switch finding.observation.question {
    case .list: return Reason("the names in \(shown) changed")
    case .index: return Reason("what is in \(shown) changed")
    case .read, .status, .head: break
    }
    if state == AnswerHash.missing { return Reason("\(shown) is gone") }
    if finding.state == AnswerHash.missing { return Reason("\(shown) is new") }
    return Reason("\(shown) changed")
  }
}
