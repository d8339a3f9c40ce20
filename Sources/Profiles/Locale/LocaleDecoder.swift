public import Diagnostics
public import YAML

/// Reads `content/locales/<tag>.yaml`.
public enum LocaleDecoder {
  /// The built-in locale nearest to `tag` (or to `base`) with the changes that the file makes.
  public static func decode(
    _ document: YAMLDocument, tag: String, into diagnostics: inout [Diagnostic]
  ) -> Locale {
    var decoding = Decoding(file: document.file)
    let locale = decoding.locale(document.root, tag: tag)
    decoding.finish(into: &diagnostics)
    return locale
  }
}

extension Decoding {
  mutating func locale(_ root: YAMLNode, tag: String) -> Locale {
    let schema = Schema.locale
    let members = record(root, schema)
    let base = members?.value(of: "base", schema).flatMap { text($0, "base", .language)?.value }
    if let base, Locale.builtIn(base) == nil {
      warn("unknown-locale", "no locale '\(base.shortened)' to start from", at: root)
    }
    var locale = base.flatMap { Locale.builtIn($0) } ?? Locale.builtIn(tag) ?? .standard
    locale.tag = tag
    guard let members else { return locale }
    for (field, value) in zip(schema.fields, members.values) {
      guard let value else { continue }
      read(value, field, into: &locale)
    }
    return locale
  }

  private mutating func read(
    _ node: YAMLNode, _ field: FieldSchema, into locale: inout Locale
  ) {
    switch field.key {
    case "direction":
      locale.direction = choice(node, field).flatMap(Locale.Direction.init) ?? locale.direction
    case "paper": locale.paper = choice(node, field).flatMap(Config.Paper.init) ?? locale.paper
    case "sections":
      for (key, value) in values(node, field) {
        if let kind = SectionKind(rawValue: key) { locale.titles[kind] = value }
      }
    case "terms":
      for (key, value) in values(node, field) {
        if let term = Locale.Term(rawValue: key) { locale.terms[term] = value }
      }
    case "dates": read(values(node, field), into: &locale.patterns)
    case "months": locale.months = months(node, field.key) ?? locale.months
    case "shortMonths": locale.shortMonths = months(node, field.key) ?? locale.shortMonths
    case "monthsAfterDay": locale.monthsAfterDay = months(node, field.key) ?? locale.monthsAfterDay
    case "rangeSeparator": locale.rangeSeparator = node.scalar?.text ?? locale.rangeSeparator
    case "decimalSeparator": locale.decimalSeparator = node.scalar?.text ?? locale.decimalSeparator
    case "groupSeparator": locale.groupSeparator = node.scalar?.text ?? locale.groupSeparator
    default: break
    }
  }

  private func read(_ values: [(String, String)], into patterns: inout Locale.Patterns) {
    for (key, value) in values {
      switch key {
      case "short": patterns.short = value
      case "long": patterns.long = value
      case "numeric": patterns.numeric = value
      default: patterns.full = value
      }
    }
  }

  /// The texts of a map, by key.
  private mutating func values(_ node: YAMLNode, _ field: FieldSchema) -> [(String, String)] {
    guard case .record(let schema) = field.kind, let members = record(node, schema) else {
      return []
    }
    return zip(schema.fields, members.values).compactMap { field, value in
      value.flatMap { text($0, field.key) }.map { (field.key, $0.value) }
    }
  }

  private mutating func months(_ node: YAMLNode, _ field: String) -> [String]? {
    let names = names(node, field).map(\.value)
    guard names.count == 12 else {
      warn("wrong-count", "'\(field)' has \(names.count) names, not 12; not used", at: node)
      return nil
    }
    return names
  }
}
