import Diagnostics
import YAML

extension Decoding {
  /// Reads a text in any of its forms: plain, `{text, tags, …}`, by language.
  ///
  /// - Returns: nil when nothing was typed, or when it cannot be read, which is reported.
  mutating func text(_ node: YAMLNode, _ field: String, _ format: TextFormat = .line) -> Text? {
    switch node.content {
    case .scalar(let scalar):
      guard !isAbsent(node, field) else { return nil }
      let text = Text(scalar.printed, location: location(node.span))
      check(text, field, format)
      return text
    case .sequence(let items): return joined(items, node, field, format)
    case .mapping(let entries): return variedText(entries, node, field, format)
    }
  }

  /// A list where one text belongs: paragraphs of a summary, else items with commas.
  private mutating func joined(
    _ items: [YAMLNode], _ node: YAMLNode, _ field: String, _ format: TextFormat
  ) -> Text? {
    guard !items.isEmpty else { return nil }
    guard items.allSatisfy({ $0.scalar != nil }) else {
      wrongType(node, field, expected: "a text")
      return nil
    }
    let parts = items.filter { !isAbsent($0, field) }.compactMap { $0.scalar?.printed }
    guard !parts.isEmpty else { return nil }
    let isParagraphs = format == .paragraphs
    warn(
      "list-as-text", "'\(field)' is a list where a text is expected; its items are joined",
      at: node)
    return Text(
      parts.joined(separator: isParagraphs ? "\n\n" : ", "), location: location(node.span))
  }

  private mutating func variedText(
    _ entries: [YAMLNode.Entry], _ node: YAMLNode, _ field: String, _ format: TextFormat
  ) -> Text? {
    let kinds = entries.map { Self.kind(of: $0.key) }
    if kinds.contains(.facet) { return facetedText(entries, kinds, node, field, format) }
    if kinds.contains(.language) { return byLanguage(entries, kinds, node, field, format) }
    if format == .place, let place = place(entries, node) { return place }
    return textWithColon(entries, node, field)
  }

  private enum TextKey { case facet, language, other }

  private static func kind(of key: YAMLNode) -> TextKey {
    guard let name = key.scalar?.text else { return .other }
    if Schema.textForm.position(of: name) != nil { return .facet }
    return LanguageTag.isKnown(name) ? .language : .other
  }

  private mutating func facetedText(
    _ entries: [YAMLNode.Entry], _ kinds: [TextKey], _ node: YAMLNode, _ field: String,
    _ format: TextFormat
  ) -> Text? {
    let languages = zip(entries, kinds).filter { $0.1 == .language }.map(\.0)
    let members = members(
      of: zip(entries, kinds).filter { $0.1 != .language }.map(\.0), Schema.textForm)
    var text: Text?
    if let value = members.values[0] {
      text = self.text(value, field, format)
    } else if !languages.isEmpty {
      text = byLanguage(
        languages, Array(repeating: .language, count: languages.count), node, field, format)
    }
    let facets = facets(Array(members.values.dropFirst()))
    guard text != nil else {
      warn("missing-text", "'\(field)' has tags but no 'text'", at: node)
      return nil
    }
    text?.facets = facets
    return text
  }

  private mutating func byLanguage(
    _ entries: [YAMLNode.Entry], _ kinds: [TextKey], _ node: YAMLNode, _ field: String,
    _ format: TextFormat
  ) -> Text? {
    var result: Text?
    for (entry, kind) in zip(entries, kinds) {
      guard let language = entry.key.scalar?.text, kind == .language else {
        warn(
          "unknown-key", "unknown key '\(entry.key.scalar?.text ?? "")'", at: entry.key,
          help: "the other keys here are languages such as 'en' or 'de-CH'")
        continue
      }
      guard entry.value.scalar != nil else {
        wrongType(entry.value, field, expected: "a text")
        continue
      }
      guard let text = self.text(entry.value, field, format) else { continue }
      if result == nil { result = text }
      result?.translations.append((language, text.value))
    }
    return result
  }

  /// `location: {city, region, countryCode}` of an entry, where JSON Resume has one line.
  private mutating func place(_ entries: [YAMLNode.Entry], _ node: YAMLNode) -> Text? {
    let names = entries.compactMap { $0.key.scalar?.text }
    guard names.count == entries.count, !names.isEmpty,
      names.allSatisfy({ Schema.location.position(of: $0) != nil })
    else { return nil }
    let members = members(of: entries, Schema.location)
    let parts = members.values.compactMap { $0 }.compactMap { text($0, "location")?.value }
    return parts.isEmpty ? nil : Text(parts.joined(separator: ", "), location: location(node.span))
  }

