import CSS

extension LayoutPass {
  /// The shaped content of an inline formatting context, made once per box.
  func inlineContent(of box: Box) -> InlineContent {
    if let known = box.inlineContent { return known }
    var collector = InlineCollector()
    collector.add(childrenOf: box)
    let content = collector.finish()
    shape(content, direction: box.style.text.direction)
    box.inlineContent = content
    return content
  }

  /// The shaped content of a text that stands alone, such as a marker's.
  func inlineContent(text: String, style: ComputedStyle, node: Box) -> InlineContent {
    let content = InlineContent()
    content.text = Array(text.utf8)
    let box = Box(.text(text), style: style, node: node.node, isAnonymous: true)
    content.spans = [
      InlineContent.Span(
        start: 0, end: Int32(truncatingIfNeeded: content.text.count), box: box, wraps: false,
        trims: false)
    ]
    shape(content, direction: style.text.direction)
    return content
  }

  /// Shapes the parts between forced breaks and works out advances and breaks.
  private func shape(_ content: InlineContent, direction: Direction) {
    content.isRightToLeft = direction == .rtl
    content.needsReordering = content.isRightToLeft
    let count = content.text.count
    var opportunities = [BreakOpportunity](repeating: .none, count: count + 1)
    var start = 0
    var span = 0
    while start < count {
      var end = start
      while end < count, content.text[end] != 0x0A { end += 1 }
      if end > start {
        shapePart(
          content, start..<end, direction: direction, firstSpan: &span, &opportunities)
      }
      start = end + 1
    }
    applySpacing(content)
    content.position = Self.positions(content)
    content.breaks = breaks(of: content, opportunities)
    content.clusterStarts = emergencyBreaks(of: content, opportunities)
  }

  private func shapePart(
    _ content: InlineContent, _ part: Range<Int>, direction: Direction, firstSpan: inout Int,
    _ opportunities: inout [BreakOpportunity]
  ) {
    var runs: [Paragraph.Run] = []
    while firstSpan < content.spans.count, Int(content.spans[firstSpan].end) <= part.lowerBound {
      firstSpan += 1
    }
    var index = firstSpan
    var lastStyle: ComputedStyle?
    while index < content.spans.count, Int(content.spans[index].start) < part.upperBound {
      let span = content.spans[index]
      let start = max(Int(span.start), part.lowerBound) - part.lowerBound
      let end = min(Int(span.end), part.upperBound) - part.lowerBound
      if span.box.style === lastStyle, let last = runs.last {
        runs[runs.count - 1].range = last.range.lowerBound..<end
      } else if end > start {
        runs.append(Paragraph.Run(range: start..<end, style: span.box.style.text))
        lastStyle = span.box.style
      }
      index += 1
    }
    let paragraph = Paragraph(
      text: content.string(part), runs: runs, direction: direction)
    append(shaper.shape(paragraph), to: content, at: part, &opportunities)
  }

  private func append(
    _ shaped: ShapedParagraph, to content: InlineContent, at part: Range<Int>,
    _ opportunities: inout [BreakOpportunity]
  ) {
    missingGlyphs.formUnion(shaped.missingGlyphs)
    let base = part.lowerBound
    for var run in shaped.runs {
      if run.isRightToLeft { content.needsReordering = true }
      if base > 0 {
        run.range = (run.range.lowerBound + base)..<(run.range.upperBound + base)
        let shift = Int32(truncatingIfNeeded: base)
        for index in run.glyphs.indices { run.glyphs[index].cluster &+= shift }
      }
      content.runs.append(run)
    }
    let length = min(part.count, shaped.breaks.count - 1)
    guard length > 0 else { return }
    for offset in 1..<max(1, length) { opportunities[base + offset] = shaped.breaks[offset] }
  }

  /// Adds letter- and word-spacing to the glyphs (CSS Text 3, 8).
  private func applySpacing(_ content: InlineContent) {
    var run = 0
    for span in content.spans {
      let style = span.box.style.text
      guard style.letterSpacing != 0 || style.wordSpacing != 0 else { continue }
      while run < content.runs.count, content.runs[run].range.upperBound <= Int(span.start) {
        run += 1
      }
      var index = run
      while index < content.runs.count, content.runs[index].range.lowerBound < Int(span.end) {
        content.addSpacing(style, run: index, start: span.start, end: span.end)
        index += 1
      }
    }
  }

  private static func positions(_ content: InlineContent) -> [Double] {
    let count = content.text.count
    var advances = [Double](repeating: 0, count: count + 1)
    for run in content.runs {
      for glyph in run.glyphs {
        let cluster = Int(glyph.cluster)
        if cluster >= 0 && cluster < count { advances[cluster] += glyph.advance }
      }
    }
    for mark in content.marks {
      let offset = Int(mark.offset)
      if mark.kind == .tab { advances[offset] = 0 }
      if mark.kind == .atomic {
        for byte in offset..<min(offset + 3, count) { advances[byte] = 0 }
      }
    }
    var sum = 0.0
    for index in advances.indices {
      let advance = advances[index]
      advances[index] = sum
      sum += advance
    }
    return advances
  }

