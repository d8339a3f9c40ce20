import Archive

/// The paragraphs of a Word document in reading order (ECMA-376).
struct WordText {
  private(set) var lines: [TextLine] = []
  /// Text that nobody sees, and why.
  private(set) var hidden: [(text: String, reason: String)] = []
  private(set) var deleted: [String] = []
  private(set) var comments: [String] = []
  private let package: OfficePackage
  private var styles = WordStyles()

  init(_ bytes: [UInt8]) throws(ExtractionError) {
    package = try OfficePackage(bytes)
    do throws(XMLError) {
      if let reader = try? package.part("word/styles.xml") { styles = try WordStyles(reader) }
    } catch {
      throw OfficePackage.error(error)
    }
    let main = try mainPart()
    // What stands in headers is often the name and how to reach it.
    for name in parts("header") { try read(name) }
    try read(main)
    for name in parts("footer") + parts("footnotes") { try read(name) }
    if let reader = try package.part("word/comments.xml") {
      var part = WordPart(reader, links: [:], styles: styles)
      do { try part.read() } catch { throw OfficePackage.error(error) }
      comments = part.lines.map(\.text) + part.hidden.map(\.text)
    }
  }

  private func parts(_ kind: String) -> [String] {
    package.names.filter { $0.hasPrefix("word/\(kind)") && $0.hasSuffix(".xml") }.sorted()
  }

  private func mainPart() throws(ExtractionError) -> String {
    let relations = try relationships("_rels/.rels")
    let target = relations.first { $0.type.hasSuffix("/officeDocument") }?.target
    let name = target.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 } ?? "word/document.xml"
    guard package.holds(name) else {
      throw ExtractionError("damaged-file", "the file holds no document")
    }
    return name
  }

  private mutating func read(_ name: String) throws(ExtractionError) {
    guard let reader = try package.part(name) else { return }
    let file = name.split(separator: "/").last.map(String.init) ?? name
    var links: [String: String] = [:]
    for relation in try relationships("word/_rels/\(file).rels")
    where relation.type.hasSuffix("/hyperlink") {
      links[relation.id] = relation.target
    }
    var part = WordPart(reader, links: links, styles: styles, firstBlock: lines.count)
    do { try part.read() } catch { throw OfficePackage.error(error) }
    lines += part.lines
    hidden += part.hidden
    deleted += part.deleted
  }

  private func relationships(
    _ name: String
  ) throws(ExtractionError) -> [(id: String, type: String, target: String)] {
    guard var reader = try package.part(name) else { return [] }
    var found: [(String, String, String)] = []
    do throws(XMLError) {
      while let event = try reader.next() {
        guard case .start(let element, let attributes) = event, element.local == "Relationship"
        else { continue }
        found.append((attributes["Id"] ?? "", attributes["Type"] ?? "", attributes["Target"] ?? ""))
      }
    } catch {
      throw OfficePackage.error(error)
    }
    return found
  }
}

/// One part of a Word document that holds paragraphs.
struct WordPart {
  private(set) var lines: [TextLine] = []
  private(set) var hidden: [(text: String, reason: String)] = []
  private(set) var deleted: [String] = []
  private var reader: XMLReader
  private let links: [String: String]
  private let styles: WordStyles
  private var block: Int

  /// Open paragraphs: a text box stands inside the paragraph that holds it.
  private var paragraphs: [Paragraph] = []
  /// Text boxes and the like: finished paragraphs that come after the open one.
  private var cells: [(UInt8, UInt8, UInt8)?] = []
  private var run = Look()
  private var isInRun = false
  private var inRunProperties = false
  private var shapeFill: String?
  /// Depth inside what is not read, such as the second form of a drawing for old programs.
  private var skipped = 0

  private struct Paragraph {
    var line = TextLine("")
    var look = Look()
    var hidden = ""
    var reason = ""
    var deleted = ""
    var isBold: Bool?
    var isOutside = false
  }

  init(
    _ reader: XMLReader, links: [String: String], styles: WordStyles, firstBlock: Int = 0
  ) {
    self.reader = reader
    self.links = links
    self.styles = styles
    block = firstBlock
  }

