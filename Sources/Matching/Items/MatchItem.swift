public import Profiles

/// Something that a profile shows: an entry, a highlight, a group of skills.
public struct MatchItem: Sendable {
  public enum Role: Sendable {
    /// A position, a degree, the name of a project.
    case title
    case text
    /// Names of skills and tags, where short names need no context.
    case skills
    /// Names of employers, schools and issuers.
    case name
  }

  public enum Kind: String, Sendable {
    case summary, entry, highlight, skills
  }

  /// Stable: the id of the entry or highlight, `skills-1.3` for the third keyword of a group.
  public var id: String
  /// `content/profiles/ada.yaml:42`.
  public var source: String
  public var kind: Kind
  public var section: SectionKind?
  /// The entry that it belongs to; its own id for an entry.
  public var entry: String
  public var fields: [(role: Role, text: String)]
  public var keep = Facets.Keep.automatic
  /// Months since year 0; an ongoing entry has a start and no end.
  public var start: Int?
  public var end: Int?

  public init(
    id: String, source: String = "", kind: Kind = .highlight, section: SectionKind? = nil,
    entry: String = "", fields: [(role: Role, text: String)]
  ) {
    self.id = id
    self.source = source
    self.kind = kind
    self.section = section
    self.entry = entry
    self.fields = fields
  }

  /// By item: its place by what it says, which decides between equals.
  ///
  /// An order of the input, or names made from it, must not show in a ranking.
  static func places(of items: [MatchItem]) -> [Int] {
    let keys = items.map { (quote: $0.quote, id: $0.id) }
    let sorted = items.indices.sorted {
      (keys[$0].quote, keys[$0].id) < (keys[$1].quote, keys[$1].id)
    }
    var places = [Int](repeating: 0, count: items.count)
    for (place, item) in sorted.enumerated() { places[item] = place }
    return places
  }

  /// The text that a report quotes.
  public var quote: String {
    fields.map(\.text).joined(separator: " · ")
  }
}

extension MatchItem.Role {
  /// How much a word counts in such a field.
  var weight: Float {
    switch self {
    case .title: 1.6
    case .text: 1
    case .skills: 1.2
    case .name: 0.4
    }
  }
}
