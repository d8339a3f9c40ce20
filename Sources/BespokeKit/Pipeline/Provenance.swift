import BuildGraph
import Files
import JSON
import PDFFile
import YAML

/// Where a document comes from: which variant it is, from what content, of which commit.
///
/// PDF and DOCX carry it as properties, JSON in `metadata`; `bespoke verify` reads it again.
struct Provenance: Hashable, Sendable {
  /// `ada/acme/resume-modern`; nil where the profile's own id is redacted.
  var variant: String?
  var profile: String?
  var job: String
  var template: String
  /// The "today" that the document was made with.
  var date: String?
  /// Hash of all that its formats are made from: the fitted document and the files beside it.
  ///
  /// It follows what is shown, so that a comment in a profile changes no byte, and so that a copy
  /// without the phone number holds nothing that the number could be guessed by.
  var inputs: String
  /// The last commit that touched a file that the variant was made from; nil where nobody can say.
  ///
  /// `+modified` stands behind it when one of them was not as committed.
  var commit: String?

  /// What stands behind a commit when files differ from it.
  static let modified = "+modified"

  private static let names = [
    "BespokeVariant", "BespokeProfile", "BespokeJob", "BespokeTemplate", "BespokeDate",
    "BespokeInputs", "BespokeCommit",
  ]

  private var values: [String?] { [variant, profile, job, template, date, inputs, commit] }

  /// As properties of a PDF or DOCX, without those that are not known.
  var properties: [Information.Property] {
    zip(Self.names, values).compactMap { name, value in
      value.map { Information.Property(name: name, value: $0) }
    }
  }

  /// Reads properties; nil when they say nothing of the kind.
  init?(_ properties: [Information.Property]) {
    let values = Self.names.map { name in properties.first { $0.name == name }?.value }
    guard let job = values[2], let template = values[3], let inputs = values[5] else { return nil }
    self.init(
      variant: values[0], profile: values[1], job: job, template: template, date: values[4],
      inputs: inputs, commit: values[6])
  }

  /// Reads the metadata of a JSON document; nil when they say nothing of the kind.
  init?(metadata: JSONValue) {
    func text(_ key: String) -> String? { metadata[key]?.stringValue }
    guard let job = text("job"), let template = text("template"), let inputs = text("inputs"),
      !inputs.isEmpty
    else { return nil }
    self.init(
      variant: text("variant"), profile: text("profile"), job: job, template: template,
      date: text("date"), inputs: inputs, commit: text("commit"))
  }

  init(
    variant: String?, profile: String?, job: String, template: String, date: String?,
    inputs: String, commit: String?
  ) {
    self.variant = variant
    self.profile = profile
    self.job = job
    self.template = template
    self.date = date
    self.inputs = inputs
    self.commit = commit
  }

  /// A document with its metadata made complete.
  func completing(_ document: JSONValue) -> JSONValue {
    guard case .object(var members) = document,
      let place = members.firstIndex(where: { $0.key == "metadata" }),
      case .object(var metadata) = members[place].value
    else { return document }
    if profile == nil { metadata.removeAll { $0.key == "profile" } }
    let known = [("variant", variant), ("inputs", inputs), ("commit", commit)]
    metadata += known.compactMap { key, text in text.map { .init(key, .string($0)) } }
    members[place].value = .object(metadata)
    return profile == nil ? JSONValue.object(members).withoutFileNames : .object(members)
  }
}

extension Provenance {
  static var kind: ValueKind<Provenance> {
    .stored(
      encode: { $0.completing(["metadata": $0.plain]).serializedBytes() },
      decode: { JSONValue(parsing: $0)?["metadata"].flatMap { Provenance(metadata: $0) } })
  }

  private var plain: JSONValue {
    var members: [JSONValue.Member] = [
      .init("job", .string(job)), .init("template", .string(template)),
    ]
    if let profile { members.append(.init("profile", .string(profile))) }
    if let date { members.append(.init("date", .string(date))) }
    return .object(members)
  }
}

extension JSONValue {
  /// Sources as lines alone: the name of the file is that of its profile.
  fileprivate var withoutFileNames: JSONValue {
    switch self {
    case .array(let items): return .array(items.map(\.withoutFileNames))
    case .object(let members):
      return .object(
        members.map { member in
          guard member.key == "source",
            let line = member.value.stringValue?.split(separator: ":").last
          else { return .init(member.key, member.value.withoutFileNames) }
          return .init("source", .string("line \(line)"))
        })
    default: return self
    }
  }
}
