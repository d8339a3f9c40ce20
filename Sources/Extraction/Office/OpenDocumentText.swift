import Archive

/// The paragraphs of an OpenDocument text in reading order (OASIS ODF 1.3).
struct OpenDocumentText {
  private(set) var lines: [TextLine] = []
  private(set) var hidden: [(text: String, reason: String)] = []
  private(set) var deleted: [String] = []
  private(set) var comments: [String] = []
  private var looks: [String: Look] = [:]
  private var bases: [String: String] = [:]
  private var open: [(name: String, look: Look)] = []
  private var current: TextLine?
  private var isBold: Bool?
  private var concealed = ""
  private var reason = ""
  private var listDepth = 0
  private var startsItem = false
  private var block = 0

  init(_ bytes: [UInt8]) throws(ExtractionError) {
    let package = try OfficePackage(bytes)
    if Self.isEncrypted(package) {
      throw ExtractionError(
        "encrypted-file", "the file is encrypted", help: "ask for a file without password")
    }
    do throws(XMLError) {
      for name in ["styles.xml", "content.xml"] {
        guard let reader = try? package.part(name) else { continue }
        try readStyles(reader)
      }
    } catch {
      throw OfficePackage.error(error)
    }
    guard let content = try package.part("content.xml") else {
      throw ExtractionError("damaged-file", "the file holds no document")
    }
    do throws(XMLError) { try read(content) } catch { throw OfficePackage.error(error) }
  }

  private static func isEncrypted(_ package: OfficePackage) -> Bool {
    guard var manifest = try? package.part("META-INF/manifest.xml") else { return false }
    while let event = (try? manifest.next()) ?? nil {
      if case .start(let name, _) = event, name.local == "encryption-data" { return true }
    }
    return false
  }

  // MARK: Styles

  private mutating func readStyles(_ reader: XMLReader) throws(XMLError) {
    var reader = reader
    var style: String?
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes):
        if name.local == "style" {
          style = attributes["name"]
          if let style {
            looks[style] = attributes["parent-style-name"].flatMap { looks[$0] } ?? Look()
            bases[style] = attributes["parent-style-name"]
          }
        } else if let style, name.local == "text-properties" || name.local == "paragraph-properties"
        {
          read(attributes, into: style)
        }
      case .end(let name): if name.local == "style" { style = nil }
      case .text: break
      }
    }
  }

  private mutating func read(_ attributes: [XMLReader.Attribute], into style: String) {
    guard var look = looks[style] else { return }
    for attribute in attributes {
      let value = attribute.value
      switch attribute.name.local {
      case "display": look.isHidden = value == "none"
      case "color": look.color = Look.color(value) ?? look.color
      case "background-color": look.background = Look.color(value) ?? look.background
      case "font-weight": look.isBold = value == "bold" || (Int(value) ?? 0) >= 600
      case "font-size":
        if value.hasSuffix("pt") { look.size = Double(value.dropLast(2)) ?? look.size }
      case "text-scale":
        if let scale = Int(value.filter(\.isNumber)), scale < 15 { look.isHidden = true }
      default: break
      }
    }
    looks[style] = look
  }

  // MARK: Content

  private mutating func read(_ reader: XMLReader) throws(XMLError) {
    var reader = reader
    var skipped: [String] = []
    var skippedText = ""
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes):
        let isSkipped = [
          "tracked-changes", "annotation", "forms", "automatic-styles", "font-face-decls",
        ]
        .contains(name.local)
        if isSkipped || !skipped.isEmpty {
          skipped.append(name.local)
        } else {
          start(name.local, attributes)
        }
      case .end(let name):
        guard let first = skipped.first else {
          end(name.local)
          continue
        }
        skipped.removeLast()
        if skipped.isEmpty, !skippedText.trimmed.isEmpty {
          if first == "tracked-changes" { deleted.append(skippedText) }
          if first == "annotation" { comments.append(skippedText) }
        }
        if skipped.isEmpty { skippedText = "" }
      case .text(let text):
        if skipped.isEmpty { add(text, collapses: true) } else { skippedText += text }
      }
    }
  }

  private mutating func start(_ name: String, _ attributes: [XMLReader.Attribute]) {
    var look = open.last?.look ?? Look()
    if let style = attributes["style-name"], let own = looks[style] {
      if name == "span" || name == "a" {
        look.color = own.color ?? look.color
        look.background = own.background ?? look.background
        look.size = own.size ?? look.size
        look.isHidden = look.isHidden || own.isHidden
        look.isBold = look.isBold || own.isBold
      } else if name == "p" || name == "h" {
        look = own
      }
    }
    open.append((name, look))
    switch name {
    case "p", "h": begin(name, attributes)
    case "list": listDepth += 1
    case "list-item": startsItem = true
    case "table-cell", "text-box": block += 1
    case "a":
      if let address = attributes["href"] { current?.links.append(address) }
    case "s":
      let count = max(0, min(80, Int(attributes["c"] ?? "1") ?? 1))
      add(String(repeating: " ", count: count), collapses: false)
    case "tab": add("\t", collapses: false)
    case "line-break": breakLine()
    default: break
    }
  }

  private mutating func begin(_ name: String, _ attributes: [XMLReader.Attribute]) {
    if current != nil { endParagraph() }
    var line = TextLine("")
    line.block = block
    line.isItem = startsItem && listDepth > 0
    startsItem = false
    if name == "h" { line.heading = Int(attributes["outline-level"] ?? "1") ?? 1 }
    let style = attributes["style-name"] ?? ""
    let names = [style, bases[style] ?? "", bases[bases[style] ?? ""] ?? ""]
    if line.heading == nil, names.contains("Title") { line.heading = 1 }
    if names.contains(where: { $0.hasPrefix("List") }) { line.isItem = true }
    current = line
    isBold = nil
  }

  private mutating func end(_ name: String) {
    switch name {
    case "p", "h": endParagraph()
    case "list": listDepth -= 1
    case "table-cell", "text-box", "table": block += 1
    default: break
    }
    if !open.isEmpty { open.removeLast() }
  }

  private mutating func add(_ text: String, collapses: Bool) {
    guard current != nil else { return }
    var text = text
    if collapses, text.contains(where: \.isNewline) {
      text = String(text.map { $0.isNewline ? " " : $0 })
    }
    let look = open.last?.look ?? Look()
    if let why = look.reason {
      concealed += text
      reason = why
    } else {
      if text.contains(where: { !$0.isWhitespace }) { isBold = (isBold ?? true) && look.isBold }
      current?.text += text
    }
  }

  private mutating func breakLine() {
    guard let line = current else { return }
    endParagraph()
    current = line
    current?.text = ""
    current?.links = []
    current?.isItem = false
  }

  private mutating func endParagraph() {
    if !concealed.trimmed.isEmpty { hidden.append((concealed, reason)) }
    concealed = ""
    guard var line = current else { return }
    current = nil
    line.text = line.text.trimmed
    line.isBold = isBold ?? false
    line.startsParagraph = true
    let isKept = !line.text.isEmpty && lines.count < ExtractedText.mostLines
    if isKept { lines.append(line) } else { block += 1 }
  }
}
