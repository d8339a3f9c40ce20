import Archive
import CSS
import Geometry
import Graphics

/// `word/document.xml` and what it refers to.
struct DOCXBody {
  private let load: (String) -> [UInt8]?
  private let base: ComputedStyle
  private let sheet: DOCXSheet
  private let shadedCount: Int
  private var band: DOCXBand?
  /// What hangs on the next paragraph: pictures that stand aside, the band.
  private var hanging = ""
  private(set) var xml = ""
  private(set) var styles: DOCXStyles
  private(set) var numbering: DOCXNumbering
  private var distances = DOCXDistances()
  /// The room that pictures beside the next paragraphs take, CSS px.
  private var aside = Size.zero
  private(set) var links: [DOCXPackage.Relationship] = []
  private(set) var media: [DOCXPackage.Media] = []
  private(set) var fonts: [[String]] = []
  private var linkIDs: [String: String] = [:]
  private var mediaNames: [String: (name: String, header: ImageHeader)?] = [:]
  private var drawingCount = 0

  init(flow: Flow, sheet: DOCXSheet, load: @escaping (String) -> [UInt8]?) {
    self.load = load
    base = flow.base
    self.sheet = sheet
    numbering = DOCXNumbering(indent: flow.listInset)
    styles = DOCXStyles(
      normal: RunFormat(flow.base, color: DOCXColors.ink(flow.base.text.color, on: nil)))
    let first = flow.paragraphs.first?.background
    let count = first == nil ? 0 : flow.paragraphs.prefix { $0.background == first }.count
    shadedCount = count < 12 ? count : 0
    note(flow.base)
    if let first, sheet.isBled, shadedCount > 0 {
      band = band(of: flow.paragraphs.prefix(shadedCount), color: first)
      hanging = band.map { $0.xml(width: sheet.paper.width) } ?? ""
    }
    for (index, paragraph) in flow.paragraphs.enumerated() { add(paragraph, at: index) }
    if !hanging.isEmpty { xml += "<w:p><w:pPr/>\(hanging)</w:p>" }
  }

  private mutating func band(of paragraphs: ArraySlice<Flow.Paragraph>, color: Color) -> DOCXBand {
    let pictures = paragraphs.compactMap(\.aside).compactMap { picture in
      mediaFile(picture.source).map { size(of: picture, $0.header) }
    }
    return DOCXBand(
      color: color, paragraphs: paragraphs.filter { $0.aside == nil }, pictures: pictures,
      sheet: sheet)
  }

  // MARK: - Paragraphs

  /// A band of colour at the head of the page stays; elsewhere text stands on white.
  private mutating func add(_ paragraph: Flow.Paragraph, at index: Int) {
    if hang(paragraph) { return }
    let isShaded = index < shadedCount
    let shading = isShaded ? paragraph.background : nil
    let ground = isShaded ? shading : nil
    let lines = DOCXLines(paragraph)
    var format = ParagraphFormat(
      paragraph, lines: lines,
      spaceBefore: distances.before(paragraph, surplus: lines.surplus),
      textWidth: DOCXUnit.twips(sheet.textWidth), shading: shading)
    // Word leaves the distance between shaded paragraphs white.
    if isShaded { format.spaceBefore = 0 }
    if index == shadedCount, let band { format.spaceBefore = DOCXUnit.twips(band.foot) }
    let run = runFormat(paragraph.style, behind: paragraph.background, on: ground)
    note(paragraph.style)
    var listed: String?
    var indent = ""
    switch paragraph.kind {
    case .item(let list, let depth): listed = numbering.properties(of: list, depth: depth)
    case .continuation(let depth):
      indent = "<w:ind w:left=\"\(numbering.indent * (depth + 1))\"/>"
    case .quote: indent = "<w:ind w:left=\"284\" w:right=\"284\"/>"
    default: break
    }
    let style = styles.style(of: paragraph, format: format, run: run, numbering: listed)
    let ownNumbering = listed == style.numbering ? "" : listed ?? ""
    var properties = format.difference(from: style.paragraph, numbering: ownNumbering)
    properties = Self.inserting(indent, into: properties)
    xml += "<w:p><w:pPr><w:pStyle w:val=\"\(style.id)\"/>\(properties)</w:pPr>" + hanging
    hanging = ""
    let breaks = DOCXLines.breaks(in: paragraph, width: roomBeside(paragraph))
    for (index, inline) in paragraph.content.enumerated() {
      let inline = breaks.contains(index) ? .lineBreak : inline
      add(inline, in: paragraph, style: style.run, ground: ground)
    }
    xml += "</w:p>"
  }

