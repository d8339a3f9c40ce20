import JSON
import Matching
import Profiles

/// What the gallery shows of one variant; kept in the manifest.
struct GalleryCard: Hashable, Sendable {
  var profile: String
  /// A job's id, or `general`.
  var job: String
  /// File name without extension.
  var stem: String
  var formats: [String]
  var person: String
  var label: String?
  var jobTitle: String
  var company: String?
  var score: Double?
  var pages: Int

  /// `ada/acme`, below out/.
  var folder: String { "\(profile)/\(job)" }
  var id: String { "\(folder)/\(stem)" }
  var isTailored: Bool { job != Variant.generalJob }

  var json: JSONValue {
    [
      "profile": .string(profile), "job": .string(job), "name": .string(stem),
      "formats": .array(formats.map { .string($0) }), "person": .string(person),
      "label": label.map { .string($0) } ?? .null, "title": .string(jobTitle),
      "company": company.map { .string($0) } ?? .null,
      // The shortest text that reads back as the same number.
      "score": score.map { .number("\($0)") } ?? .null, "pages": .integer(pages),
    ]
  }

  static func encode(_ card: GalleryCard) -> [UInt8] { Array(card.json.serialized().utf8) }

  static func decode(_ bytes: [UInt8]) -> GalleryCard? {
    JSONValue(parsing: bytes).flatMap(GalleryCard.init(json:))
  }
}

extension GalleryCard {
  init(_ variant: Variant, _ match: BuildSteps.Match, _ resume: FittedResume) {
    profile = variant.profile
    job = variant.job
    stem = variant.stem
    formats = variant.formats.map(\.rawValue)
    person = match.profile.basics.name?.value ?? variant.profile
    label = match.profile.basics.label?.value
    jobTitle = match.job?.title.value ?? "General"
    company = match.job?.company?.value
    score = match.report?.overallScore
    pages = resume.pageCount
  }

  /// The entry of a manifest; nil when it isn't one.
  init?(json: JSONValue) {
    guard let profile = json["profile"]?.stringValue, let job = json["job"]?.stringValue,
      let stem = json["name"]?.stringValue,
      let formats = json["formats"]?.arrayValue?.compactMap(\.stringValue),
      let person = json["person"]?.stringValue, let jobTitle = json["title"]?.stringValue,
      let pages = json["pages"]?.intValue
    else { return nil }
    self.profile = profile
    self.job = job
    self.stem = stem
    self.formats = formats
    self.person = person
    label = json["label"]?.stringValue
    self.jobTitle = jobTitle
    company = json["company"]?.stringValue
    score = json["score"]?.doubleValue
    self.pages = pages
  }
}

extension JSONValue {
  fileprivate var doubleValue: Double? {
    if case .number(let literal) = self { return Double(literal) }
    return nil
  }
}
