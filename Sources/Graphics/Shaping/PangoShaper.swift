public import CSS
public import Layout

/// The text engine: fonts through fontconfig, bidi, scripts and breaks through Pango, glyphs
/// through HarfBuzz, which is what Pango itself calls.
///
/// HarfBuzz is asked directly, in font units: one font serves every size, advances are exactly
/// linear, and no font map holds state. One instance serves one thread.
public final class PangoShaper: TextShaping {
  let faces: FaceTable
  private var styles: [ShapingStyle.Key: Int32] = [:]
  private var styleList: [ShapingStyle] = []
  private var recent: (style: TextStyle, index: Int32)?
  private var stacks: [StackKey: FontStack] = [:]
  private var memo = ShapingMemo()
  /// The first lists of features that texts had.
  private var usualFeatures: Set<[FontFeature]> = []
  /// No honest document has as many.
  private static let usualFeatureLimit = 64
  private let buffer = GlyphBuffer()

  private struct StackKey: Hashable {
    var families: [String]
    var request: FaceRequest
  }

  public init(library: FontLibrary) {
    faces = FaceTable(library: library)
  }

  /// Faces that the next documents bring along (`@font-face`); they come before the library's.
  public func setDocumentFaces(_ faces: [FaceDescription]) {
    guard self.faces.setDocumentFaces(faces) else { return }
    forgetStyles()
  }

  /// The description of a face that `shape` used.
  public func description(of face: FontFace) -> FaceDescription? {
    faces[face.index]?.description
  }

  public func metrics(of style: TextStyle) -> FontMetrics {
    let shaping = styleList[Int(styleIndex(of: style))]
    guard let face = faces[shaping.stack.primary(in: faces)] else {
      return Self.metricsWithoutFont(size: shaping.size)
    }
    return face.metrics(size: shaping.size)
  }

  public func metrics(of face: FontFace, size: Double) -> FontMetrics? {
    faces[face.index]?.metrics(size: size)
  }

  public func shape(_ paragraph: Paragraph) -> ShapedParagraph {
    if styleList.count > 512 { forgetStyles() }
    let runs = paragraph.runs.map {
      ShapingMemo.Run(end: Int32(clamping: $0.range.upperBound), style: styleIndex(of: $0.style))
    }
    let key = ShapingMemo.Key(
      text: paragraph.text, runs: runs, isRightToLeft: paragraph.direction == .rtl)
    if let known = memo[key] { return known }
    let shaped = shapeAnew(paragraph, styles: runs.map { styleList[Int($0.style)] })
    memo[key] = shaped
    return shaped
  }

  private func shapeAnew(_ paragraph: Paragraph, styles: [ShapingStyle]) -> ShapedParagraph {
    var text = paragraph.text
    return text.withUTF8 { bytes in
      var shaped = ShapedParagraph(runs: [], breaks: [])
      let ranges = zip(paragraph.runs, styles).map { run, style in
        StyledRange(range: run.range.clamped(to: 0..<bytes.count), style: style)
      }
      let itemizer = Itemizer(
        text: bytes, isRightToLeft: paragraph.direction == .rtl, faces: faces)
      for item in itemizer.items(of: ranges) {
        shaped.runs.append(
          buffer.shape(item, of: bytes, face: faces[item.face], missing: &shaped.missingGlyphs))
      }
      shaped.breaks = LineBreaks.opportunities(
        in: bytes, language: styles.first?.language ?? "")
      return shaped
    }
  }

  private func styleIndex(of style: TextStyle) -> Int32 {
    if let recent, recent.style == style { return recent.index }
    let shaping = ShapingStyle.Key(style)
    let index = styles[shaping] ?? addStyle(shaping)
    recent = (style, index)
    return index
  }

  private func addStyle(_ style: ShapingStyle.Key) -> Int32 {
    let key = StackKey(families: style.families, request: style.request)
    let stack = stacks[key] ?? FontStack(families: key.families, request: key.request)
    stacks[key] = stack
    if usualFeatures.count < Self.usualFeatureLimit { usualFeatures.insert(style.features) }
    styleList.append(
      ShapingStyle(style, stack: stack, keepsPlan: usualFeatures.contains(style.features)))
    let index = Int32(styleList.count - 1)
    styles[style] = index
    return index
  }

  private func forgetStyles() {
    styles.removeAll()
    styleList.removeAll()
    stacks.removeAll()
    recent = nil
    memo = ShapingMemo()
  }

  private static func metricsWithoutFont(size: Double) -> FontMetrics {
    FontMetrics(
      ascent: size * 0.8, descent: size * 0.2, lineGap: 0, xHeight: size / 2,
      capHeight: size * 0.7, zeroAdvance: size / 2, spaceAdvance: size / 4,
      underlinePosition: size / 10, underlineThickness: size / 20)
  }
}

/// A part of a paragraph's text in one style.
struct StyledRange {
  var range: Range<Int>
  var style: ShapingStyle
}
