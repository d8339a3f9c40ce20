import Diagnostics
import YAML

extension Decoding {
  /// `options`: a map of names to values, and of template names to such maps.
  mutating func templateSettings(_ node: YAMLNode) -> [TemplateSetting] {
    guard !isAbsent(node, "options") else { return [] }
    guard let entries = node.entries else {
      wrongType(node, "options", expected: "a map of a template's options")
      return []
    }
    return entries.flatMap { entry -> [TemplateSetting] in
      let name = entry.key.text ?? ""
      guard let own = entry.value.entries else { return setting(name, entry.value) }
      return own.flatMap { setting($0.key.text ?? "", $0.value, template: name) }
    }
  }

  private mutating func setting(
    _ name: String, _ node: YAMLNode, template: String? = nil
  ) -> [TemplateSetting] {
    let place = location(node.span)
    if let items = node.items {
      let words = items.compactMap(\.text)
      if words.count < items.count {
        wrongType(node, name, expected: "a list of words")
        return []
      }
      return [TemplateSetting(name, words, isList: true, template: template, location: place)]
    }
    guard let text = node.text else {
      wrongType(node, name, expected: "a word or a list of words")
      return []
    }
    return [TemplateSetting(name, [text], template: template, location: place)]
  }
}
