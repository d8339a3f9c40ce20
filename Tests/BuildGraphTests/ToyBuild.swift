import BuildGraph
import Diagnostics
import Files
import Synchronization

/// A small tree in memory and a graph over it: notes and a template become pages, pages become
/// prints, and an index lists them.
///
/// `read/<note>` gives the note's text without comments, `page/<note>` writes `<note>.html` from it
/// and the template, `print/<note>` writes `<note>.print` from the page, `index` lists all notes.
final class ToyBuild: Sendable {
  let disk: MemoryFileSystem
  /// The bodies that ran since the last `forget`, sorted.
  private let bodies = Mutex<[String]>([])

  init(_ files: [(String, String)]) { disk = MemoryFileSystem(files) }

  /// Two notes, one template, built once.
  static func built() -> ToyBuild {
    let toy = ToyBuild([
      ("notes/a.txt", "alpha"), ("notes/b.txt", "beta"), ("template.txt", "<*>"),
    ])
    toy.disk.wait()
    toy.build()
    return toy
  }

  var ran: [String] { bodies.withLock { $0.sorted() } }

  func forget() {
    bodies.withLock { $0 = [] }
    disk.forget()
  }

  /// All outputs as `name=text`.
  var outputs: [String] {
    disk.files.filter { $0.path.hasPrefix("out/") }.map { "\($0.path.dropFirst(4))=\($0.text)" }
  }

  private var settings: BuildSettings {
    var settings = BuildSettings(project: disk)
    settings.tool = "toy 1"
    return settings
  }

  @discardableResult
  func build(
    cacheLimit: Int64? = nil, _ change: (inout BuildSettings) -> Void = { _ in }
  ) -> BuildReport {
    forget()
    var settings = settings
    change(&settings)
    return BuildGraph.build(settings) { graph, files in
      graph.cacheLimit = cacheLimit
      try self.plan(&graph, files)
    }
  }

  /// Builds a graph that holds the steps of one note only.
  @discardableResult
  func build(only note: String) -> BuildReport {
    forget()
    return BuildGraph.build(settings) { graph, _ in
      graph.isPartial = true
      let reading = try self.addReading(note + ".txt", &graph)
      let page = try self.addPage(note, reading, &graph)
      try self.addPrint(note, page, &graph)
    }
  }

  /// Builds with a plan that leaves a note out and says that this is an error.
  @discardableResult
  func build(mistaking note: String) -> BuildReport {
    forget()
    return BuildGraph.build(settings) { graph, files in
      graph.report(.error("unknown-note", "no note is called '\(note)x'"))
      try self.plan(&graph, files, without: note)
    }
  }

  private func plan(
    _ graph: inout Graph, _ files: any FileSystem, without left: String? = nil
  ) throws {
    var pages: [any StepReference] = []
    var names: [String] = []
    for entry in try files.list(RelativePath("notes"))
    where entry.kind == .file && entry.name != left.map({ $0 + ".txt" }) {
      let note = try addReading(entry.name, &graph)
      let name = String(try RelativePath(entry.name).stem)
      names.append(name)
      let page = try addPage(name, note, &graph)
      pages.append(page)
      try addPrint(name, page, &graph)
    }
    let list = names.joined(separator: ",")
    let path = try RelativePath("index")
    graph.add(
      "index", name: "index", key: stepKey("index", version: 1, names), outputs: [path]
    ) { context in
      self.note("index")
      context.emit(Array(list.utf8), to: path)
    }
  }

  private func addReading(_ file: String, _ graph: inout Graph) throws -> Step<String> {
    let path = try RelativePath("notes/" + file)
    return graph.add(
      "read/" + file, name: "read", key: stepKey("read", version: 1),
      value: .compared { text, hasher in hasher.update(field: text) }.telling("rest") { text in
        [Aspect("first word", String(text.prefix { $0 != " " }))]
      }
    ) { context in
      self.note("read/" + file)
      let text = String(decoding: try context.files.read(path), as: UTF8.self)
      if text.contains("!") { throw StepFailure() }
      if text.contains("?") {
        let source = SourceFile(path: path.text, text: text)
        context.report(
          .warning("doubt", "doubtful", at: Location(file: source, span: Span(0..<1))))
      }
      return String(text.prefix { $0 != "#" })
    }
  }

  private func addPage(
    _ name: String, _ note: Step<String>, _ graph: inout Graph
  ) throws -> Step<[UInt8]> {
    let path = try RelativePath("pages/\(name).html")
    let template = try RelativePath("template.txt")
    let own = try RelativePath("templates/\(name).txt")
    return graph.add(
      "page/" + name, name: "page", key: stepKey("page", version: 1), needs: [note],
      outputs: [path], value: .bytes
    ) { context in
      self.note("page/" + name)
      let chosen = context.files.exists(own) ? own : template
      let frame = String(decoding: try context.files.read(chosen), as: UTF8.self)
      let text = try context.value(of: note)
      let page = Array(frame.split(separator: "*").joined(separator: text).utf8)
      context.emit(page, to: path)
      return page
    }
  }

  private func addPrint(_ name: String, _ page: Step<[UInt8]>, _ graph: inout Graph) throws {
    let path = try RelativePath("prints/\(name).print")
    graph.add(
      "print/" + name, name: "print", key: stepKey("print", version: 1), needs: [page],
      outputs: [path]
    ) { context in
      self.note("print/" + name)
      context.emit(Array("print:".utf8) + (try context.value(of: page)), to: path)
    }
  }

  private func note(_ id: String) { bodies.withLock { $0.append(id) } }
}
