import Diagnostics
import JSON
import Mustache

/// A rendering and everything that was said about it.
struct Rendering {
  var output: String
  var diagnostics: [Diagnostic]

  init(
    _ template: String, _ data: JSONValue = [:], partials: [String: String] = [:],
    limits: RenderLimits = RenderLimits()
  ) {
    var found: [Diagnostic] = []
    let main = Template.parse(SourceFile(path: "main", text: template), into: &found)
    let parsed = partials.mapValues {
      Template.parse(SourceFile(path: "partial", text: $0), into: &found)
    }
    output = main.render(
      data: data, partials: { parsed[$0] }, partialNames: partials.keys.sorted(), limits: limits,
      into: &found)
    diagnostics = found
  }
}

/// A template in which 1️⃣, 2️⃣, … mark the places that messages must point at.
struct Marked {
  var text = ""
  var offsets: [Int] = []

  init(_ source: String) {
    for character in source {
      if character.unicodeScalars.contains("\u{20E3}") {
        offsets.append(text.utf8.count)
      } else {
        text.append(character)
      }
    }
  }
}
