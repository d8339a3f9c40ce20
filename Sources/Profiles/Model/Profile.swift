public import Diagnostics
public import YAML

/// One person's career as read from `content/profiles`, before anything is chosen for a job.
///
/// Every section of JSON Resume is a `Section` of `Entry` values, so that tailoring, matching and
/// export treat them alike; what distinguishes them is the table of fields in `Schema`.
public struct Profile: Sendable {
  /// The file's name without extension, or its folder's: part of every variant's path.
  public var id: String
  public var file: SourceFile
  public var basics: Basics
  /// In the order in which they print.
  public var sections: [Section]
  public var letter: Letter
  /// What the profile sets of its templates' options.
  public var options: [TemplateSetting] = []
  public var metadata: Metadata
  /// `extends`: the id of the profile that this one overlays.
  public var base: Text?
  /// Ids of sections in the order that the profile asks for; `sections` stands in it already.
  public var sectionOrder: [Text] = []
  /// What the variant left out (`resolved`), for the report.
  public var omissions: [Omission] = []
  /// How a rewriter shall word things, and what it is told besides; nobody prints them.
  public var writingStyle: Text?
  public var prompts: [Text] = []
  /// All files that it was read from: its own, its parts, then those of the profiles below.
  public var sources: [SourceFile] = []
  /// Keys outside the schema, kept so that an export loses nothing; nobody prints them.
  public var unknown: [YAMLNode.Entry] = []

  public init(
    id: String, file: SourceFile, basics: Basics, sections: [Section] = [],
    letter: Letter = Letter(),
    metadata: Metadata = Metadata()
  ) {
    self.id = id
    self.file = file
    self.basics = basics
    self.sections = sections
    self.letter = letter
    self.metadata = metadata
  }

  public struct Metadata: Sendable {
    /// BCP 47 tag of the language that the text is written in; nil when not said.
    public var language: String?
    /// `meta.lastModified` and the like, as typed.
    public var values: [(key: String, value: String)] = []
    /// What other tools keep in `meta`, as lists and maps.
    public var other: [YAMLNode.Entry] = []

    public init() {}
  }
}

/// Who it is and how to reach them.
public struct Basics: Sendable {
  public var name: Text?
  public var label: Text?
  /// A path below the profile's folder, as typed.
  public var image: Text?
  public var email: Text?
  public var phone: Text?
  public var url: Text?
  public var summary: Text?
  public var location: PostalLocation?
  public var profiles: [NetworkProfile] = []
  /// Keys outside the schema.
  public var unknown: [YAMLNode.Entry] = []

  public init() {}
}

public struct PostalLocation: Sendable {
  public var address: Text?
  public var postalCode: Text?
  public var city: Text?
  public var region: Text?
  public var countryCode: Text?
  /// Keys outside the schema.
  public var unknown: [YAMLNode.Entry] = []

  public init() {}
}

/// An account on a network such as LinkedIn or GitHub.
public struct NetworkProfile: Sendable {
  public var network: Text?
  public var username: Text?
  public var url: Text?
  public var facets = Facets()
  /// Keys outside the schema.
  public var unknown: [YAMLNode.Entry] = []

  public init() {}
}

public enum SectionKind: String, CaseIterable, Sendable {
  case summary, work, volunteer, projects, education, skills, languages, certificates, awards
  case publications, interests, references, custom

  /// Entries stand in time order and a missing one would look like a hidden job.
  public var isChronological: Bool {
    switch self {
    case .work, .education, .volunteer: true
    default: false
    }
  }
}

public struct Section: Sendable {
  public var kind: SectionKind
  /// Unique in the profile: the kind's name, or a slug of the title of a custom section.
  public var id: String
  /// Only where the profile names it itself; the locale has the titles of the others.
  public var title: Text?
  public var entries: [Entry]
  public var facets: Facets
  public var location: Location

  public init(
    kind: SectionKind, id: String, title: Text? = nil, entries: [Entry], facets: Facets = Facets(),
    location: Location
  ) {
    self.kind = kind
    self.id = id
    self.title = title
    self.entries = entries
    self.facets = facets
    self.location = location
  }
}

