import Diagnostics

extension Profile {
  /// The profile without what a public copy must not show, in its own fields and wherever a text
  /// or address repeats it.
  ///
  /// `address` takes street and postal code, `location` the town with them; `name` also takes the
  /// addresses that are made of it. What other tools keep in the file goes too, as nobody knows
  /// what it says.
  func redacted(_ redactions: [Redaction]) -> Profile {
    let secrets = Secrets(of: self, redactions)
    var profile = self
    profile.basics.redact(redactions)
    profile.unknown = []
    profile.metadata.values = []
    profile.metadata.other = []
    if redactions.contains(.references) {
      profile.sections.removeAll { $0.kind == .references }
    }
    for field in Schema.basics.fields {
      guard let text = profile.basics[field.key] else { continue }
      let isAddress = field.key == "url" || field.key == "email" || field.key == "image"
      profile.basics[field.key] = isAddress ? secrets.whole(text) : secrets.scrubbed(text)
    }
    profile.basics.profiles = profile.basics.profiles.compactMap { secrets.scrubbed($0) }
    profile.sections = profile.sections.map { section in
      var section = section
      section.title = section.title.flatMap { secrets.scrubbed($0) }
      section.entries = section.entries.compactMap { secrets.scrubbed($0) }
      return section
    }
    for field in Schema.letter.fields {
      guard let text = profile.letter[field.key] else { continue }
      profile.letter[field.key] = secrets.scrubbed(text)
    }
    profile.letter.paragraphs = profile.letter.paragraphs.compactMap { secrets.scrubbed($0) }
    profile.writingStyle = profile.writingStyle.flatMap { secrets.scrubbed($0) }
    profile.prompts = profile.prompts.compactMap { secrets.scrubbed($0) }
    profile.sources = []
    return profile
  }
}

extension Basics {
  fileprivate mutating func redact(_ redactions: [Redaction]) {
    unknown = []
    location?.unknown = []
    for redaction in redactions {
      switch redaction {
      case .name: name = nil
      case .email: email = nil
      case .phone: phone = nil
      case .url: url = nil
      case .image: image = nil
      case .profiles: profiles = []
      case .location: location = nil
      case .address:
        location?.address = nil
        location?.postalCode = nil
      case .references: break
      }
    }
    for index in profiles.indices { profiles[index].unknown = [] }
  }
}

extension Secrets {
  /// The text with each secret replaced; nil when nothing else was in it.
  fileprivate func scrubbed(_ text: Text) -> Text? {
    var result = text
    result.facets.skills = text.facets.skills.compactMap { scrubbed($0) }
    guard let value = scrubbed(text.value) else { return nil }
    result.value = value
    guard value != text.value else { return result }
    return value.contains { $0.isLetter || $0.isNumber } ? result : nil
  }

  /// The text when it holds no secret: half an address is of no use.
  fileprivate func whole(_ text: Text) -> Text? {
    scrubbed(text.value) == text.value ? text : nil
  }

  fileprivate func scrubbed(_ network: NetworkProfile) -> NetworkProfile? {
    var result = network
    result.network = network.network.flatMap { scrubbed($0) }
    result.username = network.username.flatMap { whole($0) }
    result.url = network.url.flatMap { whole($0) }
    if let url = network.url, isPrivateLink(url.value) { return nil }
    let isEmpty = result.username == nil && result.url == nil
    return isEmpty && (network.username != nil || network.url != nil) ? nil : result
  }

  fileprivate func scrubbed(_ entry: Entry) -> Entry? {
    var result = entry
    result.unknown = []
    result.fields = entry.fields.compactMap { field in
      guard !privateFields.contains(field.key) else { return nil }
      let isAddress = field.key == "url" || field.key == "email"
      return (isAddress ? whole(field.text) : scrubbed(field.text)).map {
        Entry.Field(field.key, $0)
      }
    }
    result.highlights = entry.highlights.compactMap { highlight in
      scrubbed(highlight.text).map { Highlight(id: highlight.id, text: $0) }
    }
    result.keywords = entry.keywords.compactMap { scrubbed($0) }
    result.lists = entry.lists.map { list in
      Entry.NameList(list.key, list.names.compactMap { scrubbed($0) })
    }
    result.positions = entry.positions.compactMap { scrubbed($0) }
    result.facets.skills = entry.facets.skills.compactMap { scrubbed($0) }
    return result.isEmpty ? nil : result
  }
}
