import Diagnostics
import Files
import JSON
import YAML

/// The ratios of an earlier run, as `bench/baseline.json` keeps them.
struct Baseline {
  private(set) var ratios: [(name: String, ratio: Double)] = []

  private static let name = RelativePath(literal: "bench/baseline.json")

  /// Empty when there is no file yet.
  init(in project: DiskFileSystem) {
    guard let bytes = try? project.load(Self.name, limit: 1 << 20).bytes else { return }
    var problems: [Diagnostic] = []
    let file = SourceFile(path: Self.name.text, bytes: bytes)
    let entries = JSONReader.parse(file, into: &problems)?.root.entries ?? []
    for entry in entries {
      guard let name = entry.key.text, let ratio = entry.value.text.flatMap(Double.init) else {
        continue
      }
      ratios.append((name, ratio))
    }
  }

  subscript(name: String) -> Double? {
    get { ratios.first { $0.name == name }?.ratio }
    set {
      ratios.removeAll { $0.name == name }
      if let newValue { ratios.append((name, newValue)) }
    }
  }

  /// Drops the ratios of other names.
  mutating func keep(_ isKept: (String) -> Bool) { ratios.removeAll { !isKept($0.name) } }

  func save(in project: DiskFileSystem) throws(FileError) {
    let members = ratios.sorted { $0.name < $1.name }
      .map { JSONValue.Member($0.name, .decimal($0.ratio, digits: 3)) }
    let text = JSONValue.object(members).serialized(indented: true) + "\n"
    _ = try project.write(Array(text.utf8), to: Self.name, options: [])
  }
}
