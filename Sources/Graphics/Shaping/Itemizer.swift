import CPango

/// A stretch of text of one style, face, script and direction.
struct TextItem {
  var range: Range<Int>
  var style: ShapingStyle
  /// Index in the `FaceTable`; -1 when there is no font at all.
  var face: Int32
  /// The same face for text that isn't in small capitals.
  var plainFace: Int32
  /// Bidi embedding level.
  var level: UInt8
  var script: hb_script_t
  /// Lower case shown as smaller capitals, because the font has no small ones.
  var isSmallCapital = false

  /// CSS px; small capitals are rounded as Chromium does.
  var size: Double {
    isSmallCapital ? max(1, (style.size * 0.7).rounded()) : style.size
  }
}

/// Cuts a paragraph into items that HarfBuzz can shape.
struct Itemizer {
  let text: UnsafeBufferPointer<UInt8>
  let isRightToLeft: Bool
  let faces: FaceTable
  /// HarfBuzz compares each mark with those before it: a hostile pile is cut into several items.
  private static let markLimit = 256

  func items(of ranges: [StyledRange]) -> [TextItem] {
    guard isRightToLeft || !text.allSatisfy({ $0 < 0x80 }) else {
      return ranges.flatMap(itemsOfASCII)
    }
    let classes = scalarClasses()
    let levels = isRightToLeft || classes.isBidirectional ? embeddingLevels() : []
    let scripts = classes.isComplex ? scriptRanges() : []
    return items(of: ranges, levels: levels, scripts: scripts)
  }

  /// The common case: plain ASCII from left to right, one face.
  private func itemsOfASCII(_ styled: StyledRange) -> [TextItem] {
    guard !styled.range.isEmpty else { return [] }
    let primary = styled.style.stack.primary(in: faces)
    let smallCapitals = styled.style.smallCapitals
    if faces[primary]?.coversASCII ?? true, !smallCapitals.lower, !smallCapitals.upper {
      return [
        TextItem(
          range: styled.range, style: styled.style, face: primary, plainFace: primary, level: 0,
          script: HB_SCRIPT_LATIN)
      ]
    }
    return items(of: [styled], levels: [], scripts: [])
  }

  /// Levels are by scalar, none when all are 0; scripts in order, none when all is Latin.
  private func items(
    of ranges: [StyledRange], levels: [UInt8], scripts: [(end: Int, script: hb_script_t)]
  ) -> [TextItem] {
    var items: [TextItem] = []
    var scalarIndex = 0
    var scriptIndex = 0
    // A single range of a longer text may be asked for.
    var decoder = ScalarCursor(text, at: ranges.first?.range.lowerBound ?? 0)
    for styled in ranges {
      var item: TextItem?
      var marks = 0
      while decoder.offset < styled.range.upperBound, let scalar = decoder.next() {
        let level = levels.isEmpty ? 0 : levels[min(scalarIndex, levels.count - 1)]
        while scriptIndex < scripts.count, scripts[scriptIndex].end <= decoder.start {
          scriptIndex += 1
        }
        let script =
          scriptIndex < scripts.count ? scripts[scriptIndex].script : HB_SCRIPT_LATIN
        let plain = face(for: scalar, after: item?.plainFace, style: styled.style)
        let isSmall = isSmallCapital(scalar, face: plain, style: styled.style)
        let face = isSmall ? faces.openForSmallCapitals(plain) : plain
        scalarIndex += 1
        var start = decoder.start
        marks = scalar.takesFaceOfNeighbour ? marks + 1 : 0
        if let open = item {
          let isFull = marks % Self.markLimit == Self.markLimit - 1
          if !isFull, open.face == face, open.level == level, open.script == script {
            start = open.range.lowerBound
          } else {
            items.append(open)
          }
        }
        item = TextItem(
          range: start..<decoder.offset, style: styled.style, face: face, plainFace: plain,
          level: level, script: script, isSmallCapital: isSmall)
      }
      if let item { items.append(item) }
    }
    return items
  }

  private func face(
    for scalar: Unicode.Scalar, after current: Int32?, style: ShapingStyle
  ) -> Int32 {
    if scalar.takesFaceOfNeighbour { return current ?? style.stack.primary(in: faces) }
    return style.stack.face(for: scalar, language: style.language, in: faces)
  }

  private func isSmallCapital(
    _ scalar: Unicode.Scalar, face: Int32, style: ShapingStyle
  ) -> Bool {
    let wanted = style.smallCapitals
    guard wanted.lower || wanted.upper, let face = faces[face] else { return false }
    return wanted.lower && scalar.properties.isLowercase && !face.hasSmallCapitals
      || wanted.upper && scalar.properties.isUppercase && !face.hasCapitalsToSmall
  }

  private func scalarClasses() -> (isBidirectional: Bool, isComplex: Bool) {
    var isBidirectional = false
    var isComplex = false
    var decoder = ScalarCursor(text)
    while let scalar = decoder.next() {
      if scalar.mayBeRightToLeft { isBidirectional = true }
      if !scalar.isSimpleLatin { isComplex = true }
    }
    return (isBidirectional, isComplex)
  }

  /// One level for each scalar, by Pango (fribidi, UAX 9).
  private func embeddingLevels() -> [UInt8] {
    var direction = isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR
    let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
    // +1, to be freed by g_free.
    guard let start,
      let levels = pango_log2vis_get_embedding_levels(start, Int32(text.count), &direction)
    else { return [] }
    defer { g_free(levels) }
    let count = text.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return Array(UnsafeBufferPointer(start: levels, count: count))
  }

  /// Script runs by Pango, with common characters given to their neighbours' script.
  private func scriptRanges() -> [(end: Int, script: hb_script_t)] {
    guard let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
    else { return [] }
    var ranges: [(end: Int, script: hb_script_t)] = []
    let iterator = pango_script_iter_new(start, Int32(text.count))  // +1
    defer { pango_script_iter_free(iterator) }
    repeat {
      var end: UnsafePointer<CChar>?
      var script = PANGO_SCRIPT_COMMON
      pango_script_iter_get_range(iterator, nil, &end, &script)
      guard let end else { break }
      let tag = g_unicode_script_to_iso15924(GUnicodeScript(rawValue: script.rawValue))
      ranges.append((end: end - start, script: hb_script_from_iso15924_tag(tag)))
    } while pango_script_iter_next(iterator) != 0
    return ranges
  }
}