  /// Opportunities that the styles allow, with forced breaks and soft hyphens.
  private func breaks(
    of content: InlineContent, _ opportunities: [BreakOpportunity]
  ) -> [InlineContent.Break] {
    var breaks: [InlineContent.Break] = []
    var hyphen = 0
    for span in content.spans {
      let style = span.box.style.text
      let breaksAll = style.wordBreak == .breakAll && span.wraps
      for offset in (Int(span.start) + 1)..<(Int(span.end) + 1) {
        let here = Int32(truncatingIfNeeded: offset)
        while hyphen < content.softHyphens.count, content.softHyphens[hyphen] < here {
          hyphen += 1
        }
        if content.text[offset - 1] == 0x0A {
          breaks.append(InlineContent.Break(offset: here, kind: .forced))
        } else if !span.wraps || offset == content.text.count {
          continue
        } else if hyphen < content.softHyphens.count, content.softHyphens[hyphen] == here {
          breaks.append(InlineContent.Break(offset: here, kind: .hyphen))
        } else if opportunities[offset].rawValue >= BreakOpportunity.allowed.rawValue
          || (breaksAll && opportunities[offset] == .cluster
            && content.text[offset] != 0x20 && content.text[offset - 1] != 0x20)
        {
          let isInWord = content.text[offset - 1] != 0x20
          if style.wordBreak == .keepAll && content.text[offset] >= 0xE3, isInWord { continue }
          if style.hyphens == .whole, isInWord, content.text[offset - 1] < 0x80,
            content.text[offset] < 0x80
          {
            continue
          }
          breaks.append(InlineContent.Break(offset: here, kind: .soft))
        }
      }
    }
    let end = Int32(truncatingIfNeeded: content.text.count)
    breaks.append(InlineContent.Break(offset: end, kind: .end))
    return breaks
  }

  private func emergencyBreaks(
    of content: InlineContent, _ opportunities: [BreakOpportunity]
  ) -> [Bool] {
    func allows(_ span: InlineContent.Span) -> Bool {
      span.wraps && span.box.style.text.overflowWrap != .normal
    }
    guard content.spans.contains(where: allows) else { return [] }
    var allowed = [Bool](repeating: false, count: content.text.count + 1)
    for span in content.spans where allows(span) {
      for offset in Int(span.start)...Int(span.end)
      where opportunities[offset] != .none || offset == Int(span.start) {
        allowed[offset] = true
      }
    }
    return allowed
  }

  /// The glyphs of a hyphen in a style.
  func hyphen(for box: Box) -> GlyphRun? {
    let text = "\u{2010}"
    let run = Paragraph.Run(range: 0..<text.utf8.count, style: box.style.text)
    let shaped = shaper.shape(Paragraph(text: text, runs: [run], direction: .ltr))
    if shaped.missingGlyphs.isEmpty, let glyphs = shaped.runs.first { return glyphs }
    let plain = Paragraph.Run(range: 0..<1, style: box.style.text)
    return shaper.shape(Paragraph(text: "-", runs: [plain], direction: .ltr)).runs.first
  }
}

extension InlineContent {
  /// Widens the last glyph of each cluster of `run` that lies in the range.
  fileprivate func addSpacing(_ style: TextStyle, run index: Int, start: Int32, end: Int32) {
    runs[index].letterSpacing = style.letterSpacing
    let isReversed = runs[index].isRightToLeft
    let count = runs[index].glyphs.count
    for glyph in 0..<count {
      let cluster = runs[index].glyphs[glyph].cluster
      guard cluster >= start, cluster < end, Int(cluster) < text.count else { continue }
      let next = isReversed ? glyph - 1 : glyph + 1
      if next >= 0, next < count, runs[index].glyphs[next].cluster == cluster { continue }
      let byte = text[Int(cluster)]
      var extra = isIgnorable(Int(cluster)) ? 0 : style.letterSpacing
      if byte == 0x20 || isNoBreakSpace(Int(cluster)) { extra += style.wordSpacing }
      runs[index].glyphs[glyph].advance += extra
    }
  }

  private func isNoBreakSpace(_ offset: Int) -> Bool {
    offset + 1 < text.count && text[offset] == 0xC2 && text[offset + 1] == 0xA0
  }

  /// U+200B to U+200F, U+2060 and U+FEFF take no letter-spacing.
  private func isIgnorable(_ offset: Int) -> Bool {
    guard offset + 2 < text.count else { return false }
    let (a, b, c) = (text[offset], text[offset + 1], text[offset + 2])
    if a == 0xE2 && b == 0x80 { return c >= 0x8B && c <= 0x8F }
    if a == 0xE2 && b == 0x81 { return c == 0xA0 }
    return a == 0xEF && b == 0xBB && c == 0xBF
  }
}
