import Diagnostics
import Profiles
import YAML

/// What `template.yaml` says: the documents a template offers, its paper, fonts and options.
struct TemplateDescription: Sendable {
  var title = ""
  var summary = ""
  var documents = ["resume"]
  var paper: Config.Paper?
  var fonts: [String] = []
  var options: [TemplateOption] = []
  var fit = FitBounds()

  private static let keys = [
    "name", "description", "documents", "paper", "fonts", "options", "fit",
  ]
  private static let optionKeys = ["type", "choices", "default", "description"]

  /// Reads the file; what can't be read is reported and keeps its default.
  static func decode(
    _ document: YAMLDocument, into diagnostics: inout [Diagnostic]
  ) -> TemplateDescription {
    var reading = Reading(document: document)
    reading.read()
    diagnostics += reading.diagnostics
    return reading.description
  }

  private struct Reading {
    let document: YAMLDocument
    var description = TemplateDescription()
    var diagnostics: [Diagnostic] = []

    init(document: YAMLDocument) { self.document = document }

    mutating func read() {
      guard !document.root.isNull else { return }
      guard let entries = document.root.entries else {
        return wrong(document.root, "a template description", expected: "a map")
      }
      for entry in entries { read(entry) }
    }

    private mutating func read(_ entry: YAMLNode.Entry) {
      let (key, node) = (entry.key.scalar?.text ?? "", entry.value)
      switch key {
      case "name": description.title = node.text ?? ""
      case "description": description.summary = node.text ?? ""
      case "documents": description.documents = names(node, key)
      case "fonts": description.fonts = names(node, key)
      case "paper": readPaper(node)
      case "options": description.options = map(node, key).compactMap { option($0, $1) }
      case "fit": readFit(node)
      default:
        unknown(entry, TemplateDescription.keys)
      }
    }

    private mutating func unknown(_ entry: YAMLNode.Entry, _ keys: [String]) {
      let key = entry.key.text ?? ""
      diagnostics.append(
        .warning(
          "unknown-key", "unknown key '\(key)'", at: document.location(of: entry.key),
          help: didYouMean(key, in: keys)))
    }

    /// An option: a map with `default`, or the default alone.
    private mutating func option(_ name: String, _ node: YAMLNode) -> TemplateOption? {
      guard let entries = node.entries else {
        return TemplateOption(
          name: name, kind: TemplateOption.kind(of: values(node), isList: node.items != nil),
          values: values(node), summary: "")
      }
      for entry in entries {
        let key = entry.key.text ?? ""
        if !TemplateDescription.optionKeys.contains(key) {
          unknown(entry, TemplateDescription.optionKeys)
        }
      }
      guard let standard = node["default"] else {
        diagnostics.append(
          .error(
            "missing-default", "option '\(name)' has no 'default'",
            at: document.location(of: node)))
        return nil
      }
      let summary = node["description"]?.text ?? ""
      let values = values(standard)
      let guess = TemplateOption.kind(of: values, isList: standard.items != nil)
      let option = TemplateOption(
        name: name, kind: kind(node) ?? guess, values: values, summary: summary)
      let setting = TemplateSetting(
        name, values, isList: standard.items != nil, location: document.location(of: standard))
      if option.accepts(setting) { return option }
      wrong(standard, "the default of '\(name)'", expected: option.expectation)
      return nil
    }

    private func values(_ node: YAMLNode) -> [String] {
      node.items?.compactMap(\.text) ?? [node.text].compactMap { $0 }
    }

    /// What `choices` or `type` say; nil where neither stands.
    private mutating func kind(_ node: YAMLNode) -> TemplateOption.Kind? {
      if let choices = node["choices"] { return .choice(values(choices)) }
      guard let type = node["type"] else { return nil }
      switch type.text {
      case "color", "colour": return .color
      case "font": return .font
      case "flag": return .flag
      case "sections": return .sections
      case "text": return .text
      default:
        wrong(type, "'type'", expected: "color, font, flag, sections or text, or 'choices',")
        return nil
      }
    }

    private mutating func readPaper(_ node: YAMLNode) {
      let name = node.text ?? ""
      description.paper = Config.Paper.allCases.first {
        $0.rawValue.lowercased() == name.lowercased()
      }
      if description.paper == nil { wrong(node, "'paper'", expected: "A4 or Letter") }
    }

    /// `fit: {spacing: 0.8, font: 9pt}`: how far page fit may tighten.
    private mutating func readFit(_ node: YAMLNode) {
      for (key, value) in map(node, "fit") {
        let text = value.text ?? ""
        switch key {
        case "spacing":
          guard let factor = Double(text), (0.3...1).contains(factor) else {
            wrong(value, "'spacing'", expected: "a factor from 0.3 to 1")
            continue
          }
          description.fit.spacing = factor
        case "font":
          let digits = text.hasSuffix("pt") ? text.dropLast(2) : text[...]
          guard let points = Double(digits), (4...72).contains(points) else {
            wrong(value, "'font'", expected: "a size such as 9pt")
            continue
          }
          description.fit.font = points * 96 / 72
        default:
          diagnostics.append(
            .warning(
              "unknown-key", "unknown key '\(key)'", at: document.location(of: value),
              help: didYouMean(key, in: ["spacing", "font"])))
        }
      }
    }

    private mutating func names(_ node: YAMLNode, _ key: String) -> [String] {
      if let items = node.items { return items.compactMap(\.text) }
      if let text = node.text { return [text] }
      wrong(node, "'\(key)'", expected: "a list of names")
      return []
    }

    private mutating func map(_ node: YAMLNode, _ key: String) -> [(String, YAMLNode)] {
      guard let entries = node.entries else {
        if !node.isNull { wrong(node, "'\(key)'", expected: "a map") }
        return []
      }
      return entries.compactMap { entry in entry.key.text.map { ($0, entry.value) } }
    }

    private mutating func wrong(_ node: YAMLNode, _ what: String, expected: String) {
      diagnostics.append(
        .error(
          "wrong-type", "\(what) is \(node.kindName) where \(expected) is expected",
          at: document.location(of: node)))
    }
  }
}