  /// Keeps a picture that stands beside text for the next paragraph; false for anything else.
  private mutating func hang(_ paragraph: Flow.Paragraph) -> Bool {
    guard let picture = paragraph.aside, let (name, header) = mediaFile(picture.source) else {
      return false
    }
    let size = size(of: picture, header)
    aside = Size(
      width: max(aside.width, size.width + DOCXDrawing.gap), height: aside.height + size.height)
    hanging += drawing(picture, name, header, isAside: true)
    return true
  }

  /// The width of a paragraph, which takes its share of the room beside a picture; CSS px.
  private mutating func roomBeside(_ paragraph: Flow.Paragraph) -> Double {
    guard aside.height > 0 else { return sheet.textWidth }
    let width = max(72, sheet.textWidth - aside.width)
    aside.height -= DOCXLines.height(of: paragraph, width: width)
    if aside.height <= 0 { aside.width = 0 }
    return width
  }

  /// `w:ind` stands before `w:jc` (CT_PPr).
  private static func inserting(_ indent: String, into properties: String) -> String {
    guard !indent.isEmpty, let end = properties.firstRange(of: "<w:jc")?.lowerBound else {
      return properties + indent
    }
    return properties[..<end] + indent + properties[end...]
  }

  private func runFormat(
    _ style: ComputedStyle, behind background: Color?, on ground: Color?
  ) -> RunFormat {
    let color =
      ground == nil
      ? DOCXColors.ink(style.text.color, on: background) : style.text.color
    return RunFormat(style, color: color)
  }

  private mutating func note(_ style: ComputedStyle) {
    if !fonts.contains(style.text.fontFamily) { fonts.append(style.text.fontFamily) }
  }

  // MARK: - Inline content

  private mutating func add(
    _ inline: Flow.Inline, in paragraph: Flow.Paragraph, style: RunFormat, ground: Color?
  ) {
    switch inline {
    case .text(var run):
      note(run.style)
      // A number that is set from left to right: its digits would follow what is around them.
      if paragraph.isRightToLeft, run.style.text.direction == .ltr {
        run.text = "\u{200E}" + run.text
      }
      var format = runFormat(run.style, behind: paragraph.background, on: ground)
      format.spacing += DOCXUnit.twips(run.widening)
      add(run, format.difference(from: style), baseLanguage: base.text.language)
    case .lineBreak: xml += "<w:r><w:br/></w:r>"
    case .gap(.apart): xml += "<w:r><w:tab/></w:r>"
    case .gap(.beside):
      // Between Latin items the bar would join them to one run, which then goes the other way.
      let mark = paragraph.isRightToLeft ? "\u{200F}" : ""
      xml += "<w:r><w:t xml:space=\"preserve\"> \(mark)| </w:t></w:r>"
    case .image(let picture): add(picture)
    }
  }

