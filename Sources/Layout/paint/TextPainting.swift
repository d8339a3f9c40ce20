import CSS
import Geometry
import HTML

extension Painter {
  /// Paints a line of the fragment whose border box is at `origin`.
  mutating func paint(_ line: Line, at origin: Point) {
    let top = origin.y + line.y
    for box in line.boxes { paintInlineBox(box, line, at: origin) }
    for piece in line.pieces {
      switch piece.kind {
      case .text(let run, let start, let end):
        paintText(piece, line, run: Int(run), Int(start)..<Int(end), at: origin)
      case .hyphen(let index): paintHyphen(piece, line, Int(index), at: origin)
      case .atomic(let inner):
        guard !inner.isLayer else { continue }
        paintFlow(
          inner, at: Point(x: origin.x, y: top) + inner.place, ownDecoration: true)
      }
    }
    for box in line.boxes { addLink(of: box, line, at: origin) }
  }

  /// The baseline in stitched coordinates, on a whole px of its page as Chromium paints it.
  private func baseline(_ line: Line, _ shift: Double, at origin: Point) -> (y: Double, page: Int) {
    let y = origin.y + line.y + line.baseline + shift
    let page = sheets.pages(from: origin.y + line.y + 0.05, to: 0).lowerBound
    return (y, page)
  }

  private mutating func paintText(
    _ piece: Line.Piece, _ line: Line, run index: Int, _ range: Range<Int>, at origin: Point
  ) {
    let style = piece.box.style.text
    guard style.visibility == .visible, index < line.content.runs.count,
      let run = line.content.runs[index].slice(
        range, of: line.content, wordExtra: piece.wordExtra)
    else { return }
    let (y, page) = baseline(line, piece.shift, at: origin)
    let offset = sheets.offset(of: page)
    let place = Point(x: origin.x + piece.x + offset.x, y: (y + offset.y).rounded())
    let lines = style.decorations
    if !lines.isEmpty {
      paintDecorationLines(
        lines.filter { $0.line != .lineThrough }, piece, at: place, page: page)
    }
    let node = structure.leaf(for: piece.box)
    sheets.add(
      .text(
        PlacedText(
          text: line.content.string(range), run: run, origin: place,
          color: firstLine?.own == style.color ? firstLine?.shown ?? style.color : style.color,
          structure: node)), to: page)
    if !lines.isEmpty {
      paintDecorationLines(
        lines.filter { $0.line == .lineThrough }, piece, at: place, page: page)
    }
  }

  private mutating func paintHyphen(
    _ piece: Line.Piece, _ line: Line, _ index: Int, at origin: Point
  ) {
    let style = piece.box.style.text
    guard style.visibility == .visible, index < line.content.hyphens.count else { return }
    var run = line.content.hyphens[index]
    run.range = 0..<0
    for glyph in run.glyphs.indices { run.glyphs[glyph].cluster = 0 }
    let (y, page) = baseline(line, piece.shift, at: origin)
    let offset = sheets.offset(of: page)
    sheets.add(
      .text(
        PlacedText(
          text: "", run: run,
          origin: Point(x: origin.x + piece.x + offset.x, y: (y + offset.y).rounded()),
          color: style.color, structure: structure.leaf(for: piece.box))), to: page)
  }

  /// Underlines and the like, where Chromium draws them.
  private mutating func paintDecorationLines(
    _ lines: [TextDecoration], _ piece: Line.Piece, at place: Point, page: Int
  ) {
    let metrics = pass.metrics(of: piece.box)
    for line in lines {
      let thickness = max(1, line.thickness ?? metrics.fontSize / 10)
      let y: Double
      switch line.line {
      case .underline: y = place.y + max(1, (thickness / 2).rounded(.up))
      case .overline: y = place.y - metrics.ascent
      case .lineThrough: y = place.y - (metrics.ascent * 2 / 3 - thickness / 2)
      }
      let start = Point(x: place.x, y: y)
      draw(line, from: start, width: piece.width, thickness: thickness, page: page)
    }
  }

