import CSS
import Diagnostics
import Graphics

/// Finds the files behind `@font-face` rules; each file is read once.
final class FontFaceLoader {
  private var files: [String: [FaceDescription]] = [:]

  /// The faces that can be used, under the names and styles that the rules give them.
  func faces(
    _ rules: [FontFaceDescriptors], options: TypesetOptions, into diagnostics: inout [Diagnostic]
  ) -> [FaceDescription] {
    rules.compactMap { rule in
      for source in rule.sources {
        guard case .url(let url, _) = source, let path = options.fontPath(url) else { continue }
        if var face = file(path).first {
          face.families = [rule.family]
          face.weight = Self.weight(of: face, in: rule.weight)
          face.width = rule.stretch
          face.slant = Self.slant(rule.style)
          return face
        }
      }
      let isLocal = rule.sources.contains { if case .local = $0 { true } else { false } }
      if !isLocal {
        diagnostics.append(
          .warning(
            "missing-font", "no font file of '\(rule.family)' can be read",
            help: "name a .ttf or .otf file inside the project"))
      }
      return nil
    }
  }

  private func file(_ path: String) -> [FaceDescription] {
    if let known = files[path] { return known }
    let faces = FontLibrary.faces(at: path)
    files[path] = faces
    return faces
  }

  /// A range is what a variable font offers: the weight that this file has, within it.
  private static func weight(
    of face: FaceDescription, in range: ClosedRange<Double>
  ) -> Double {
    max(range.lowerBound, min(range.upperBound, face.weight))
  }

  private static func slant(_ style: FontStyle) -> FaceDescription.Slant {
    switch style {
    case .normal: .normal
    case .italic: .italic
    case .oblique: .oblique
    }
  }
}
