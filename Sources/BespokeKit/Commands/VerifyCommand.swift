import Archive
import Arguments
import BuildGraph
import Diagnostics
import Export
import Files
import JSON
import PDFFile
import YAML

extension CommandTable {
  static let documents = Positional("FILE", "A PDF, DOCX or JSON that 'build' made", .oneOrMore)

  static let verify = Command(
    "verify", "Say which commit documents come from, and whether a rebuild gives the same bytes",
    discussion: """
      Makes each document again in memory: from the files as they are, and where that differs from \
      those of the commit that the document names. Exits with 0 when all came out the same.
      """,
    positionals: [documents], options: [json])
}

/// `bespoke verify`: documents against what they say they were made from.
struct VerifyCommand {
  /// What was found about a document.
  struct Finding {
    enum Outcome: String { case same, different, unknown }

    var path: String
    var provenance: Provenance?
    var outcome = Outcome.unknown
    /// Why nothing could be said, or what differs.
    var reason: String?
  }

  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    guard let project = parsed.project(tellingOn: console) else { return .usage }
    let findings = parsed.words(at: CommandTable.documents).map { finding($0, project) }
    if parsed.has(CommandTable.json) {
      let value = JSONValue.array(findings.map(\.json))
      StandardStream.output.write(value.serialized(indented: true) + "\n")
    } else {
      StandardStream.output.write(findings.map(\.text).joined())
    }
    return findings.allSatisfy { $0.outcome == .same } ? .success : .failure
  }

  private func finding(_ path: String, _ project: DiskFileSystem) -> Finding {
    var finding = Finding(path: path)
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try NamedFile.read(path).bytes
    } catch {
      finding.reason = error.diagnostic().message
      return finding
    }
    guard let (format, provenance) = Self.provenance(in: bytes) else {
      finding.reason = "it doesn't say where it comes from: another program made or changed it"
      return finding
    }
    finding.provenance = provenance
    guard let target = target(of: provenance, format, path) else {
      finding.reason = "it names nobody: verify it where the build put it, in out/"
      return finding
    }
    let rebuild = DocumentRebuild(project: project, target: target, date: provenance.date)
    switch rebuild.compared(with: bytes, provenance) {
    case .same: finding.outcome = .same
    case .different(let reason):
      finding.outcome = .different
      finding.reason = reason
    case .failed(let reason): finding.reason = reason
    }
    return finding
  }

  /// The output that a document is, below out/.
  private func target(of provenance: Provenance, _ format: OutputFormat, _ path: String) -> String?
  {
    if let variant = provenance.variant { return "\(variant).\(format.rawValue)" }
    let names = path.split(separator: "/").suffix(3)
    return names.count == 3 ? names.joined(separator: "/") : nil
  }

  /// What a file says of itself, by its first bytes.
  static func provenance(in bytes: [UInt8]) -> (OutputFormat, Provenance)? {
    if bytes.starts(with: Array("%PDF-".utf8)) {
      guard let properties = try? PDFReader(bytes).properties() else { return nil }
      return Provenance(properties).map { (.pdf, $0) }
    }
    if bytes.starts(with: Array("PK".utf8)) {
      guard let properties = try? DOCXProperties.read(bytes) else { return nil }
      return Provenance(properties).map { (.docx, $0) }
    }
    guard let metadata = JSONValue(parsing: bytes)?["metadata"] else { return nil }
    return Provenance(metadata: metadata).map { (.json, $0) }
  }
}

extension VerifyCommand.Finding {
  var text: String {
    var lines = ["\(path): \(headline)"]
    if let provenance {
      let facts = [
        ("document", provenance.variant), ("profile", provenance.profile),
        ("job", provenance.job), ("template", provenance.template), ("date", provenance.date),
        ("inputs", provenance.inputs), ("commit", provenance.commit ?? "none"),
      ]
      lines += facts.compactMap { name, value in value.map { "  \(name): \($0)" } }
    }
    return lines.map { printable($0) + "\n" }.joined()
  }

  private var headline: String {
    switch outcome {
    case .same: "a rebuild gives the same bytes"
    case .different: "a rebuild gives other bytes: \(reason ?? "")"
    case .unknown: "can't be verified: \(reason ?? "")"
    }
  }

  var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      "path": .string(path), "rebuild": .string(outcome.rawValue), "reason": text(reason),
      "document": text(provenance?.variant), "profile": text(provenance?.profile),
      "job": text(provenance?.job), "template": text(provenance?.template),
      "date": text(provenance?.date), "inputs": text(provenance?.inputs),
      "commit": text(provenance?.commit),
    ]
  }
}