  /// `- Led the team: shipped it` is a map to YAML; people mean the line, also with quotes round its
  /// start.
  private mutating func textWithColon(
    _ entries: [YAMLNode.Entry], _ node: YAMLNode, _ field: String
  ) -> Text? {
    guard entries.count == 1, let entry = entries.first, let key = entry.key.scalar,
      let value = entry.value.scalar, !isInBraces(node)
    else {
      if !entries.isEmpty { wrongType(node, field, expected: "a text") }
      return nil
    }
    warn(
      "colon-in-text", "'\(field)' is a mapping because of the ': ' in it; read as one text",
      at: node,
      help: "put the text in quotes")
    return Text("\(key.text): \(value.printed)", location: location(node.span))
  }

  /// Braces are typed on purpose.
  private func isInBraces(_ node: YAMLNode) -> Bool {
    let start = Int(node.span.start)
    return file.bytes.indices.contains(start) && file.bytes[start] == UInt8(ascii: "{")
  }
}

extension Decoding {
  /// Reads a list of texts, each in any form; one text alone is a list of one, with a warning.
  mutating func texts(_ node: YAMLNode, _ field: String) -> [Text] {
    switch node.content {
    case .sequence(let items): return items.compactMap { text($0, field, .paragraphs) }
    case .scalar, .mapping:
      guard !isAbsent(node, field) else { return [] }
      guard let text = text(node, field, .paragraphs) else { return [] }
      warn(
        "text-as-list", "'\(field)' is one text where a list is expected; read as its only item",
        at: node, help: "begin each item with '- '")
      return [text]
    }
  }

  /// Reads a list of short names; one text alone is split at its commas, with a warning.
  mutating func names(_ node: YAMLNode, _ field: String) -> [Text] {
    guard let scalar = node.scalar else { return texts(node, field) }
    guard !isAbsent(node, field) else { return [] }
    let parts = scalar.text.split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
    warn(
      "text-as-list", "'\(field)' is one text where a list is expected; split at its commas",
      at: node, help: "write it in brackets: [a, b]")
    return parts.map { Text($0, location: location(node.span)) }
  }

  /// Reads bare words, as a list or with commas between them.
  mutating func words(_ node: YAMLNode, _ field: String) -> [Text] {
    switch node.content {
    case .scalar(let scalar):
      guard !isAbsent(node, field) else { return [] }
      return scalar.text.split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
        .map { Text($0, location: location(node.span)) }
    case .sequence(let items):
      return items.compactMap { item in
        guard let scalar = item.scalar else {
          wrongType(item, field, expected: "a word")
          return nil
        }
        guard !isAbsent(item, field) else { return nil }
        return Text(String(scalar.text.trimmed), location: location(item.span))
      }
    case .mapping:
      wrongType(node, field, expected: "a list of words")
      return []
    }
  }

  /// Reads tags, skills, keep and alternates, in the order of `Schema.facets`.
  mutating func facets(_ values: [YAMLNode?]) -> Facets {
    var facets = Facets()
    for (field, value) in zip(Schema.facets, values) {
      guard let value else { continue }
      switch field.key {
      case "tags": facets.tags = words(value, "tags").map(\.value)
      case "skills": facets.skills = names(value, "skills")
      case "keep": facets.keep = choice(value, field).flatMap(Facets.Keep.init) ?? .automatic
      default: facets.alternates = alternates(value)
      }
    }
    return facets
  }

  /// Reads one of a few words.
  mutating func choice(_ node: YAMLNode, _ field: FieldSchema) -> String? {
    guard !isAbsent(node, field.key), case .choice(let choices) = field.kind else { return nil }
    guard let text = node.scalar?.text else {
      wrongType(node, field.key, expected: "one of \(choices.joined(separator: ", "))")
      return nil
    }
    if choices.contains(text) { return text }
    let near = nearMiss(of: text, in: choices)
    warn(
      "unknown-value", "unknown value '\(text)' of '\(field.key)'", at: node,
      help: near.map { "did you mean '\($0)'?" }
        ?? "possible values: \(choices.joined(separator: ", "))")
    return nil
  }

  private mutating func alternates(_ node: YAMLNode) -> [Facets.Alternate] {
    (node.items ?? [node]).compactMap { item in
      guard !isAbsent(item, "alternates"), let text = text(item, "alternates", .paragraphs) else {
        return nil
      }
      if text.facets.tags.isEmpty {
        warn(
          "untagged-alternate", "alternate without 'tags' is never chosen", at: item,
          help: "write {text: …, tags: […]}")
      }
      return Facets.Alternate(
        text: text.value, tags: text.facets.tags, location: text.location,
        translations: text.translations)
    }
  }
}
