import Diagnostics
import Profiles
import YAML

/// Reads the entries of one section.
struct SectionReader {
  let kind: SectionKind
  /// Makes a text of a line's number.
  let node: (String, Int) -> YAMLNode

  func items(_ paragraphs: [Paragraph]) -> [YAMLNode] {
    switch kind {
    case .skills: paragraphs.flatMap(skills)
    case .languages: paragraphs.flatMap(languages)
    case .interests: paragraphs.flatMap { names($0, key: "name") }
    case .references:
      paragraphs.compactMap { YAMLNode.fields([("reference", node($0.text, $0.line))]) }
    case .education: EntrySplitter(paragraphs, kind: kind).entries.compactMap(school)
    case .certificates, .awards, .publications: paragraphs.compactMap(single)
    default: EntrySplitter(paragraphs, kind: kind).entries.compactMap(job)
    }
  }

  private func list(_ items: [YAMLNode]) -> YAMLNode? {
    items.first.map { YAMLNode(.sequence(items), span: $0.span) }
  }

  private func field(_ found: (text: String, line: Int)?) -> YAMLNode? {
    found.map { node($0.text, $0.line) }
  }

  private func dates(_ draft: EntryDraft) -> [(String, YAMLNode?)] {
    guard let period = draft.period else { return [] }
    let end = period.isOngoing ? "present" : period.end
    if !period.isRange {
      let key = kind == .education ? "endDate" : "startDate"
      return [(key, node(period.start, draft.periodLine))]
        + (kind == .education ? [] : [("endDate", node(period.start, draft.periodLine))])
    }
    return [
      ("startDate", node(period.start, draft.periodLine)),
      ("endDate", end.map { node($0, draft.periodLine) }),
    ]
  }

  // MARK: Jobs

  private func job(_ draft: EntryDraft) -> YAMLNode? {
    let head = HeadReader(
      draft.heads, titleScore: kind == .projects ? { _ in 0 } : Vocabulary.titleScore,
      nameScore: kind == .projects ? { _ in 0 } : Vocabulary.companyScore)
    let keys: (title: String, name: String)
    switch kind {
    case .projects: keys = ("name", "entity")
    case .volunteer: keys = ("position", "organization")
    default: keys = ("position", "name")
    }
    var summary = draft.items.filter { !$0.isItem }
    var highlights = draft.items.filter(\.isItem)
    if highlights.isEmpty, summary.count > 1 { (summary, highlights) = ([], summary) }
    let description = head.rest.map { ($0.text, $0.line) } + summary.map { ($0.text, $0.line) }
    return YAMLNode.fields(
      [
        (keys.name, field(head.name)), (keys.title, field(head.title)),
        ("location", field(head.place)),
      ]
        + dates(draft) + [
          (
            "summary",
            description.first.map { node(description.map(\.0).joined(separator: "\n\n"), $0.1) }
          ),
          ("highlights", list(highlights.map { node($0.text, $0.line) })),
        ])
  }

  // MARK: Schools

  private func school(_ draft: EntryDraft) -> YAMLNode? {
    var heads = draft.heads
    var score: (text: String, line: Int)?
    heads = heads.compactMap { head in
      guard let found = Self.grade(head.text) else { return head }
      score = (found.grade, head.line)
      return found.rest.isEmpty ? nil : (found.rest, head.line)
    }
    let head = HeadReader(
      heads, titleScore: Vocabulary.degreeScore, nameScore: Vocabulary.schoolScore)
    let degree = head.title.map { Self.degree($0.text) }
    let line = head.title?.line ?? 0
    let more = head.rest.map { node($0.text, $0.line) } + draft.items.map { node($0.text, $0.line) }
    return YAMLNode.fields(
      [
        ("institution", field(head.name)), ("studyType", degree.map { node($0.kind, line) }),
        ("area", degree?.area.map { node($0, line) }), ("location", field(head.place)),
      ] + dates(draft) + [("score", field(score)), ("highlights", list(more))])
  }