/// One job, school, project, skill group … of a section.
public struct Entry: Sendable {
  /// Stable within the profile: `work-1`, `work-1-2` for the second position there, or the `id`
  /// that the profile gives.
  public var id: String
  /// Whether the profile gives the id, so that overlays and other files may name the entry.
  public var hasOwnID = false
  public var location: Location
  /// By JSON Resume key of the section, such as `position` or `institution`, in schema order.
  public var fields: [Field]
  public var highlights: [Highlight]
  /// The section's own short names, in order: `keywords`, and `courses` of a school.
  public var keywords: [Text]
  /// Further lists of short names by key: `roles` of a project, `authors` of a publication.
  public var lists: [NameList]
  public var start: PartialDate?
  /// nil and `start` given: ongoing.
  public var end: PartialDate?
  /// Awards, publications and certificates have one date.
  public var date: PartialDate?
  /// Several positions under one employer, latest first as typed.
  public var positions: [Entry]
  public var facets: Facets
  /// Keys outside the schema.
  public var unknown: [YAMLNode.Entry]

  public struct NameList: Sendable {
    public var key: String
    public var names: [Text]

    public init(_ key: String, _ names: [Text]) {
      self.key = key
      self.names = names
    }
  }

  public struct Field: Sendable {
    public var key: String
    public var text: Text

    public init(_ key: String, _ text: Text) {
      self.key = key
      self.text = text
    }
  }

  public init(id: String, location: Location) {
    self.id = id
    self.location = location
    fields = []
    highlights = []
    keywords = []
    lists = []
    positions = []
    facets = Facets()
    unknown = []
  }

  public func list(_ key: String) -> [Text] { lists.first { $0.key == key }?.names ?? [] }

  public subscript(key: String) -> Text? {
    fields.first { $0.key == key }?.text
  }

  public var isOngoing: Bool { start != nil && (end == nil || end?.isPresent == true) }
}

public struct Highlight: Sendable {
  /// Stable: `work-1.3` is the third highlight of `work-1`.
  public var id: String
  public var text: Text

  public init(id: String, text: Text) {
    self.id = id
    self.text = text
  }
}

/// A text field: inline Markdown as typed, where it stands, and what varies it.
public struct Text: Sendable {
  /// The value in effect, with its source text kept (`3.90`, `2024-05`).
  public var value: String
  public var location: Location
  public var facets: Facets
  /// Values by BCP 47 language where the profile gives several, in order; empty otherwise.
  public var translations: [(language: String, value: String)]

  public init(
    _ value: String, location: Location, facets: Facets = Facets(),
    translations: [(language: String, value: String)] = []
  ) {
    self.value = value
    self.location = location
    self.facets = facets
    self.translations = translations
  }
}

/// What the map form `{text, tags, skills, keep, alternates}` adds to a section, entry or text.
public struct Facets: Sendable {
  public enum Keep: String, Sendable { case automatic, always, never }

  public struct Alternate: Sendable {
    public var text: String
    public var tags: [String]
    public var location: Location
    /// Values by language, as in `Text`.
    public var translations: [(language: String, value: String)]

    public init(
      text: String, tags: [String], location: Location,
      translations: [(language: String, value: String)] = []
    ) {
      self.text = text
      self.tags = tags
      self.location = location
      self.translations = translations
    }
  }

  /// Audiences; empty means everybody.
  public var tags: [String] = []
  /// Skills that the text shows without naming them.
  public var skills: [Text] = []
  public var keep = Keep.automatic
  public var alternates: [Alternate] = []

  public init() {}
}

/// A calendar date of which month and day may be unknown.
public struct PartialDate: Sendable {
  public enum Value: Hashable, Sendable {
    case date(year: Int, month: Int?, day: Int?)
    /// `present`, `now`, `ongoing`.
    case present
    /// Anything else: prints as typed.
    case other
  }

  public var value: Value
  /// As typed.
  public var text: String
  public var location: Location

  public init(value: Value, text: String, location: Location) {
    self.value = value
    self.text = text
    self.location = location
  }

  public var isPresent: Bool { value == .present }

  /// Months since year 0, for ordering and durations; nil when not a date.
  public var months: Int? {
    guard case .date(let year, let month, _) = value else { return nil }
    return year * 12 + (month ?? 1) - 1
  }
}

/// The material of a cover letter.
public struct Letter: Sendable {
  public var recipient: Text?
  public var greeting: Text?
  public var opening: Text?
  public var paragraphs: [Text] = []
  public var closing: Text?
  public var signature: Text?

  public init() {}
}