  private mutating func add(_ run: Flow.Run, _ properties: String, baseLanguage: String) {
    var properties = properties
    let link = run.link.map { linkID($0) }
    if let link { xml += "<w:hyperlink r:id=\"\(link)\">" }
    if link != nil { properties = "<w:rStyle w:val=\"Hyperlink\"/>" + properties }
    let language = run.style.text.language
    let tag =
      language == baseLanguage || language.isEmpty
      ? "" : "<w:lang w:val=\"\(XMLText.escaped(language))\"/>"
    for part in DirectionalRuns.split(run.text) {
      let direction = part.isRightToLeft ? "<w:rtl/>" : ""
      let all = properties + direction + tag
      xml += all.isEmpty ? "<w:r>" : "<w:r><w:rPr>\(all)</w:rPr>"
      xml += "<w:t xml:space=\"preserve\">\(XMLText.escaped(part.text))</w:t></w:r>"
    }
    if link != nil { xml += "</w:hyperlink>" }
  }

  private mutating func linkID(_ target: String) -> String {
    if let known = linkIDs[target] { return known }
    let id = "rLink\(links.count + 1)"
    links.append(.init(id: id, type: "hyperlink", target: target, isExternal: true))
    linkIDs[target] = id
    return id
  }

  // MARK: - Pictures

  private mutating func add(_ picture: Flow.Picture) {
    guard let (name, header) = mediaFile(picture.source) else {
      xml += "<w:r><w:t xml:space=\"preserve\">\(XMLText.escaped(picture.alternative))</w:t></w:r>"
      return
    }
    xml += drawing(picture, name, header, isAside: false)
  }

  private mutating func drawing(
    _ picture: Flow.Picture, _ name: String, _ header: ImageHeader, isAside: Bool
  ) -> String {
    drawingCount += 1
    let drawing = DOCXDrawing(
      id: drawingCount, relationship: DOCXPackage.id(of: name), size: size(of: picture, header),
      description: picture.alternative, isRound: picture.isRound)
    return isAside ? drawing.aside(isRightToLeft: base.text.direction == .rtl) : drawing.inline
  }

  private mutating func mediaFile(_ source: String) -> (name: String, header: ImageHeader)? {
    if let known = mediaNames[source] { return known }
    var found: (name: String, header: ImageHeader)?
    let bytes = source.hasPrefix("data:") ? DataURL.bytes(source) : load(source)
    if let bytes, let header = ImageHeader(bytes) {
      let ending = header.format == .png ? "png" : "jpeg"
      let name = "image\(media.count + 1).\(ending)"
      media.append(.init(name: name, bytes: bytes))
      found = (name, header)
    }
    mediaNames[source] = .some(found)
    return found
  }

  /// As the style sheet says, within the text's width; CSS px.
  private func size(of picture: Flow.Picture, _ header: ImageHeader) -> Size {
    let box = picture.style.box
    var width = box.width.px
    var height = box.height.px
    let natural = header.size
    let ratio = natural.height > 0 ? natural.width / natural.height : 1
    if width == nil, let height { width = height * ratio }
    if height == nil, let width { height = width / ratio }
    let size = Size(width: width ?? natural.width, height: height ?? natural.height)
    let widest = sheet.textWidth
    guard size.width > widest, size.width > 0 else { return size }
    return Size(width: widest, height: size.height * widest / size.width)
  }
}

extension Sizing {
  fileprivate var px: Double? {
    if case .length(let length) = self, !length.isPercentage { length.px } else { nil }
  }
}

extension Flow {
  /// How far its lists stand in, the first of them giving the measure; CSS px.
  fileprivate var listInset: Double {
    for case .item(let list, _) in paragraphs.lazy.map(\.kind) where list.inset > 0 {
      return list.inset
    }
    return 18
  }
}

extension Flow.Paragraph {
  fileprivate var isRightToLeft: Bool { style.text.direction == .rtl }

  /// The picture that is all of it and stands beside the text that follows.
  fileprivate var aside: Flow.Picture? {
    guard content.count == 1, case .image(let picture) = content[0], picture.style.standsAside
    else { return nil }
    return picture
  }
}

extension Flow.Picture {
  /// A portrait in a circle.
  fileprivate var isRound: Bool {
    let radius = style.paint.borderRadius.topLeft.x
    return radius.percent >= 50 || (style.box.width.px.map { radius.px * 2 >= $0 } ?? false)
  }
}