  /// "Bachelor of Science in Nursing", "BSc, Computer Science": the degree and its subject.
  private static func degree(_ text: String) -> (kind: String, area: String?) {
    for separator in [", ", " in ", " – ", " - ", ": "] {
      let parts = text.split(separator: separator, maxSplits: 1).map { $0.trimmed }
      guard parts.count == 2 else { continue }
      if Vocabulary.degreeScore(parts[0]) > 0 || separator == ", " { return (parts[0], parts[1]) }
    }
    let words = text.split(separator: " ")
    if words.count > 1, let first = words.first, first.count <= 6,
      Vocabulary.degreeScore(String(first)) > 0
    {
      return (String(first), words.dropFirst().joined(separator: " "))
    }
    return (text, nil)
  }

  private static func grade(_ text: String) -> (grade: String, rest: String)? {
    for word in ["GPA", "Grade", "Note:", "Abschlussnote", "Final grade", "CGPA"] {
      guard let range = text.firstRange(of: word) else { continue }
      let after = text[range.upperBound...].trimmingEdges(" :").prefix { !",;|".contains($0) }
      guard after.contains(where: \.isNumber) else { continue }
      let rest = String(text[..<range.lowerBound]).trimmingEdges(" ,;|–-(")
      return (String(after).trimmingEdges(" )"), rest)
    }
    return nil
  }

  // MARK: Names

  /// `Languages: C++, Go`: a group and its skills; without a group each skill for itself.
  private func skills(_ paragraph: Paragraph) -> [YAMLNode] {
    let text = paragraph.text
    if let colon = text.firstIndex(of: ":"), text[..<colon].count <= 50, text[..<colon].count > 1 {
      let names = Self.split(String(text[text.index(after: colon)...]))
      let group = YAMLNode.fields([
        ("name", node(text[..<colon].trimmed, paragraph.line)),
        ("keywords", list(names.map { node($0, paragraph.line) })),
      ])
      return [group].compactMap { $0 }
    }
    return names(paragraph, key: "name")
  }

  private func names(_ paragraph: Paragraph, key: String) -> [YAMLNode] {
    Self.split(paragraph.text).compactMap { YAMLNode.fields([(key, node($0, paragraph.line))]) }
  }

  /// Parts between commas and the like that stand outside brackets.
  static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      if depth == 0, ",;|•·\t、".contains(character) {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    parts.append(part)
    return parts.map(Self.withoutStop).filter { !$0.isEmpty }
  }

  /// Without a full stop at the end; `.NET` keeps its own.
  private static func withoutStop(_ text: String) -> String {
    let text = text.trimmed
    return text.hasSuffix(".") ? String(text.dropLast()).trimmed : text
  }

  /// "German (native), English: C1".
  private func languages(_ paragraph: Paragraph) -> [YAMLNode] {
    Self.split(paragraph.text).compactMap { text in
      var (name, level) = (text, "")
      for separator in ["(", ":", " – ", " - ", " — "] {
        let parts = text.split(separator: separator, maxSplits: 1).map { $0.trimmingEdges(" )") }
        guard parts.count == 2 else { continue }
        (name, level) = (parts[0], parts[1])
        break
      }
      return YAMLNode.fields([
        ("language", node(name, paragraph.line)),
        ("fluency", level.isEmpty ? nil : node(level, paragraph.line)),
      ])
    }
  }

  /// A certificate, an award or a publication on one line.
  private func single(_ paragraph: Paragraph) -> YAMLNode? {
    let periods = DateReader.periods(in: paragraph.text)
    let text = periods.isEmpty ? paragraph.text : DateReader.without(periods, paragraph.text)
    guard !text.isEmpty else { return nil }
    let keys: (name: String, by: String, date: String)
    switch kind {
    case .awards: keys = ("title", "awarder", "date")
    case .publications: keys = ("name", "publisher", "releaseDate")
    default: keys = ("name", "issuer", "date")
    }
    var parts = [text]
    if kind != .publications {
      for separator in ["\t", " | ", " – ", " — ", " · ", ", "] where parts.count == 1 {
        parts = text.split(separator: separator, maxSplits: 1).map { $0.trimmed }
      }
    }
    return YAMLNode.fields([
      (keys.name, node(parts[0], paragraph.line)),
      (keys.by, parts.count > 1 ? node(parts[1], paragraph.line) : nil),
      (keys.date, periods.first.map { node($0.end ?? $0.start, paragraph.line) }),
    ])
  }
}
