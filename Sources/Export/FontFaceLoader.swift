import CSS
import Diagnostics
import Graphics

/// Finds the files behind `@font-face` rules; each file is read once.
final class FontFaceLoader {
  private let library: FontLibrary
  private var files: [String: [FaceDescription]] = [:]

  init(library: FontLibrary) { self.library = library }

  /// The faces that can be used, under the names and styles that the rules give them.
  func faces(
    _ rules: [FontFaceDescriptors], options: TypesetOptions, into diagnostics: inout [Diagnostic]
  ) -> [FaceDescription] {
    rules.compactMap { rule in
      for source in rule.sources {
        if var face = face(source, options) {
          face.families = [rule.family]
          face.weight = Self.weight(of: face, in: rule.weight)
          face.width = rule.stretch
          face.slant = Self.slant(rule.style)
          return face
        }
      }
      let isLocal = rule.sources.allSatisfy { if case .local = $0 { true } else { false } }
      if !isLocal {
        diagnostics.append(
          .warning(
            "missing-font", "no font file of '\(rule.family)' can be read",
            help: "name a .ttf, .otf, .woff or .woff2 file inside the project"))
      }
      return nil
    }
  }

  /// The first face behind one source; nil where there is none.
  private func face(
    _ source: FontFaceDescriptors.Source, _ options: TypesetOptions
  ) -> FaceDescription? {
    switch source {
    case .local(let name): library.local(name)
    case .url(let url, _): options.fontPath(url).flatMap { file($0).first }
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
