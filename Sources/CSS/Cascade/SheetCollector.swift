import Diagnostics
import HTML

/// Finds the style sheets of a document, in order: given ones, then `<style>` and `<link>` with
/// what they import.
struct SheetCollector {
  private static let maxImportDepth = 5

  let options: StyleOptions
  let media: Media
  private(set) var sources: [StylesheetSource] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var loads = 0

  init(_ options: StyleOptions, _ media: Media) {
    self.options = options
    self.media = media
  }

  mutating func collect(_ document: HTMLDocument, _ file: SourceFile) {
    for source in options.stylesheets { add(source, depth: 0) }
    for index in document.nodes.indices {
      guard case .element(let element) = document.nodes[index].kind else { continue }
      switch element.name {
      case "style": addStyle(element, HTMLDocument.NodeID(Int32(index)), document, file)
      case "link": addLink(element, Location(file: file, span: document.nodes[index].span))
      default: break
      }
    }
  }

  private mutating func addStyle(
    _ element: HTMLDocument.Element, _ node: HTMLDocument.NodeID, _ document: HTMLDocument,
    _ file: SourceFile
  ) {
    let type = element["type"] ?? ""
    guard type.isEmpty || type.asciiLowercased == "text/css", applies(element) else { return }
    var text: [UInt8] = []
    var start: Int32?
    for child in document.children(of: node) {
      guard case .text(let part) = document[child].kind else { continue }
      start = start ?? document[child].span.start
      text += part.utf8
    }
    let sheet = options.cache?.stylesheet(text) ?? Stylesheet(bytes: text)
    add(StylesheetSource(sheet, file: file, offset: start ?? 0), depth: 0)
  }

  private func applies(_ element: HTMLDocument.Element) -> Bool {
    element["media"].map { MediaQueryList($0).holds(media) } ?? true
  }

  private mutating func addLink(_ element: HTMLDocument.Element, _ location: Location) {
    let relations = (element["rel"] ?? "").asciiLowercased
      .split { $0 == " " || $0 == "\t" || $0 == "\n" }
    guard relations.contains("stylesheet"), !relations.contains("alternate"),
      let address = element["href"], applies(element)
    else { return }
    load(address, location, depth: 0)
  }

  private mutating func load(_ address: String, _ location: Location, depth: Int) {
    loads += 1
    guard loads <= options.limits.stylesheets else { return }
    guard let load = options.load, let loaded = load(address) else {
      let isRemote = address.contains("://") || address.hasPrefix("//")
      diagnostics.append(
        .warning(
          "css-stylesheet-not-loaded",
          isRemote
            ? "'\(address)' is not loaded: style sheets come from the project only"
            : "'\(address)' is not found",
          at: location))
      return
    }
    let sheet = options.cache?.stylesheet(loaded.bytes) ?? Stylesheet(parsing: loaded)
    add(StylesheetSource(sheet, file: loaded), depth: depth)
  }

  /// Adds a sheet after the ones that it imports.
  private mutating func add(_ source: StylesheetSource, depth: Int) {
    for rule in source.stylesheet.imports where rule.query.holds(media) {
      let location = source.location(rule.span)
      guard depth < Self.maxImportDepth else {
        diagnostics.append(
          .warning("css-import", "'\(rule.url)' is imported too deeply", at: location))
        continue
      }
      load(rule.url, location, depth: depth + 1)
    }
    guard sources.count < options.limits.stylesheets else {
      diagnostics.append(
        .warning(
          "css-too-many-stylesheets", "document has too many style sheets",
          path: source.file.path))
      return
    }
    sources.append(source)
  }
}
