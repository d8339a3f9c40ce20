extension HTMLDocument {
  /// The nodes below `root` as HTML (HTML Living Standard 13.3), which parses to the same tree.
  public func serialized(_ root: NodeID = .document) -> String {
    String(decoding: serializedBytes(root), as: UTF8.self)
  }

  /// The same in UTF-8.
  public func serializedBytes(_ root: NodeID = .document) -> [UInt8] {
    var writer = HTMLWriter(document: self, root: root)
    writer.run()
    return writer.bytes
  }
}

/// Writes a tree without recursion, so that depth costs no stack.
private struct HTMLWriter {
  let document: HTMLDocument
  let root: HTMLDocument.NodeID
  var bytes: [UInt8] = []
  /// The elements around the place, from the outside.
  private var open: [OpenElement] = []

  private struct OpenElement {
    var name: String
    /// Text below is written as it is.
    var isRaw: Bool
    /// Inside SVG or MathML, where `style` is not raw text.
    var isForeign: Bool
  }

  init(document: HTMLDocument, root: HTMLDocument.NodeID) {
    self.document = document
    self.root = root
    if let element = document.element(root) { enter(element) }
  }

  mutating func run() {
    let base = open.count
    guard var current = document[root].firstChild else { return }
    while true {
      let hasContent = start(current)
      if hasContent, let child = document[current].firstChild {
        current = child
        continue
      }
      if hasContent { end() }
      while document[current].nextSibling == nil {
        guard open.count > base, let parent = document[current].parent else { return }
        current = parent
        end()
      }
      guard let next = document[current].nextSibling else { return }
      current = next
    }
  }

  /// Writes what stands before the children; true when an end tag must follow.
  private mutating func start(_ id: HTMLDocument.NodeID) -> Bool {
    switch document[id].kind {
    case .document: return false
    case .doctype(let name): bytes += "<!DOCTYPE \(name)>".utf8
    case .comment(let text): bytes += "<!--\(text)-->".utf8
    case .text(let text):
      if open.last?.isRaw == true {
        bytes += text.utf8
      } else {
        appendEscaped(text, to: &bytes, inAttribute: false)
      }
    case .element(let element): return startTag(element, id)
    }
    return false
  }

  private mutating func startTag(
    _ element: HTMLDocument.Element, _ id: HTMLDocument.NodeID
  ) -> Bool {
    bytes.append(UInt8(ascii: "<"))
    bytes += element.name.utf8
    for attribute in element.attributes {
      bytes.append(UInt8(ascii: " "))
      bytes += attribute.name.utf8
      bytes += "=\"".utf8
      appendEscaped(attribute.value, to: &bytes, inAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
    let isForeign = open.last?.isForeign ?? false
    if !isForeign, TagSet.void.contains(Tag(name: element.name)) { return false }
    if !isForeign { keepLeadingLineFeed(of: element, id) }
    enter(element)
    return true
  }

  private mutating func enter(_ element: HTMLDocument.Element) {
    let wasForeign = open.last?.isForeign ?? false
    let holdsHTML = ["foreignObject", "desc", "title", "mi", "mo", "mn", "ms", "mtext"]
    let isForeign =
      element.name == "svg" || element.name == "math"
      || (wasForeign && !holdsHTML.contains(element.name))
    let raw: TagSet = [.style, .script, .xmp, .iframe, .noembed, .noframes, .noscript, .plaintext]
    let isRaw = !wasForeign && raw.contains(Tag(name: element.name))
    open.append(OpenElement(name: element.name, isRaw: isRaw, isForeign: isForeign))
  }

  /// A parser drops a line feed right after these start tags, so one is written twice.
  private mutating func keepLeadingLineFeed(
    of element: HTMLDocument.Element, _ id: HTMLDocument.NodeID
  ) {
    guard ["pre", "textarea", "listing"].contains(element.name),
      let child = document[id].firstChild, case .text(let text) = document[child].kind,
      text.utf8.first == 0x0A
    else { return }
    bytes.append(0x0A)
  }

  private mutating func end() {
    guard let element = open.popLast() else { return }
    bytes += "</\(element.name)>".utf8
  }
}
