public import HTML

/// The web page: what the template made, with style sheets and images inside the one file.
public enum HTMLPage {
  /// Bytes of a local file that the page names, or nil when it may not or can't be read.
  public typealias Loader = (_ reference: String) -> [UInt8]?

  /// A copy of the document in which `<link rel=stylesheet>` has become `<style>` and images
  /// have become `data:` URLs; what the loader refuses loses its reference, so that the page asks
  /// no other host for anything.
  public static func selfContained(_ document: HTMLDocument, loader: Loader) -> HTMLDocument {
    var page = HTMLDocument()
    var copies: [HTMLDocument.NodeID: HTMLDocument.NodeID] = [.document: .document]
    for node in document.descendants(of: .document) where node != .document {
      guard let parent = document[node].parent.flatMap({ copies[$0] }) else { continue }
      let span = document[node].span
      guard case .element(let element) = document[node].kind else {
        page.append(document[node].kind, to: parent, span: span)
        continue
      }
      if element.isStyleSheetLink {
        guard let css = loader(element["href"] ?? "") else { continue }
        let style = page.append(.element(.init(name: "style")), to: parent, span: span)
        page.append(.text(rawText(css)), to: style, span: span)
        continue
      }
      copies[node] = page.append(.element(embedding(element, loader)), to: parent, span: span)
    }
    return page
  }

  /// CSS as the content of `<style>`: `</style` would end it.
  private static func rawText(_ css: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(css.count)
    for byte in css {
      if byte == UInt8(ascii: "/"), text.last == UInt8(ascii: "<") {
        text.append(UInt8(ascii: "\\"))
      }
      text.append(byte)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func embedding(
    _ element: HTMLDocument.Element, _ loader: Loader
  ) -> HTMLDocument.Element {
    guard element.name == "img", let source = element["src"], !source.hasPrefix("data:") else {
      return element
    }
    var element = element
    element.attributes.removeAll { $0.name == "src" || $0.name == "srcset" }
    if let bytes = loader(source), let type = mediaType(of: bytes) {
      element.attributes.insert(
        .init(name: "src", value: "data:\(type);base64,\(base64(bytes))"), at: 0)
    }
    return element
  }

  /// The type by the file's first bytes; nil for what isn't an image that pages show.
  private static func mediaType(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    return VectorImage.isSVG(bytes) ? "image/svg+xml" : nil
  }
}

extension HTMLDocument.Element {
  fileprivate var isStyleSheetLink: Bool {
    name == "link"
      && self["rel"]?.lowercased().split(separator: " ").contains("stylesheet") == true
  }
}
