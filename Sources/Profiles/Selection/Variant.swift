public import Diagnostics

/// Which of the versions that one profile holds is wanted.
public struct Variant: Sendable {
  /// A tagged text is in when it has one of these; empty: all are in.
  public var audience: [String]
  /// A text with one of these is out, whatever else it has.
  public var exclude: [String]
  public var redact: [Redaction]
  /// The language to take; nil: the first that is given.
  public var locale: Locale?

  public init(
    audience: [String] = [], exclude: [String] = [], redact: [Redaction] = [],
    locale: Locale? = nil
  ) {
    self.audience = audience
    self.exclude = exclude
    self.redact = redact
    self.locale = locale
  }
}

/// A part of a profile that a variant leaves out, for the report.
public struct Omission: Sendable {
  /// Of a section, entry or highlight, or `basics.label`.
  public var id: String
  public var location: Location
  /// A half sentence: `tagged management`.
  public var reason: String
}

extension Profile {
  /// The one version of the profile that a variant asks for: tags decided, wordings and languages
  /// chosen, private data gone.
  ///
  /// What is left out is listed in `omissions`. A text that lacks the language is taken in another
  /// one, with a warning each. Nothing of what was not chosen stays in the result.
  public func resolved(
    _ variant: Variant, into diagnostics: inout [Diagnostic]
  ) -> Profile {
    var resolver = Resolver(variant, language: metadata.language)
    var profile = resolver.resolve(self)
    diagnostics += resolver.diagnostics
    if !variant.redact.isEmpty { profile = profile.redacted(variant.redact) }
    profile.omissions = resolver.omissions
    return profile
  }
}

/// One pass over a profile that decides every tag, alternate and language.
private struct Resolver {
  let audience: Set<String>
  let exclude: Set<String>
  let locale: Locale?
  /// Of the profile.
  let language: String?
  var diagnostics: [Diagnostic] = []
  var omissions: [Omission] = []

  init(_ variant: Variant, language: String?) {
    audience = Set(variant.audience)
    exclude = Set(variant.exclude)
    locale = variant.locale
    self.language = language
  }

  mutating func resolve(_ profile: Profile) -> Profile {
    var result = profile
    for field in Schema.basics.fields {
      guard let text = profile.basics[field.key] else { continue }
      result.basics[field.key] = resolve(text, "basics.\(field.key)")
    }
    if let location = profile.basics.location {
      for field in Schema.location.fields {
        guard let text = location[field.key] else { continue }
        result.basics.location?[field.key] = resolve(text, "basics.location.\(field.key)")
      }
    }
    result.basics.profiles = profile.basics.profiles.enumerated().compactMap { index, network in
      resolve(network, "basics.profiles.\(index + 1)")
    }
    result.sections = profile.sections.compactMap { resolve($0) }
    result.letter = resolve(profile.letter)
    return result
  }

  private mutating func resolve(_ network: NetworkProfile, _ id: String) -> NetworkProfile? {
    let place =
      network.network?.location ?? network.url?.location ?? network.username?.location
    if let place, isOut(network.facets, id, place) { return nil }
    var result = network
    result.facets = Facets()
    result.network = network.network.flatMap { resolve($0, id) }
    result.username = network.username.flatMap { resolve($0, id) }
    result.url = network.url.flatMap { resolve($0, id) }
    return result
  }

  private mutating func resolve(_ letter: Letter) -> Letter {
    var result = letter
    for field in Schema.letter.fields {
      guard let text = letter[field.key] else { continue }
      result[field.key] = resolve(text, "letter.\(field.key)")
    }
    result.paragraphs = letter.paragraphs.enumerated().compactMap { index, text in
      resolve(text, "letter.\(index + 1)")
    }
    return result
  }

  private mutating func resolve(_ section: Section) -> Section? {
    guard !isOut(section.facets, section.id, section.location) else { return nil }
    var result = section
    result.title = section.title.flatMap { resolve($0, section.id) }
    result.entries = section.entries.compactMap { resolve($0) }
    return result.entries.isEmpty ? nil : result
  }

