import Diagnostics
import Files
import Profiles

/// Reading a profile, in processor time: ours is parsed and checked, the peer's only parsed.
enum ContentFigure {
  static let figure = Figure(
    "profile read / pyyaml", against: "PyYAML with libyaml", aim: .timesLess(20)
  ) { bench in
    let text = try largestProfile(bench)
    let files = try bench.folder("profiles")
    _ = try files.write(Array(text.utf8), to: RelativePath("largest.yaml"), options: [])
    let file = SourceFile(path: "largest.yaml", text: text)
    return Figure.Costs(
      ours: try bench.processorTime(rounds: 20000) { _ in
        var problems: [Diagnostic] = []
        guard ContentLoader.profile(file, into: &problems) != nil else {
          throw BenchError("the profile cannot be read")
        }
      },
      peers: try bench.python(
        "pyyaml.py", [files.rootPath + "/largest.yaml", String(bench.rounds(100))]))
  }

  /// The largest file of other tools in the suites, in our form; without suites, the benchmark's
  /// own two pages.
  private static func largestProfile(_ bench: Bench) throws -> String {
    let suites = environmentValue("BESPOKE_SUITES") ?? "\(bench.root)/../shared"
    var largest: SourceFile?
    for folder in ["jsonresume", "rendercv", "yamlresume", "fresh"] {
      guard let files = try? DiskFileSystem(root: "\(suites)/samples/\(folder)"),
        let entries = try? files.list(.root)
      else { continue }
      for entry in entries where entry.kind == .file {
        let text = String(decoding: try files.read(RelativePath(entry.name)), as: UTF8.self)
        if text.utf8.count > largest?.bytes.count ?? 0 {
          largest = SourceFile(path: entry.name, text: text)
        }
      }
    }
    guard let largest else { return try bench.read(bench.path("two-pages.profile.yaml")) }
    var problems: [Diagnostic] = []
    guard let imported = Importer.read(largest, into: &problems) else {
      throw BenchError("\(largest.path) cannot be imported")
    }
    return imported.yaml
  }
}
