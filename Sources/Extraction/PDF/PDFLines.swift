/// Makes lines of the words of a PDF.
struct PDFLines {
  private(set) var lines: [TextLine] = []

  init(_ text: BoxedText, _ glyphs: GlyphText, _ raster: Raster) {
    for (number, page) in text.pages.enumerated() {
      let pieces = number < glyphs.pages.count ? glyphs.pages[number].pieces : []
      var found = Self.lines(of: page, number)
      Self.restore(&found, page, number, pieces, raster)
      Self.style(&found, by: pieces)
      if number < raster.pages.count { Self.markItems(&found, page, raster) }
      lines += Self.withSideDates(found)
    }
  }

  private static func lines(of page: BoxedText.Page, _ number: Int) -> [TextLine] {
    var lines: [TextLine] = []
    var open: Int?
    for word in page.words where word.hidden == nil {
      guard open == word.line, let last = lines.last, let box = last.box else {
        var line = TextLine(word.text)
        (line.page, line.box, line.block) = (number, word.box, word.block)
        lines.append(line)
        open = word.line
        continue
      }
      let gap = word.box.left - box.right
      lines[lines.count - 1].text += (gap > 1.5 * word.box.height ? "\t" : " ") + word.text
      lines[lines.count - 1].box = box.joined(word.box)
    }
    return lines
  }

  /// Puts the text that the glyphs spell where other text was forged for them.
  private static func restore(
    _ lines: inout [TextLine], _ page: BoxedText.Page, _ number: Int, _ pieces: [GlyphText.Piece],
    _ raster: Raster
  ) {
    let forged = page.words.filter { $0.hidden == .forged }.map(\.box)
    guard !forged.isEmpty, number < raster.pages.count, page.width > 0, page.height > 0 else {
      return
    }
    for piece in pieces {
      let isReplaced = forged.contains { box in
        abs(box.middle - piece.box.middle) < 0.6 * piece.box.height && box.left < piece.box.right
          && box.right > piece.box.left
      }
      let contrast = raster.contrast(
        page: number, left: piece.box.left / page.width, top: piece.box.top / page.height,
        right: piece.box.right / page.width, bottom: piece.box.bottom / page.height)
      guard isReplaced, (contrast ?? 0) >= Visibility.leastContrast, !piece.isWhite else {
        continue
      }
      var line = TextLine(piece.text.trimmed)
      (line.page, line.box, line.startsParagraph) = (number, piece.box, true)
      let place = lines.lastIndex { ($0.box?.top ?? 0) <= piece.box.top }.map { $0 + 1 } ?? 0
      lines.insert(line, at: place)
    }
  }

  /// Takes weight and links from the glyphs that stand in a line's place.
  private static func style(_ lines: inout [TextLine], by pieces: [GlyphText.Piece]) {
    let sorted = pieces.sorted { $0.box.top < $1.box.top }
    for index in lines.indices {
      guard let box = lines[index].box else { continue }
      var bold = 0
      var plain = 0
      for piece in sorted {
        if piece.box.top > box.bottom { break }
        guard piece.box.middle > box.top, piece.box.middle < box.bottom,
          min(piece.box.right, box.right) - max(piece.box.left, box.left) > 0
        else { continue }
        if piece.isBold { bold += piece.text.count } else { plain += piece.text.count }
        for link in piece.links where !lines[index].links.contains(link) {
          lines[index].links.append(link)
        }
      }
      lines[index].isBold = bold > plain
    }
  }

  /// Lines with a sign of a list before them that is drawn and not written.
  ///
  /// A bar at the side of a paragraph goes on above and below the line; a sign doesn't.
  private static func markItems(
    _ lines: inout [TextLine], _ page: BoxedText.Page, _ raster: Raster
  ) {
    guard page.width > 0, page.height > 0 else { return }
    for index in lines.indices {
      guard let box = lines[index].box, box.height < 30 else { continue }
      let zone = (left: box.left - 1.7 * box.height, right: box.left - 0.15 * box.height)
      let isFree = !lines.contains { other in
        guard let place = other.box, place != box else { return false }
        return place.right > zone.left && place.left < zone.right
          && abs(place.middle - box.middle) < 0.5 * box.height
      }
      guard isFree, zone.left > 0 else { continue }
      let number = lines[index].page
      let contrast = { (top: Double, bottom: Double) -> Int in
        raster.contrast(
          page: number, left: zone.left / page.width,
          top: (box.top + top * box.height) / page.height, right: zone.right / page.width,
          bottom: (box.top + bottom * box.height) / page.height) ?? 0
      }
      let isSign = contrast(0.3, 0.8) > 60 && contrast(-0.05, 0.1) < 60 && contrast(0.95, 1.05) < 60
      if isSign { lines[index].isItem = true }
    }
  }

  /// Dates that stand in a column of their own, or at the right edge, go behind the line that they
  /// stand beside.
  private static func withSideDates(_ lines: [TextLine]) -> [TextLine] {
    var lines = lines
    var removed: Set<Int> = []
    let isDate = lines.map { DateReader.isDateOnly($0.text) }
    var stacked: [Int: Int] = [:]
    for index in lines.indices where !isDate[index] { stacked[lines[index].block, default: 0] += 1 }
    for index in lines.indices where isDate[index] {
      // Within a block of other lines a date has its place already.
      guard stacked[lines[index].block] == nil, let box = lines[index].box else { continue }
      let beside = lines.indices.filter { other in
        guard !isDate[other], let place = lines[other].box, lines[other].text.count < 120 else {
          return false
        }
        return abs(place.middle - box.middle) < 0.5 * max(place.height, box.height)
          && place.block(doesNotCover: box)
      }
      let nearest = beside.min { distance(lines[$0], box) < distance(lines[$1], box) }
      guard let nearest else { continue }
      lines[nearest].text += "\t" + lines[index].text
      removed.insert(index)
    }
    return lines.indices.filter { !removed.contains($0) }.map { lines[$0] }
  }

  private static func distance(_ line: TextLine, _ box: Box) -> Double {
    guard let place = line.box else { return .infinity }
    return max(place.left - box.right, box.left - place.right)
  }
}

extension Box {
  fileprivate func block(doesNotCover other: Box) -> Bool {
    right <= other.left + 1 || left >= other.right - 1
  }
}
