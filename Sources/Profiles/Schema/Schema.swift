/// What a profile, a posting or the configuration may hold, as data.
///
/// One table drives decoding, the warnings about unknown keys, the JSON Schema that editors use and
/// the reference of all keys: a field that is not in it does not exist.
public enum Schema {}

/// A map with named fields.
public final class RecordSchema: Sendable {
  /// As messages name it: `work entry`, `basics`.
  public let name: String
  public let description: String
  public let fields: [FieldSchema]
  /// The field that a plain text in place of the map stands for.
  public let textKey: String?
  /// Whether keys outside the table pass without a warning (`meta`).
  public let isOpen: Bool
  private let index: [String: Int]
  private let spellings: [String: Int]

  public init(
    _ name: String, _ description: String, textKey: String? = nil, isOpen: Bool = false,
    _ fields: [FieldSchema]
  ) {
    self.name = name
    self.description = description
    self.fields = fields
    self.textKey = textKey
    self.isOpen = isOpen
    var index: [String: Int] = [:]
    for (position, field) in fields.enumerated() {
      index[field.key] = position
      for alias in field.aliases where index[alias] == nil { index[alias] = position }
    }
    if let textKey, index["text"] == nil { index["text"] = index[textKey] }
    self.index = index
    spellings = Dictionary(
      fields.enumerated().flatMap { position, field in
        ([field.key] + field.aliases).map { (Self.bare($0), position) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The position in `fields` of a key, an old name of it, or `text` for the field of `textKey`.
  ///
  /// Another spelling of a key (`start_date`, `Start-Date`) finds it too.
  public func position(of key: String) -> Int? {
    index[key] ?? (key.utf8.count <= 40 ? spellings[Self.bare(key)] : nil)
  }

  /// A key without what spellings differ in: case, hyphens and underscores.
  private static func bare(_ key: String) -> String {
    String(decoding: key.utf8.lazy.filter { $0 != 0x2D && $0 != 0x5F }, as: UTF8.self).lowercased()
  }

  public func field(_ key: String) -> FieldSchema? { index[key].map { fields[$0] } }
}

/// A class, because every value that is read looks at its own: a copy would cost more than reading.
public final class FieldSchema: Sendable {
  public enum Origin: Sendable { case jsonResume, bespoke }

  public let key: String
  public let kind: ValueKind
  public let origin: Origin
  /// Other names that are read with a warning, such as `company` for `name`.
  public let aliases: [String]
  public let description: String

  public init(
    _ key: String, _ kind: ValueKind, _ description: String, aliases: [String] = [],
    origin: Origin = .jsonResume
  ) {
    self.key = key
    self.kind = kind
    self.origin = origin
    self.aliases = aliases
    self.description = description
  }

  /// A field that JSON Resume does not have.
  public static func extra(
    _ key: String, _ kind: ValueKind, _ description: String, aliases: [String] = []
  ) -> FieldSchema {
    FieldSchema(key, kind, description, aliases: aliases, origin: .bespoke)
  }
}

/// The shape of a field's value.
public enum ValueKind: Sendable {
  /// Text that may be varied: plain, `{text, tags, …}`, or by language.
  case text(TextFormat)
  case date(DateRole)
  /// Texts of a sentence or more, each of which may be varied.
  case texts
  /// Short texts: keywords, courses.
  case names
  /// Bare words that nobody prints: audiences, globs.
  case words
  case integer(ClosedRange<Int>)
  case number
  case flag
  case choice([String])
  /// A list of words of a fixed set.
  case choices([String])
  case record(RecordSchema)
  case records(RecordSchema)
  /// A list of entries, or `{title, tags, entries}`.
  case section(RecordSchema)
  /// `{text, tags}` of which one stands in for the text.
  case alternates
  /// Read elsewhere or by nobody: `$schema`.
  case anything
}

/// What a text is expected to look like; other forms are kept and warned about.
public enum TextFormat: Sendable {
  case line, paragraphs, url, email, phone, path, place, language
}

/// Which of an entry's dates a field is.
public enum DateRole: Sendable { case start, end, single }
