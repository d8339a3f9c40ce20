import YAML

extension YAMLNode {
  private static let literalKeys: Set<String> = [
    "email", "phone", "url", "startDate", "endDate", "date", "releaseDate",
  ]

  /// The tree with signs of Markdown escaped: what a stranger wrote is text.
  var withoutMarkup: YAMLNode {
    switch content {
    case .scalar(var scalar):
      scalar.text = Self.escaped(scalar.text)
      return YAMLNode(.scalar(scalar), span: span)
    case .sequence(let items): return YAMLNode(.sequence(items.map(\.withoutMarkup)), span: span)
    case .mapping(let entries):
      let changed = entries.map { entry in
        Self.literalKeys.contains(entry.key.scalar?.text ?? "")
          ? entry : Entry(key: entry.key, value: entry.value.withoutMarkup)
      }
      return YAMLNode(.mapping(changed), span: span)
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      let isWord = result.last.map { $0.isLetter || $0.isNumber } ?? false
      if "*`[]<\\".contains(character) || character == "_" && !isWord { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
