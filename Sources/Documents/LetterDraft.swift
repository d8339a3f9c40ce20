internal import Diagnostics
public import Matching
public import Profiles

/// A cover letter before page fit: the applicant's own paragraphs, and the lines of the resume that
/// answer the posting best.
///
/// Nothing is invented: paragraphs stand as written, evidence is quoted from the profile, and the
/// sentences in between are the locale's, with the posting's title and company.
public struct LetterDraft: Sendable {
  struct Paragraph: Sendable {
    var id: String
    var text: String
    var source: String?
  }

  /// A highlight and whose work it is from.
  struct Evidence: Sendable {
    var highlight: Highlight
    var place: String
  }

  let locale: Locale
  let job: Job
  let letter: Letter
  let opening: Paragraph
  let paragraphs: [Paragraph]
  let evidence: [Evidence]
  let closing: Paragraph
  let signature: String
  /// Paragraphs of the applicant that ask for what the posting doesn't say, such as its company.
  public let unfilled: [Text]

  /// Puts a letter together that quotes up to `evidenceCount` lines of the resume.
  public init(
    profile: Profile, job: Job, report: MatchReport, locale: Locale, evidenceCount: Int
  ) {
    let filling = LetterFilling(job: job, name: profile.basics.name?.value ?? profile.id)
    let letter = profile.letter.overridden(by: job.letter)
    var unfilled: [Text] = []
    func paragraph(_ id: String, _ text: Text?) -> Paragraph? {
      guard let text, !text.value.isEmpty else { return nil }
      guard let filled = filling.fill(text.value) else {
        unfilled.append(text)
        return nil
      }
      return Paragraph(id: id, text: filled, source: text.location.lineReference)
    }
    opening =
      paragraph("letter.opening", letter.opening)
      ?? Paragraph(id: "letter.opening", text: Self.opening(filling, locale))
    paragraphs = letter.paragraphs.enumerated().compactMap { index, text in
      paragraph("letter.\(index + 1)", text)
    }
    closing =
      paragraph("letter.closing", letter.closing)
      ?? Paragraph(id: "letter.closing", text: locale[.letterClosing])
    self.unfilled = unfilled
    self.locale = locale
    self.job = job
    self.letter = letter
    signature = letter.signature?.value ?? profile.basics.name?.value ?? ""
    evidence = Self.evidence(report, profile, count: evidenceCount)
  }

  /// What page fit may take away, least wanted first: the weakest evidence, then paragraphs from
  /// the end; one of each stays.
  public var leaveOrder: [String] {
    evidence.dropFirst().reversed().map(\.highlight.id)
      + paragraphs.dropFirst().reversed().map(\.id)
      + evidence.prefix(1).map(\.highlight.id)
  }

  /// The text of what may leave, as Markdown.
  public func text(of id: String) -> String? {
    evidence.first { $0.highlight.id == id }?.highlight.text.value
      ?? paragraphs.first { $0.id == id }?.text
  }

  private static func opening(_ filling: LetterFilling, _ locale: Locale) -> String {
    let title = ("title", filling.markdown(filling.title))
    guard let company = filling.company else { return locale.phrase(.letterOpeningUnnamed, title) }
    return locale.phrase(.letterOpening, title, ("company", filling.markdown(company)))
  }

  /// The highlights of work, voluntary work and projects that answer the posting, those that add
  /// most to what is answered first.
  private static func evidence(
    _ report: MatchReport, _ profile: Profile, count: Int
  ) -> [Evidence] {
    guard count > 0 else { return [] }
    let answers = Set(report.requirements.flatMap(\.evidence).map(\.id))
    var quotable: [String: Evidence] = [:]
    func add(_ entry: Entry, place: String) {
      for highlight in entry.highlights {
        quotable[highlight.id] = Evidence(highlight: highlight, place: place)
      }
      for position in entry.positions { add(position, place: place) }
    }
    for section in profile.sections where [.work, .volunteer, .projects].contains(section.kind) {
      for entry in section.entries {
        let keys = section.kind == .volunteer ? ["organization"] : ["name"]
        add(entry, place: keys.compactMap { entry[$0]?.value }.first ?? "")
      }
    }
    let wanted = report.items.filter { $0.isKept && answers.contains($0.id) }
    return Array(wanted.lazy.compactMap { quotable[$0.id] }.prefix(count))
  }
}

extension Letter {
  /// A posting's own texts in place of the profile's.
  fileprivate func overridden(by job: Letter) -> Letter {
    var letter = self
    letter.recipient = job.recipient ?? recipient
    letter.greeting = job.greeting ?? greeting
    letter.opening = job.opening ?? opening
    letter.closing = job.closing ?? closing
    letter.signature = job.signature ?? signature
    if !job.paragraphs.isEmpty { letter.paragraphs = job.paragraphs }
    return letter
  }
}

/// Fills `{title}`, `{company}`, `{location}` and `{name}` in the applicant's own sentences.
struct LetterFilling {
  let title: String
  let company: String?
  let place: String?
  let name: String

  init(job: Job, name: String) {
    title = job.title.value
    company = job.company?.value
    place = job.place?.value
    self.name = name
  }

  /// The text with its places filled; nil where one asks for what the posting doesn't say.
  func fill(_ text: String) -> String? {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}"),
        case .some(let value) = value(of: rest[rest.index(after: open)..<close])
      else {
        result += rest.prefix(1)
        rest = rest.dropFirst()
        continue
      }
      guard let value else { return nil }
      result += markdown(value)
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// A name as Markdown that prints it as it is.
  func markdown(_ name: String) -> String {
    var escaped = ""
    for character in name {
      if "\\`*_{}[]<>#~|!&".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// Nil for a word that is no place to fill, nil inside for one that can't be filled.
  private func value(of word: Substring) -> String?? {
    switch word {
    case "title": .some(title)
    case "company": .some(company)
    case "location": .some(place)
    case "name": .some(name)
    default: nil
    }
  }
}
