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
    /// The bytes of a kept value that is too small to be worth a file.
    var smallValue: [UInt8]?
    var aspects: [Aspect]
    var outputs: [Output]
  }

  /// Bytes up to which a kept value stands in the record itself.
  static let smallValueLimit = 512
  /// Stands for the value of a step that failed.
  static let noValue = ContentHash(of: Array("no value".utf8))

  let id: String
  let name: String
  /// The key together with the tool's version.
  let key: ContentHash
  /// What went into the key, tool aside.
  let parts: [KeyPart]
  /// Nil when the body failed.
  let result: Result?
  let findings: [Finding]
  /// What it rests on that others read.
  let evidence: [Evidence]
  let dependencies: [Dependency]
  /// Hash of all that the steps which it gathers were made from, where it says so.
  let origins: ContentHash?
  let diagnostics: [Diagnostic]
  /// Nanoseconds that the body took.
  let duration: Int64

  init(
    id: String, name: String, key: ContentHash, parts: [KeyPart], result: Result?,
    findings: [Finding], evidence: [Evidence], dependencies: [Dependency],
    origins: ContentHash? = nil, diagnostics: [Diagnostic], duration: Int64
  ) {
    self.id = id
    self.name = name
    self.key = key
    self.parts = parts
    self.result = result
    self.findings = findings
    self.evidence = evidence
    self.dependencies = dependencies
    self.origins = origins
    self.diagnostics = diagnostics
    self.duration = duration
  }

  var outputs: [Output] { result?.outputs ?? [] }

  /// What it asked of the project's own files, itself or through others: as a set, for which step of
  /// several asks first for what they share differs from run to run.
  var projectFindings: Set<Finding> {
    var findings = Set(findings.lazy.filter(\.isOfProject))
    for evidence in evidence { findings.formUnion(evidence.projectFindings) }
    return findings
  }
}
