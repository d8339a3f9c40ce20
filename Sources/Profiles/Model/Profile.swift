package import Diagnostics
package import YAML

/// One person's career as read from `content/profiles`, before anything is chosen for a job.
///
/// Every section of JSON Resume is a `Section` of `Entry` values, so that tailoring, matching and
/// export treat them alike; what distinguishes them is the table of fields in `Schema`.
package struct Profile: Sendable {
  /// The file's name without extension, or its folder's: part of every variant's path.
  package var id: String
  package var file: SourceFile
  package var basics: Basics
  /// In the order in which they print.
  package var sections: [Section]
  package var letter: Letter
  /// What the profile sets of its templates' options.
  package var options: [TemplateSetting] = []
  package var metadata: Metadata
  /// `extends`: the id of the profile that this one overlays.
  package var base: Text?
  /// Ids of sections in the order that the profile asks for; `sections` stands in it already.
  package var sectionOrder: [Text] = []
  /// What the variant left out (`resolved`), for the report.
  package var omissions: [Omission] = []
  /// How a rewriter shall word things, and what it is told besides; nobody prints them.
  package var writingStyle: Text?
  package var prompts: [Text] = []
  /// All files that it was read from: its own, its parts, then those of the profiles below.
  package var sources: [SourceFile] = []
  /// Keys outside the schema, kept so that an export loses nothing; nobody prints them.
  package var unknown: [YAMLNode.Entry] = []

  package init(
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

  package struct Metadata: Sendable {
    /// BCP 47 tag of the language that the text is written in; nil when not said.
    package var language: String?
    /// `meta.lastModified` and the like, as typed.
    package var values: [(key: String, value: String)] = []
    /// What other tools keep in `meta`, as lists and maps.
    package var other: [YAMLNode.Entry] = []

    package init() {}
  }
}

/// Who it is and how to reach them.
package struct Basics: Sendable {
  package var name: Text?
  package var label: Text?
  /// A path below the profile's folder, as typed.
  package var image: Text?
  package var email: Text?
  package var phone: Text?
  package var url: Text?
  package var summary: Text?
  package var location: PostalLocation?
  package var profiles: [NetworkProfile] = []
  /// Keys outside the schema.
  package var unknown: [YAMLNode.Entry] = []

  package init() {}
}

package struct PostalLocation: Sendable {
  package var address: Text?
  package var postalCode: Text?
  package var city: Text?
  package var region: Text?
  package var countryCode: Text?
  /// Keys outside the schema.
  package var unknown: [YAMLNode.Entry] = []

  package init() {}
}

/// An account on a network such as LinkedIn or GitHub.
package struct NetworkProfile: Sendable {
  package var network: Text?
  package var username: Text?
  package var url: Text?
  package var facets = Facets()
  /// Keys outside the schema.
  package var unknown: [YAMLNode.Entry] = []

  package init() {}
}

package enum SectionKind: String, CaseIterable, Sendable {
  case summary, work, volunteer, projects, education, skills, languages, certificates, awards
  case publications, interests, references, custom

  /// Entries stand in time order and a missing one would look like a hidden job.
  package var isChronological: Bool {
    switch self {
    case .work, .education, .volunteer: true
    default: false
    }
  }
}

package struct Section: Sendable {
  package var kind: SectionKind
  /// Unique in the profile: the kind's name, or a slug of the title of a custom section.
  package var id: String
  /// Only where the profile names it itself; the locale has the titles of the others.
  package var title: Text?
  package var entries: [Entry]
  package var facets: Facets
  package var location: Location

  package init(
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
package struct Entry: Sendable {
  /// Stable within the profile: `work-1`, `work-1-2` for the second position there, or the `id`
  /// that the profile gives.
  package var id: String
  /// Whether the profile gives the id, so that overlays and other files may name the entry.
  package var hasOwnID = false
  package var location: Location
  /// By JSON Resume key of the section, such as `position` or `institution`, in schema order.
  package var fields: [Field]
  package var highlights: [Highlight]
  /// The section's own short names, in order: `keywords`, and `courses` of a school.
  package var keywords: [Text]
  /// Further lists of short names by key: `roles` of a project, `authors` of a publication.
  package var lists: [NameList]
  package var start: PartialDate?
  /// nil and `start` given: ongoing.
  package var end: PartialDate?
  /// Awards, publications and certificates have one date.
  package var date: PartialDate?
  /// Several positions under one employer, latest first as typed.
  package var positions: [Entry]
  package var facets: Facets
  /// Keys outside the schema.
  package var unknown: [YAMLNode.Entry]

  package struct NameList: Sendable {
    package var key: String
    package var names: [Text]

    package init(_ key: String, _ names: [Text]) {
      self.key = key
      self.names = names
    }
  }

  package struct Field: Sendable {
    package var key: String
    package var text: Text

    package init(_ key: String, _ text: Text) {
      self.key = key
      self.text = text
    }
  }

  package init(id: String, location: Location) {
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

  package func list(_ key: String) -> [Text] { lists.first { $0.key == key }?.names ?? [] }

  package subscript(key: String) -> Text? {
    fields.first { $0.key == key }?.text
  }

  package var isOngoing: Bool { start != nil && (end == nil || end?.isPresent == true) }
}

package struct Highlight: Sendable {
  /// Stable: `work-1.3` is the third highlight of `work-1`.
  package var id: String
  package var text: Text

  package init(id: String, text: Text) {
    self.id = id
    self.text = text
  }
}

/// A text field: inline Markdown as typed, where it stands, and what varies it.
package struct Text: Sendable {
  /// The value in effect, with its source text kept (`3.90`, `2024-05`).
  package var value: String
  package var location: Location
  package var facets: Facets
  /// Values by BCP 47 language where the profile gives several, in order; empty otherwise.
  package var translations: [(language: String, value: String)]

  package init(
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
package struct Facets: Sendable {
  package enum Keep: String, Sendable { case automatic, always, never }

  package struct Alternate: Sendable {
    package var text: String
    package var tags: [String]
    package var location: Location
    /// Values by language, as in `Text`.
    package var translations: [(language: String, value: String)]

    package init(
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
  package var tags: [String] = []
  /// Skills that the text shows without naming them.
  package var skills: [Text] = []
  package var keep = Keep.automatic
  package var alternates: [Alternate] = []

  package init() {}
}

/// A calendar date of which month and day may be unknown.
package struct PartialDate: Sendable {
  package enum Value: Hashable, Sendable {
    case date(year: Int, month: Int?, day: Int?)
    /// `present`, `now`, `ongoing`.
    case present
    /// Anything else: prints as typed.
    case other
  }

  package var value: Value
  /// As typed.
  package var text: String
  package var location: Location

  package init(value: Value, text: String, location: Location) {
    self.value = value
    self.text = text
    self.location = location
  }

  package var isPresent: Bool { value == .present }

  /// Months since year 0, for ordering and durations; nil when not a date.
  package var months: Int? {
    guard case .date(let year, let month, _) = value else { return nil }
    return year * 12 + (month ?? 1) - 1
  }
}

/// The material of a cover letter.
package struct Letter: Sendable {
  package var recipient: Text?
  package var greeting: Text?
  package var opening: Text?
  package var paragraphs: [Text] = []
  package var closing: Text?
  package var signature: Text?

  package init() {}
}
