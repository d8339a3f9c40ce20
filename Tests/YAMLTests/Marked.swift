import Diagnostics
import JSON

@testable import YAML

/// YAML or JSON with 1️⃣, 2️⃣, … where the problems are expected, in this order.
struct Marked {
  var text = ""
  private var marks: [Int32: String] = [:]

  init(_ source: String) {
    for character in source {
      if let digit = character.unicodeScalars.first, character.unicodeScalars.count == 3,
        character.unicodeScalars.last == "\u{20E3}"
      {
        marks[Int32(text.utf8.count)] = String(Character(digit))
      } else {
        text.append(character)
      }
    }
  }

  /// Lines such as `1 error duplicate-key`; a place without a mark is shown as line and column.
  func log(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { diagnostic in
      let place =
        diagnostic.location.map { location in
          marks[location.span.start]
            ?? "\(location.position.line):\(location.position.column)"
        } ?? "nowhere"
      return "\(place) \(diagnostic.severity) \(diagnostic.id)"
    }
  }
}

/// The documents of a text as lines of JSON, or its errors.
func json(_ text: String) -> [String] {
  json(Array(text.utf8))
}

func json(_ bytes: [UInt8]) -> [String] {
  var diagnostics: [Diagnostic] = []
  let documents = YAMLReader.parse(
    SourceFile(path: "test.yaml", bytes: bytes), into: &diagnostics)
  let errors = diagnostics.filter { $0.severity == .error }
  guard errors.isEmpty else { return errors.map { "\($0.id): \($0.message)" } }
  return documents.map { $0.root.jsonValue.serialized() }
}

/// The problems of a marked YAML text.
func problems(_ marked: Marked) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  _ = YAMLReader.parse(SourceFile(path: "test.yaml", text: marked.text), into: &diagnostics)
  return diagnostics
}
