import Diagnostics
import YAML

/// The two notations of a tree; JSON is read as strictly as YAML, by rules of its own.
enum TreeFormat {
  case yaml, json

  /// By the extension of a path; nil for other files.
  init?(path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      self = .yaml
    } else if name.hasSuffix(".json") {
      self = .json
    } else {
      return nil
    }
  }

  func parse(_ file: SourceFile, into diagnostics: inout [Diagnostic]) -> YAMLDocument? {
    switch self {
    case .yaml: YAMLReader.parseSingle(file, into: &diagnostics)
    case .json: JSONReader.parse(file, into: &diagnostics)
    }
  }
}
