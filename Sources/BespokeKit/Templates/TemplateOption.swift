import Diagnostics
import JSON
import Profiles

/// One option of a template: what it may be, and what it is where nobody says anything.
struct TemplateOption: Sendable {
  enum Kind: Sendable, Equatable {
    /// A CSS colour: hexadecimal, `rgb()`, `hsl()` or a name.
    case color
    /// The name of a font family.
    case font
    case flag
    case choice([String])
    /// Kinds and ids of sections, in order.
    case sections
    case text
  }

  var name: String
  var kind: Kind
  /// One value; several for `sections`.
  var values: [String]
  var summary: String

  /// The kind as `template.yaml` names it and people read it.
  var kindName: String {
    switch kind {
    case .color: "color"
    case .font: "font"
    case .flag: "flag"
    case .choice: "choice"
    case .sections: "sections"
    case .text: "text"
    }
  }

  /// What may stand there, for messages and listings.
  var expectation: String {
    switch kind {
    case .color: "a colour such as \"#1f4e5f\" (in quotes)"
    case .font: "the name of a font family"
    case .flag: "true or false"
    case .choice(let choices): "one of \(choices.joined(separator: ", "))"
    case .sections: "a list of sections, such as [skills, work]"
    case .text: "a text"
    }
  }

  /// The values in effect as they print in a listing.
  var shownValue: String {
    kind == .sections ? "[\(values.joined(separator: ", "))]" : values.first ?? ""
  }

  /// The kind that a default value speaks for, where `template.yaml` names none.
  static func kind(of values: [String], isList: Bool) -> Kind {
    if isList { return .sections }
    switch values.first ?? "" {
    case "true", "false": return .flag
    case let value where value.hasPrefix("#"): return .color
    default: return .text
    }
  }

  /// Whether a setting may be taken: what gets into a style sheet can't be anything else than it
  /// says it is.
  func accepts(_ setting: TemplateSetting) -> Bool {
    if kind == .sections { return setting.values.allSatisfy(Self.isIdentifier) }
    guard !setting.isList, let value = setting.values.first else { return false }
    switch kind {
    case .color: return Self.isColor(value)
    case .font: return Self.isFontName(value)
    case .flag: return value == "true" || value == "false"
    case .choice(let choices): return choices.contains(value)
    case .text, .sections: return true
    }
  }

  private static func isIdentifier(_ word: String) -> Bool {
    !word.isEmpty && word.utf8.count <= 80
      && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  static func isColor(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if bytes.first == UInt8(ascii: "#") {
      return [4, 5, 7, 9].contains(bytes.count)
        && text.dropFirst().allSatisfy { $0.isASCII && $0.isHexDigit }
    }
    let isWord = !bytes.isEmpty && bytes.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    if isWord { return bytes.count <= 24 }
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")"),
      ["rgb", "rgba", "hsl", "hsla"].contains(text[..<open].lowercased())
    else { return false }
    let inside = text[text.index(after: open)...].dropLast()
    return inside.allSatisfy { $0.isASCII && ($0.isNumber || " ,.%/-".contains($0)) }
  }

  private static func isFontName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 80
      && text.allSatisfy { $0.isLetter || $0.isNumber || " -_".contains($0) }
  }
}
