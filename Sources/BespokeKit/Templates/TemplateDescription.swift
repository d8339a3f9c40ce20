import Diagnostics
import Profiles
import YAML

/// What `template.yaml` says: the documents a template offers, its paper, fonts, regions, options.
struct TemplateDescription: Sendable {
  struct Option: Sendable {
    var name: String
    var value: String
    var description: String
  }

  struct Region: Sendable {
    var name: String
    /// Section kinds in the order in which they stand in the region.
    var kinds: [String]
  }

  var title = ""
  var summary = ""
  var documents = ["resume"]
  var paper: Config.Paper?
  var fonts: [String] = []
  var regions: [Region] = []
  var options: [Option] = []

  private static let keys = [
    "name", "description", "documents", "paper", "fonts", "regions", "options",
  ]

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
      case "regions":
        description.regions = map(node, key).map { name, value in
          Region(name: name, kinds: names(value, name))
        }
      case "options":
        description.options = map(node, key).map { name, value in
          Option(
            name: name, value: value["default"]?.text ?? value.text ?? "",
            description: value["description"]?.text ?? "")
        }
      default:
        diagnostics.append(
          .warning(
            "unknown-key", "unknown key '\(key)'", at: document.location(of: entry.key),
            help: didYouMean(key, in: TemplateDescription.keys)))
      }
    }

    private mutating func readPaper(_ node: YAMLNode) {
      let name = node.text ?? ""
      description.paper = Config.Paper.allCases.first {
        $0.rawValue.lowercased() == name.lowercased()
      }
      if description.paper == nil { wrong(node, "'paper'", expected: "A4 or Letter") }
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
