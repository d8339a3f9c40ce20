/// Finds the words of a PDF that nobody sees, by looking at the drawn page.
///
/// Whatever hides a word (white or transparent ink, a rectangle over it, a clip, a layer, an
/// invisible mode) leaves no trace of it in the picture, so no list of tricks has to be complete.
struct Visibility {
  /// Shades, of 255, between a letter and its ground that an eye notices.
  static let leastContrast = 24
  /// Points from the lowest to the highest part of a line of letters.
  static let leastHeight = 3.6

  let raster: Raster
  /// Pages that were to be drawn.
  let drawnPages: Int

  func check(_ text: inout BoxedText) {
    for page in text.pages.indices {
      let size = (width: text.pages[page].width, height: text.pages[page].height)
      for (index, word) in text.pages[page].words.enumerated() {
        if let reason = reason(word, page, size) { text.hide(reason, page: page, word: index) }
      }
      hideOverlapped(&text, page)
      hideRests(&text, page)
    }
  }

  private func reason(
    _ word: BoxedText.Word, _ page: Int, _ size: (width: Double, height: Double)
  ) -> BoxedText.Hidden? {
    let box = word.box
    let center = (x: (box.left + box.right) / 2, y: box.middle)
    if center.x < 0 || center.y < 0 || center.x > size.width || center.y > size.height {
      return .outside
    }
    if min(box.height, box.width) < Self.leastHeight, box.height < Self.leastHeight { return .tiny }
    guard page < raster.pages.count, size.width > 0, size.height > 0 else { return .unchecked }
    guard word.text.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    // The zone of small letters, which lines above and below don't reach.
    let inset = box.height > box.width * 3 ? 0 : box.height * 0.25
    let contrast = raster.contrast(
      page: page, left: box.left / size.width, top: (box.top + inset) / size.height,
      right: box.right / size.width, bottom: (box.bottom - inset) / size.height)
    guard let contrast else { return .outside }
    return contrast < Self.leastContrast ? .invisible : nil
  }

  /// What sticks out of a hidden line is a rest of it.
  private func hideRests(_ text: inout BoxedText, _ page: Int) {
    var counts: [Int: (all: Int, hidden: Int)] = [:]
    for word in text.pages[page].words {
      counts[word.line, default: (0, 0)].all += 1
      if word.hidden == .invisible { counts[word.line]?.hidden += 1 }
    }
    for (index, word) in text.pages[page].words.enumerated() where word.hidden == nil {
      guard let count = counts[word.line], count.hidden >= 4, count.hidden * 2 > count.all else {
        continue
      }
      text.hide(.invisible, page: page, word: index)
    }
  }

  /// Words on top of each other: the picture shows one of them, so neither is believed unless both
  /// say the same.
  private func hideOverlapped(_ text: inout BoxedText, _ page: Int) {
    let words = text.pages[page].words
    let order = words.indices.sorted { words[$0].box.top < words[$1].box.top }
    for (place, first) in order.enumerated() {
      let a = words[first]
      for second in order[(place + 1)...].prefix(400) {
        let b = words[second]
        if b.box.top >= a.box.bottom { break }
        let width = min(a.box.right, b.box.right) - max(a.box.left, b.box.left)
        let height = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
        guard width > 0, height > 0 else { continue }
        let smaller = min(a.box.width * a.box.height, b.box.width * b.box.height)
        guard smaller > 0, width * height > 0.6 * smaller, a.text != b.text else { continue }
        for index in [first, second] where text.pages[page].words[index].hidden == nil {
          text.hide(.invisible, page: page, word: index)
        }
      }
    }
  }
}