  private mutating func resolve(_ entry: Entry) -> Entry? {
    guard !isOut(entry.facets, entry.id, entry.location) else { return nil }
    var result = entry
    result.fields = entry.fields.compactMap { field in
      resolve(field.text, "\(entry.id).\(field.key)").map { Entry.Field(field.key, $0) }
    }
    result.highlights = entry.highlights.compactMap { highlight in
      resolve(highlight.text, highlight.id).map { Highlight(id: highlight.id, text: $0) }
    }
    result.keywords = names(entry.keywords, "\(entry.id).keywords")
    result.lists = entry.lists.map {
      Entry.NameList($0.key, names($0.names, "\(entry.id).\($0.key)"))
    }
    result.positions = entry.positions.compactMap { resolve($0) }
    if entry.id == Entry.softSkillsID, !entry.hasOwnID, let locale {
      for index in result.fields.indices where result.fields[index].key == "name" {
        result.fields[index].text.value = locale.softSkills
      }
    }
    return result.isEmpty ? nil : result
  }

  private mutating func names(_ texts: [Text], _ id: String) -> [Text] {
    texts.compactMap { resolve($0, id) }
  }

  /// The chosen wording in the chosen language; nil when it is for others.
  private mutating func resolve(_ text: Text, _ id: String) -> Text? {
    guard text.facets.isGiven || !text.translations.isEmpty else { return text }
    let facets = text.facets
    var chosen = text
    if let alternate = facets.alternates.first(where: { suits($0) }),
      facets.keep != .never, exclude.isDisjoint(with: facets.tags)
    {
      chosen.value = alternate.text
      chosen.location = alternate.location
      chosen.translations = alternate.translations
    } else if isOut(facets, id, text.location) {
      return nil
    }
    chosen.facets.alternates = []
    return translated(chosen)
  }

  private func suits(_ alternate: Facets.Alternate) -> Bool {
    !audience.isDisjoint(with: alternate.tags) && exclude.isDisjoint(with: alternate.tags)
  }

  private mutating func isOut(_ facets: Facets, _ id: String, _ location: Location) -> Bool {
    var reason: String?
    if facets.keep == .never {
      reason = "marked keep: never"
    } else if let tag = facets.tags.first(where: { exclude.contains($0) }) {
      reason = "tagged \(tag), which is excluded"
    } else if !facets.tags.isEmpty, !audience.isEmpty, audience.isDisjoint(with: facets.tags) {
      reason = "tagged \(facets.tags.joined(separator: ", "))"
    }
    guard let reason else { return false }
    omissions.append(Omission(id: id, location: location, reason: reason))
    return true
  }

  /// The value in the wanted language, else in that of the profile, else the first.
  private mutating func translated(_ text: Text) -> Text {
    guard !text.translations.isEmpty else { return text }
    var result = text
    result.translations = []
    let languages = text.translations.map(\.language)
    if let locale {
      if let index = LanguageTag.best(for: locale.tag, among: languages) {
        result.value = text.translations[index].value
        return result
      }
      diagnostics.append(
        .warning(
          "missing-translation",
          "no text for '\(locale.tag)'; "
            + "taken from '\(fallback(languages).language)'", at: text.location,
          help: "given for \(languages.joined(separator: ", "))"))
    }
    result.value = text.translations[fallback(languages).index].value
    return result
  }

  private func fallback(_ languages: [String]) -> (index: Int, language: String) {
    let index = language.flatMap { LanguageTag.best(for: $0, among: languages) } ?? 0
    return (index, languages[index])
  }
}

extension LanguageTag {
  /// The index of the tag that serves a reader of `tag` best: the same, the language without its
  /// region, then, if siblings will do, another region's; nil when the language is not there.
  static func best(for tag: String, among tags: [String], siblings: Bool = true) -> Int? {
    let wanted = tag.lowercased()
    let known = tags.map { $0.lowercased() }
    if let index = known.firstIndex(of: wanted) { return index }
    let parts = wanted.split(separator: "-")
    for count in stride(from: parts.count - 1, to: 0, by: -1) {
      let shorter = parts.prefix(count).joined(separator: "-")
      if let index = known.firstIndex(of: shorter) { return index }
    }
    guard siblings else { return nil }
    let primary = parts.first ?? ""
    return known.firstIndex { $0.split(separator: "-").first == primary }
  }
}