  mutating func read() throws(XMLError) {
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes):
        if skipped > 0 || name.local == "Fallback" {
          skipped += 1
        } else {
          start(name.local, attributes)
        }
      case .end(let name):
        if skipped > 0 { skipped -= 1 } else { end(name.local) }
      case .text(let text):
        if skipped == 0, isInText { add(text) }
      }
    }
  }

  private var isInText = false
  private var isDeleted = false

  private mutating func start(_ name: String, _ attributes: [XMLReader.Attribute]) {
    switch name {
    case "p":
      paragraphs.append(Paragraph())
      paragraphs[paragraphs.count - 1].line.block = block
      paragraphs[paragraphs.count - 1].look.background =
        (cells.last ?? nil) ?? Look.color(shapeFill)
    case "r":
      isInRun = true
      run = paragraphs.last?.look ?? Look()
    case "rPr": inRunProperties = isInRun
    case "t", "delText": (isInText, isDeleted) = (true, name == "delText")
    case "tab": if isInRun { add("\t") }
    case "br", "cr": if isInRun { breakLine() }
    case "noBreakHyphen": add("-")
    case "sym": add(attributes["char"].map { _ in "•" } ?? "")
    case "tc":
      cells.append(nil)
      block += 1
    case "hyperlink":
      if let id = attributes["id"], let address = links[id], !paragraphs.isEmpty {
        paragraphs[paragraphs.count - 1].line.links.append(address)
      }
    case "srgbClr": if isInRun, !isInText { shapeFill = attributes["val"] }
    case "schemeClr": if isInRun, attributes["val"] != "bg1" { shapeFill = "808080" }
    default: property(name, attributes)
    }
  }

  private mutating func property(_ name: String, _ attributes: [XMLReader.Attribute]) {
    if inRunProperties {
      if name == "rStyle", let style = attributes["val"].flatMap({ styles[$0] }) {
        run.isHidden = run.isHidden || style.look.isHidden
        run.color = style.look.color ?? run.color
        run.size = style.look.size ?? run.size
        run.isBold = run.isBold || style.look.isBold
      }
      run.read(name, attributes)
      return
    }
    if name == "shd", paragraphs.isEmpty, !cells.isEmpty {
      cells[cells.count - 1] = Look.color(attributes["fill"])
    }
    guard !paragraphs.isEmpty, !isInRun else { return }
    let last = paragraphs.count - 1
    switch name {
    case "pStyle":
      guard let style = attributes["val"].flatMap({ styles[$0] }) else { return }
      let background = paragraphs[last].look.background
      paragraphs[last].look = style.look
      paragraphs[last].look.background = style.look.background ?? background
      paragraphs[last].line.heading = style.heading
      if style.isList { paragraphs[last].line.isItem = true }
    case "numPr": paragraphs[last].line.isItem = true
    case "outlineLvl":
      if let level = attributes["val"].flatMap({ Int($0) }), level < 9 {
        paragraphs[last].line.heading = level + 1
      }
    case "shd": paragraphs[last].look.background = Look.color(attributes["fill"])
    case "ind":
      // Farther than any page: twentieths of a point.
      let left = (attributes["left"] ?? attributes["start"]).flatMap { Int($0) } ?? 0
      if left.magnitude > 14_000 { paragraphs[last].isOutside = true }
    default: break
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "p": endParagraph()
    case "r": isInRun = false
    case "rPr": inRunProperties = false
    case "t", "delText": isInText = false
    case "tc":
      _ = cells.popLast()
      block += 1
    case "tbl": block += 1
    case "txbxContent":
      shapeFill = nil
      block += 1
      isInRun = true
    default: break
    }
  }

  private mutating func add(_ text: String) {
    guard !paragraphs.isEmpty else { return }
    let last = paragraphs.count - 1
    if isDeleted, isInText {
      paragraphs[last].deleted += text
    } else if let reason = paragraphs[last].isOutside ? "outside the page" : run.reason {
      paragraphs[last].hidden += text
      paragraphs[last].reason = reason
    } else {
      if text.contains(where: { !$0.isWhitespace }) {
        paragraphs[last].isBold = (paragraphs[last].isBold ?? true) && run.isBold
      }
      paragraphs[last].line.text += text
    }
  }

  private mutating func breakLine() {
    guard let last = paragraphs.last else { return }
    finish(last)
    paragraphs[paragraphs.count - 1].line.text = ""
    paragraphs[paragraphs.count - 1].line.links = []
    paragraphs[paragraphs.count - 1].line.isItem = false
  }

  private mutating func endParagraph() {
    guard let paragraph = paragraphs.popLast() else { return }
    finish(paragraph)
    if !paragraph.hidden.trimmed.isEmpty { hidden.append((paragraph.hidden, paragraph.reason)) }
    if !paragraph.deleted.trimmed.isEmpty { deleted.append(paragraph.deleted) }
    isInRun = !paragraphs.isEmpty
  }

  private mutating func finish(_ paragraph: Paragraph) {
    var line = paragraph.line
    line.text = line.text.trimmed
    line.isBold = paragraph.isBold ?? false
    line.startsParagraph = true
    guard !line.text.isEmpty, lines.count < ExtractedText.mostLines else {
      block += 1
      return
    }
    lines.append(line)
  }
}
