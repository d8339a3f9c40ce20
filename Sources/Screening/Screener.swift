public import Extraction
public import JSON
public import Matching
public import Profiles

/// Holds resumes from elsewhere against one job.
public struct Screener: Sendable {
  private let job: Job
  private let matcher: Matcher
  /// Months since year 0 that count as today at least.
  private let today: Int
  private let isAnonymous: Bool
  /// Five words in a row of the posting.
  private let shingles: Set<String>

  public init(job: Job, lexicon: Lexicon, today: Int, isAnonymous: Bool = false) {
    self.job = job
    matcher = Matcher(lexicon: lexicon)
    self.today = today
    self.isAnonymous = isAnonymous
    shingles = Set(Self.shingles(of: job.body))
  }

  /// What the profile shows of what the job asks for; who it is doesn't enter.
  public func report(on resume: ForeignResume) -> (report: MatchReport, copied: [String]) {
    let profile = resume.profile
    var items = MatchItem.items(of: profile)
    let quotes = Dictionary(items.map { ($0.id, $0.quote) }) { first, _ in first }
    let copied = Set(items.filter { isCopied($0.quote) }.map(\.id))
    items.removeAll { copied.contains($0.id) }
    items = Neutral(profile).items(items)
    var report = matcher.match(
      items, Posting(job: job), today: max(today, profile.latestMonth), profile: nil)
    for index in report.requirements.indices {
      for place in report.requirements[index].evidence.indices {
        let id = report.requirements[index].evidence[place].id
        if let quote = quotes[id] { report.requirements[index].evidence[place].quote = quote }
      }
    }
    return (report, copied.sorted().compactMap { quotes[$0] })
  }

  /// One file's result as JSON, in the order in which people read it.
  ///
  /// - Throws: when nobody can tell what of the file is seen.
  public func result(of resume: ForeignResume) throws(ExtractionError) -> JSONValue {
    guard resume.text.kind == .json || resume.text.kind == .yaml || resume.text.hasWords else {
      throw ExtractionError(
        "unchecked", "the pages could not be drawn within the limits, so hidden text can't be told")
    }
    let (report, copied) = report(on: resume)
    var concerns = resume.text.concerns
    if let quote = copied.first {
      concerns.append(
        Concern(.copiedPosting, "lines are copied from the posting; not counted", quote: quote))
    }
    let redaction = isAnonymous ? Redaction(resume.profile) : nil
    var members: [JSONValue.Member] = [
      .init("status", "completed"), .init("kind", .string(resume.text.kind.rawValue)),
      .init("pages", resume.text.pages.map { .integer($0) } ?? .null),
    ]
    if !isAnonymous { members.append(.init("candidate", Self.candidate(resume.profile))) }
    members += Self.members(of: report, redaction)
    members += [
      .init(
        "concerns",
        .array(
          concerns.map { concern in
            [
              "kind": .string(concern.kind.rawValue), "message": .string(concern.message),
              "quote": .string(redaction?.text(concern.quote) ?? concern.quote),
            ]
          }
            + report.concerns.filter { !$0.hasPrefix("not stated") }.map {
              ["kind": "match", "message": .string($0), "quote": ""]
            })),
      .init("recommendations", .array(recommendations(report, concerns).map { .string($0) })),
      .init("readability", Readability(resume).json),
    ]
    return .object(members)
  }

  // MARK: Parts

  private static func candidate(_ profile: Profile) -> JSONValue {
    let basics = profile.basics
    let place = [basics.location?.city, basics.location?.region].compactMap { $0?.value }
    return .object(
      [
        ("name", basics.name?.value), ("label", basics.label?.value),
        ("email", basics.email?.value),
        ("phone", basics.phone?.value),
        ("location", place.isEmpty ? nil : place.joined(separator: ", ")),
      ].compactMap { key, value in value.map { JSONValue.Member(key, .string($0)) } })
  }

  private static func members(of report: MatchReport, _ redaction: Redaction?) -> [JSONValue.Member]
  {
    let kept: Set<String> = [
      "overallScore", "componentScores", "matchedRequirements", "partialRequirements",
      "missingRequirements", "conditions", "confidence",
    ]
    guard case .object(let members) = report.json else { return [] }
    return members.filter { kept.contains($0.key) }.map { member in
      .init(member.key, trimmed(member.value, redaction))
    }
  }

