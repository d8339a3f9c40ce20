import CCairo
import Geometry
public import Layout

/// Reused storage for what cairo is handed for a run of text.
struct GlyphArrays {
  var glyphs: [cairo_glyph_t] = []
  var clusters: [cairo_text_cluster_t] = []
  var text: [UInt8] = []

  mutating func removeAll() {
    glyphs.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }
}

// MARK: Text

extension Canvas {
  /// Shows a run with its text, so that whoever extracts it reads what stands there.
  ///
  /// The shaper must be the one that shaped the run: it knows its face.
  public func show(_ text: PlacedText, shapedBy shaper: PangoShaper) {
    let run = text.run
    guard let face = shaper.faces[run.face.index], run.size > 0,
      let font = fonts.font(
        face, size: bounded(run.size), widenedBy: isPDF ? face.widening(of: run) : 0)
    else { return }
    setTextColor(text.color)
    cairo_set_scaled_font(context, font)
    glyphs.removeAll()
    glyphs.append(text)
    guard !glyphs.glyphs.isEmpty else { return }
    guard isPDF else {
      cairo_show_glyphs(context, glyphs.glyphs, Int32(clamping: glyphs.glyphs.count))
      return
    }
    guard !text.text.isEmpty else {
      // A hyphen that the line's end brought: shown, and no part of the text.
      cairo_glyph_path(context, glyphs.glyphs, Int32(clamping: glyphs.glyphs.count))
      cairo_fill(context)
      return
    }
    let flags =
      run.isRightToLeft
      ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(rawValue: 0)
    glyphs.text.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cairo_show_text_glyphs(
          context, characters.baseAddress, Int32(clamping: characters.count), glyphs.glyphs,
          Int32(clamping: glyphs.glyphs.count), glyphs.clusters,
          Int32(clamping: glyphs.clusters.count), flags)
      }
    }
  }
}

extension GlyphArrays {
  /// Fills the arrays from a run: glyphs in visual order, text and clusters in logical order.
  fileprivate mutating func append(_ placed: PlacedText) {
    let run = placed.run
    var x = placed.origin.x
    for glyph in run.glyphs {
      if glyph.id != Glyph.invisible {
        glyphs.append(
          cairo_glyph_t(
            index: UInt(glyph.id), x: bounded(x + glyph.offsetX),
            y: bounded(placed.origin.y + glyph.offsetY)))
      }
      x += glyph.advance
    }
    var text = placed.text
    text.withUTF8 { bytes in
      if run.isRightToLeft {
        appendClusters(run.glyphs.reversed(), end: run.range.upperBound, of: bytes)
      } else {
        appendClusters(run.glyphs, end: run.range.upperBound, of: bytes)
      }
    }
  }

  /// Adds the clusters of glyphs in logical order; `end` is where the text of the last one ends.
  private mutating func appendClusters(
    _ logical: some RandomAccessCollection<Glyph>, end: Int, of bytes: UnsafeBufferPointer<UInt8>
  ) {
    var index = logical.startIndex
    while index != logical.endIndex {
      let start = Int(logical[index].cluster)
      var visible: Int32 = 0
      while index != logical.endIndex, Int(logical[index].cluster) == start {
        if logical[index].id != Glyph.invisible { visible += 1 }
        logical.formIndex(after: &index)
      }
      let next = index == logical.endIndex ? end : Int(logical[index].cluster)
      guard visible > 0 else { continue }
      let length = appendText(start..<max(start, next), of: bytes)
      clusters.append(cairo_text_cluster_t(num_bytes: length, num_glyphs: visible))
    }
  }

  /// Adds the text of a cluster and returns its length; kinds of space are given as a space.
  private mutating func appendText(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Int32 {
    let range = range.clamped(to: 0..<bytes.count)
    let before = text.count
    if range.count == 1, bytes[range.lowerBound] >= 0x20, bytes[range.lowerBound] < 0x7F {
      text.append(bytes[range.lowerBound])
      return 1
    }
    var cursor = ScalarCursor(bytes, at: range.lowerBound)
    while cursor.offset < range.upperBound, let scalar = cursor.next() {
      switch scalar.value {
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F: text.append(0x20)
      // Cairo takes no noncharacters: one of them would kill the surface.
      case 0xFDD0...0xFDEF: break
      default:
        if !scalar.isInvisible, scalar.value & 0xFFFE != 0xFFFE {
          text.append(contentsOf: bytes[cursor.start..<cursor.offset])
        }
      }
    }
    return Int32(clamping: text.count - before)
  }
}