  private mutating func draw(
    _ line: TextDecoration, from start: Point, width: Double, thickness: Double, page: Int
  ) {
    func bar(_ y: Double) -> PageItem {
      .fill(
        Shape(Rect(x: start.x, y: y, width: width, height: thickness)), .color(line.color))
    }
    switch line.style {
    case .solid: sheets.add(bar(start.y), to: page)
    case .double:
      sheets.add(bar(start.y), to: page)
      sheets.add(bar(start.y + 2 * thickness), to: page)
    case .dotted, .dashed, .wavy:
      let middle = start.y + thickness / 2
      let path = Path([
        .move(Point(x: start.x, y: middle)), .line(Point(x: start.x + width, y: middle)),
      ])
      let dot = line.style == .dotted
      let stroke = Stroke(
        color: line.color, width: thickness,
        dashes: dot ? [0, 2 * thickness] : [2 * thickness, thickness], roundCap: dot)
      sheets.add(.stroke(path, stroke), to: page)
    }
  }

  /// The marker of a list item: a shape, or text.
  mutating func paint(_ marker: PlacedMarker, of fragment: Fragment, at origin: Point) {
    let style = marker.marker.style.text
    guard style.visibility == .visible else { return }
    let y = origin.y + marker.origin.y
    let page = sheets.pages(from: y - marker.ascent + 0.05, to: 0).lowerBound
    let offset = sheets.offset(of: page)
    let place = Point(
      x: origin.x + marker.origin.x + offset.x, y: (y + offset.y).rounded())
    switch marker.marker.content {
    case .symbol(let symbol):
      paint(symbol, ascent: marker.ascent, color: style.color, baseline: place, page: page)
    case .text:
      guard let content = marker.content else { return }
      let node = structure.label(of: fragment.box.node)
      var x = place.x
      for run in content.runs {
        guard let shown = run.slice(run.range, of: content, wordExtra: 0) else { continue }
        sheets.add(
          .text(
            PlacedText(
              text: content.string(run.range), run: shown, origin: Point(x: x, y: place.y),
              color: style.color, structure: node)), to: page)
        x += run.glyphs.reduce(0) { $0 + $1.advance }
      }
    }
  }

  /// A disc, circle or square, as large as Chromium draws it.
  mutating func paint(
    _ symbol: ListMarker.Symbol, ascent: Double, color: Color, baseline: Point, page: Int
  ) {
    let metrics = MarkerSymbolMetrics(ascent: ascent)
    let rect = Rect(
      x: baseline.x, y: baseline.y - ascent + metrics.top, width: metrics.width,
      height: metrics.width)
    let half = Size(width: metrics.width / 2, height: metrics.width / 2)
    let round = Shape(rect, radii: [half, half, half, half])
    switch symbol {
    case .disc: sheets.add(.fill(round, .color(color)), to: page)
    case .square: sheets.add(.fill(Shape(rect), .color(color)), to: page)
    case .circle:
      let inner = Corners.inner(round, Edges(all: 1))
      sheets.add(.ring(outer: round, inner: inner, color), to: page)
    }
  }
}

extension GlyphRun {
  /// The glyphs of a range of the text, counted from its start; nil without any.
  func slice(_ part: Range<Int>, of content: InlineContent, wordExtra: Double) -> GlyphRun? {
    let base = Int32(truncatingIfNeeded: part.lowerBound)
    let end = Int32(truncatingIfNeeded: part.upperBound)
    // Clusters ascend, or descend where the run is right to left.
    let first = isRightToLeft ? firstIndex { $0 < end } : firstIndex { $0 >= base }
    let last = isRightToLeft ? firstIndex { $0 < base } : firstIndex { $0 >= end }
    guard first < last else { return nil }
    var shown: [Glyph] = []
    shown.reserveCapacity(last - first)
    for index in first..<last {
      var own = glyphs[index]
      let cluster = own.cluster
      own.cluster = cluster - base
      let endsCluster = index + 1 == last || glyphs[index + 1].cluster != cluster
      if wordExtra != 0, endsCluster, content.widens(after: Int(cluster)) {
        own.advance += wordExtra
      }
      shown.append(own)
    }
    var part = GlyphRun(
      face: face, size: size, range: 0..<part.count, level: level, glyphs: shown)
    part.letterSpacing = letterSpacing
    return part
  }

  /// Index of the first glyph from which on the condition holds; binary search.
  private func firstIndex(where holds: (Int32) -> Bool) -> Int {
    var low = 0
    var high = glyphs.count
    while low < high {
      let middle = (low + high) / 2
      if holds(glyphs[middle].cluster) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