  /// At most three pieces of evidence for each requirement, without the sums that made their scores.
  private static func trimmed(_ value: JSONValue, _ redaction: Redaction?) -> JSONValue {
    switch value {
    case .array(let items): return .array(items.map { trimmed($0, redaction) })
    case .object(let members):
      return .object(
        members.compactMap { member in
          switch (member.key, member.value) {
          case ("terms", _), ("factor", _): nil
          case ("evidence", .array(let evidence)):
            .init("evidence", .array(evidence.prefix(3).map { trimmed($0, redaction) }))
          case ("quote", .string(let quote)):
            .init("quote", .string(redaction?.text(quote) ?? quote))
          default: .init(member.key, trimmed(member.value, redaction))
          }
        })
    default: return value
    }
  }

  /// What whoever screens may do next.
  private func recommendations(_ report: MatchReport, _ concerns: [Concern]) -> [String] {
    var advice: [String] = []
    if !concerns.isEmpty {
      advice.append("look at the file itself: it holds what is not meant to be seen")
    }
    for result in report.requirements where result.requirement.modality == .must {
      switch result.status {
      case .missing: advice.append("ask about '\(result.requirement.text)': nothing shows it")
      case .partial:
        advice.append("ask how far '\(result.requirement.text)' goes: it is shown in part")
      case .matched: break
      }
    }
    for condition in report.conditions where condition.statement == nil {
      advice.append("ask about '\(condition.requirement.text)': nothing is said of it")
    }
    return advice
  }

  // MARK: Copies of the posting

  private static func shingles(of text: String) -> [String] {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard words.count >= 5 else { return [] }
    return (0...(words.count - 5)).map { words[$0..<($0 + 5)].joined(separator: " ") }
  }

  /// Whether nearly all of a longer line stands in the posting word for word.
  private func isCopied(_ text: String) -> Bool {
    let own = Self.shingles(of: text)
    guard own.count >= 6 else { return false }
    return own.count(where: shingles.contains) * 10 >= own.count * 8
  }
}

extension Profile {
  /// The latest month that the profile names.
  var latestMonth: Int {
    let entries = sections.flatMap(\.entries).flatMap { [$0] + $0.positions }
    return entries.flatMap { [$0.start, $0.end, $0.date] }.compactMap { $0?.months }.max() ?? 0
  }
}

/// Takes name, address, phone and links out of quotes.
struct Redaction {
  private let words: Set<String>
  private let phrases: [String]

  init(_ profile: Profile) {
    let basics = profile.basics
    words = Set(
      (basics.name?.value ?? "").lowercased().split { !$0.isLetter }.map(String.init)
        .filter { $0.count > 1 })
    phrases =
      [basics.email, basics.phone, basics.url, basics.location?.address].compactMap { $0?.value }
      + basics.profiles.compactMap { $0.url?.value }
  }

  func text(_ text: String) -> String {
    var text = text
    for phrase in phrases where phrase.count > 3 { text = text.replacing(phrase, with: "…") }
    guard !words.isEmpty else { return text }
    var result = ""
    var word = ""
    for character in text + " " {
      if character.isLetter {
        word.append(character)
        continue
      }
      if !word.isEmpty { result += words.contains(word.lowercased()) ? "…" : word }
      word = ""
      result.append(character)
    }
    return String(result.dropLast())
  }
}

/// How well programs can read a file, for the applicant's sake.
struct Readability {
  private let notes: [ReadabilityNote]

  init(_ resume: ForeignResume) {
    let basics = resume.profile.basics
    let sections = resume.profile.sections
    var notes = resume.text.notes
    func add(_ id: String, _ message: String, if isFault: Bool) {
      if isFault { notes.append(ReadabilityNote(id, message)) }
    }
    add("name", "no name is found", if: basics.name == nil)
    add("email", "no e-mail address is found", if: basics.email == nil)
    add("phone", "no telephone number is found", if: basics.phone == nil)
    let work = sections.first { $0.kind == .work }
    add("experience", "no section of experience is found under a usual heading", if: work == nil)
    add(
      "education", "no section of education is found under a usual heading",
      if: !sections.contains { $0.kind == .education })
    add(
      "skills", "no section of skills is found under a usual heading",
      if: !sections.contains { $0.kind == .skills })
    let undated = work?.entries.count { $0.start == nil } ?? 0
    add("dates", "\(undated) positions without dates that can be read", if: undated > 0)
    add("pages", "more than 4 pages", if: (resume.text.pages ?? 0) > 4)
    self.notes = notes
  }

  var json: JSONValue {
    let faults = notes.count(where: \.isFault)
    let level = faults == 0 ? "good" : faults <= 2 ? "fair" : "poor"
    return [
      "level": .string(level),
      "notes": .array(notes.map { ["id": .string($0.id), "message": .string($0.message)] }),
    ]
  }
}
