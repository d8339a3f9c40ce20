import JSON
import YAML
import Matching
import Profiles

/// What the gallery shows of one variant; kept in the manifest.
struct GalleryCard: Hashable, Sendable {
  var profile: String
  /// A job's id, or `general`.
  var job: String
  var template: String
  /// `resume` or `letter`.
  var document: String
  /// Name of the build, empty for the unnamed one.
  var build: String
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

  /// Where the order puts it: the untailored resume above all, the best match first.
  var rank: Double { isTailored ? score ?? 0 : 101 }

  var shownScore: JSONValue { score.map { .decimal($0, digits: 0) } ?? .null }

  /// Name of the row of its person and posting, for links within the page.
  var anchor: String { folder }

  var json: JSONValue {
    [
      "profile": .string(profile), "job": .string(job), "template": .string(template),
      "document": .string(document), "build": .string(build), "name": .string(stem),
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
    template = variant.template
    document = variant.document
    build = variant.build
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
      let template = json["template"]?.stringValue,
      let document = json["document"]?.stringValue, let build = json["build"]?.stringValue,
      let stem = json["name"]?.stringValue,
      let formats = json["formats"]?.arrayValue?.compactMap(\.stringValue),
      let person = json["person"]?.stringValue, let jobTitle = json["title"]?.stringValue,
      let pages = json["pages"]?.intValue
    else { return nil }
    self.profile = profile
    self.job = job
    self.template = template
    self.document = document
    self.build = build
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
