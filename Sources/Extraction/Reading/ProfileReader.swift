public import Diagnostics
public import Profiles
public import YAML

/// Turns what a file says into a profile, so that one model serves both directions.
public struct ProfileReader {
  /// The text that locations point into: a line of the file is a line of the text.
  public let file: SourceFile
  /// The profile as a tree of our own format.
  public private(set) var root: YAMLNode
  private var paragraphs: [Paragraph]
  private var spans: [Span] = []

  /// `path` is what messages and sources call the file.
  public init(_ text: ExtractedText, path: String) {
    var bytes: [UInt8] = []
    for line in text.lines {
      let start = bytes.count
      bytes += Array(line.text.utf8)
      spans.append(Span(start..<bytes.count))
      bytes.append(0x0A)
    }
    file = SourceFile(path: path, bytes: bytes)
    root = YAMLNode(.mapping([]), span: Span(0..<0))
    paragraphs = ParagraphReader(text).paragraphs
    read()
  }

  /// The profile, with everything in it that can be told.
  public func profile(id: String) -> Profile {
    var problems: [Diagnostic] = []
    let document = YAMLDocument(file: file, root: root)
    return ProfileDecoder.decode(document, id: id, into: &problems)
      ?? Profile(id: id, file: file, basics: Basics())
  }

  // MARK: Sections

  private struct Part {
    var topic: Headings.Topic?
    var title: (text: String, line: Int)?
    var paragraphs: [Paragraph] = []
  }

  private mutating func read() {
    let parts = parts()
    let head = parts.filter { $0.topic == nil && $0.title == nil || $0.topic == .contact }
      .flatMap(\.paragraphs)
    let contact = ContactReader(head: head, all: paragraphs)
    var members: [(String, YAMLNode?)] = []
    var sections: [(kind: SectionKind, items: [YAMLNode])] = []
    var customs: [YAMLNode] = []
    var summary: [Paragraph] = []
    for part in parts {
      switch part.topic {
      case .section(.summary): summary += part.paragraphs
      case .section(let kind):
        let items = SectionReader(kind: kind, node: node).items(part.paragraphs)
        if let index = sections.firstIndex(where: { $0.kind == kind }) {
          sections[index].items += items
        } else {
          sections.append((kind, items))
        }
      case .contact, .personal: break
      case nil:
        if let title = part.title, let custom = custom(title, part.paragraphs) {
          customs.append(custom)
        }
      }
    }
    let loose = contact.rest.filter { !$0.isItem || summary.isEmpty }
    if summary.isEmpty {
      summary = loose
    } else if let custom = custom(nil, contact.rest) {
      customs.append(custom)
    }
    members.append(("basics", basics(contact, summary)))
    for section in sections where !section.items.isEmpty {
      members.append((section.kind.rawValue, list(section.items)))
    }
    if !customs.isEmpty { members.append(("sections", list(customs))) }
    root = map(members) ?? root
  }

  /// The document cut at its headings.
  private func parts() -> [Part] {
    let style = HeadingStyle(paragraphs)
    var parts = [Part()]
    for (index, paragraph) in paragraphs.enumerated() {
      if let topic = style.topic(of: paragraph) {
        parts.append(Part(topic: topic, title: (paragraph.text, paragraph.line)))
      } else if style.isHeading(paragraph, at: index) {
        parts.append(Part(title: (paragraph.text, paragraph.line)))
      } else if let (topic, rest) = Self.inlineHeading(paragraph, in: parts.last?.topic) {
        parts.append(
          Part(topic: topic, title: (paragraph.text, paragraph.line), paragraphs: [rest]))
      } else {
        parts[parts.count - 1].paragraphs.append(paragraph)
      }
    }
    return parts
  }

  /// `Skills: Java, Python` on one line.
  private static func inlineHeading(
    _ paragraph: Paragraph, in topic: Headings.Topic?
  ) -> (Headings.Topic, Paragraph)? {
    guard topic != .section(.skills), topic != .section(.work), !paragraph.isItem,
      let colon = paragraph.text.firstIndex(of: ":"),
      let found = Headings.topic(of: String(paragraph.text[..<colon])), found != .contact
    else { return nil }
    var rest = paragraph
    rest.text = paragraph.text[paragraph.text.index(after: colon)...].trimmed
    return rest.text.isEmpty ? nil : (found, rest)
  }

  // MARK: Nodes

  private func node(_ text: String, _ line: Int) -> YAMLNode {
    let span = line < spans.count ? spans[line] : Span(0..<0)
    return YAMLNode(.scalar(.init(text: text, style: .doubleQuoted)), span: span)
  }

  private func list(_ items: [YAMLNode]) -> YAMLNode {
    YAMLNode(.sequence(items), span: items.first?.span ?? Span(0..<0))
  }

  private func map(_ members: [(String, YAMLNode?)]) -> YAMLNode? {
    YAMLNode.fields(members)
  }

