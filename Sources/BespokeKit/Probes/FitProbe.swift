import BuildGraph
import Diagnostics
import Files
import JSON
import Synchronization

/// `bespoke-stage fit DIR`: fits every variant of a project to its pages and writes nothing; for each
/// one that left something out, `{"variant", "pages", "layouts", "room", "returnable"}`: lines left
/// on the pages allowed, and the items that would have fitted beside what stays, each laid out alone.
func fitProbe(folders: [String]) -> ProbeResult {
  guard let folder = folders.first, folders.count == 1 else {
    return ProbeResult(output: "usage: bespoke-stage fit DIR\n", exitCode: 2)
  }
  let project: DiskFileSystem
  do throws(FileError) {
    project = try DiskFileSystem(root: folder)
  } catch {
    return ProbeResult(output: "", diagnostics: [error.diagnostic()])
  }
  let lines = Mutex<[String: String]>([:])
  var planner = BuildPlanner(overrides: .init(), today: environmentDate, fonts: FontSource(project))
  planner.onFit = { variant, fit, ids in
    guard !fit.left.isEmpty else { return }
    let value: JSONValue = [
      "variant": .string(variant.id), "pages": .integer(fit.layout.pageCount),
      "layouts": .integer(fit.layoutCount), "room": .decimal(fit.room, digits: 1),
      "returnable": .array(fit.returnable().map { .string(ids[$0]) }),
    ]
    lines.withLock { $0[variant.id] = value.serialized() }
  }
  var settings = BuildSettings(
    project: project, output: MemoryFileSystem(), state: MemoryFileSystem())
  settings.host = try? DiskFileSystem.host()
  settings.workers = processorCount
  let report = BuildGraph.build(settings, replay: { _ in nil }) { [planner] graph, files in
    try planner.plan(&graph, files)
  }
  let output = lines.withLock { $0.sorted { $0.key < $1.key }.map { $0.value + "\n" }.joined() }
  let problems = report.allDiagnostics.filter { $0.severity == .error && $0.id != "does-not-fit" }
  return ProbeResult(output: output, diagnostics: problems)
}