  private func basics(_ contact: ContactReader, _ summary: [Paragraph]) -> YAMLNode? {
    let field = { (found: (text: String, line: Int)?) in found.map { self.node($0.text, $0.line) } }
    let profiles = contact.links.compactMap { link -> YAMLNode? in
      guard let network = Self.network(link.text) else { return nil }
      return map([
        ("network", node(network, link.line)), ("url", node(Self.address(link.text), link.line)),
      ])
    }
    let home = contact.links.first { Self.network($0.text) == nil }
    let others = contact.links.filter { Self.network($0.text) == nil }.dropFirst().compactMap {
      link in
      map([("network", node("Web", link.line)), ("url", node(Self.address(link.text), link.line))])
    }
    let accounts = profiles + others
    return map([
      ("name", field(contact.name)), ("label", field(contact.label)),
      ("email", field(contact.email)), ("phone", field(contact.phone)),
      ("url", home.map { node(Self.address($0.text), $0.line) }),
      (
        "summary",
        summary.first.map { node(summary.map(\.text).joined(separator: "\n\n"), $0.line) }
      ),
      ("location", contact.place.map { place($0) } ?? nil),
      ("profiles", accounts.isEmpty ? nil : list(accounts)),
    ])
  }

  /// `Portland, OR`: city and region.
  private func place(_ found: (text: String, line: Int)) -> YAMLNode? {
    let parts = found.text.split(separator: ",", maxSplits: 1).map { $0.trimmed }
    return map([
      ("city", parts.first.map { node($0, found.line) }),
      ("region", parts.count > 1 ? node(parts[1], found.line) : nil),
    ])
  }

  private static func address(_ link: String) -> String {
    link.contains("://") ? link : "https://" + link
  }

  private static func network(_ link: String) -> String? {
    let bare = ContactReader.bare(link)
    let known = [
      ("linkedin.", "LinkedIn"), ("github.com", "GitHub"), ("gitlab.", "GitLab"), ("xing.", "XING"),
      ("twitter.com", "Twitter"), ("x.com/", "X"), ("stackoverflow.", "Stack Overflow"),
      ("orcid.org", "ORCID"), ("scholar.google", "Google Scholar"), ("behance.net", "Behance"),
      ("dribbble.com", "Dribbble"), ("medium.com", "Medium"), ("kaggle.com", "Kaggle"),
    ]
    return known.first { bare.hasPrefix($0.0) || bare.contains("." + $0.0) }?.1
  }

  private func custom(_ title: (text: String, line: Int)?, _ paragraphs: [Paragraph]) -> YAMLNode? {
    guard let first = paragraphs.first else { return nil }
    let entry = map([("highlights", list(paragraphs.map { node($0.text, $0.line) }))])
    return map([
      ("title", title.map { node($0.text, $0.line) } ?? node("More", first.line)),
      ("entries", entry.map { list([$0]) }),
    ])
  }
}

extension YAMLNode {
  /// A map of the values that are there; nil when none is.
  static func fields(_ members: [(String, YAMLNode?)]) -> YAMLNode? {
    let entries = members.compactMap { key, value -> Entry? in
      guard let value else { return nil }
      let span = Span(start: value.span.start, end: value.span.start)
      return Entry(
        key: YAMLNode(.scalar(Scalar(text: key, style: .plain)), span: span), value: value)
    }
    return entries.first.map { YAMLNode(.mapping(entries), span: $0.value.span) }
  }
}

/// What headings look like in one document, learnt from those whose words are known.
private struct HeadingStyle {
  private var level: Int?
  private var height: Double?
  private var isBold = false
  private var isUpperCase = false
  private var count = 0
  private var first = 0

  init(_ paragraphs: [Paragraph]) {
    let known = paragraphs.indices.filter { Headings.topic(of: paragraphs[$0].text) != nil }
    count = known.count
    guard let first = known.first else { return }
    self.first = first
    let found = known.map { paragraphs[$0] }
    level = found.compactMap(\.heading).min()
    let heights = found.compactMap { $0.box?.height }.sorted()
    height = heights.isEmpty ? nil : heights[heights.count / 2]
    isBold = found.count(where: \.isBold) * 2 > found.count
    isUpperCase = found.count(where: \.isUpperCase) * 2 > found.count
  }

  func topic(of paragraph: Paragraph) -> Headings.Topic? {
    guard !paragraph.isItem || paragraph.heading != nil else { return nil }
    if let topic = Headings.topic(of: paragraph.text) {
      // In a list of jobs "Training" may be a line of text; heights and levels tell.
      guard let level, let own = paragraph.heading else {
        return level == nil || count < 2 || isAlike(paragraph) ? topic : nil
      }
      return own <= level + 1 ? topic : nil
    }
    guard isMarked(paragraph) else { return nil }
    return Headings.likelyTopic(of: paragraph.text)
  }

  private func isAlike(_ paragraph: Paragraph) -> Bool {
    paragraph.isUpperCase || paragraph.isBold || paragraph.box == nil
  }

  /// A heading whose words nobody knows.
  func isHeading(_ paragraph: Paragraph, at index: Int) -> Bool {
    index > first && isMarked(paragraph) && DateReader.periods(in: paragraph.text).isEmpty
  }

  private func isMarked(_ paragraph: Paragraph) -> Bool {
    guard count > 0, !paragraph.isItem, paragraph.text.count <= 50, !paragraph.text.contains(","),
      !paragraph.text.hasSuffix(".")
    else { return false }
    if let level { return paragraph.heading == level }
    guard paragraph.heading == nil, let height, let own = paragraph.box?.height,
      isBold || isUpperCase
    else { return false }
    let isLarge = abs(own - height) < 0.04 * height
    return isLarge && paragraph.isBold == isBold && paragraph.isUpperCase == isUpperCase
      && paragraph.text.split(separator: " ").count <= 5
  }
}
