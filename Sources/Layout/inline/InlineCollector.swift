import CSS

/// Gathers an inline formatting context from its boxes: white space (CSS Text 3, 4), case, objects.
struct InlineCollector {
  private var content = InlineContent()
  /// The content's text so far.
  private var bytes: [UInt8] = []
  /// The last byte is a collapsible space, or the line has just begun.
  private var followsSpace = true
  private var lastIsCollapsible = false
  private var followsLetter = false
  /// Where the text box at hand began.
  private var spanStart: Int32 = 0

  /// Adds everything inside a container; depth is bounded by the box tree's.
  mutating func add(childrenOf box: Box) {
    for child in box.children { add(child) }
  }

  mutating func finish() -> InlineContent {
    dropTrailingSpace()
    content.text = bytes
    return content
  }

  private var offset: Int32 { Int32(truncatingIfNeeded: bytes.count) }

  private mutating func add(_ box: Box) {
    switch box.kind {
    case .text(let text): addText(text, box)
    case .lineBreak: addForcedBreak(box)
    case .inline where box.isInFlow:
      mark(.open, box)
      add(childrenOf: box)
      mark(.close, box)
    default:
      if box.isOutOfFlow {
        mark(.positioned, box)
      } else if box.isFloating {
        mark(.float, box)
      } else {
        addAtomic(box)
      }
    }
  }

  private mutating func mark(_ kind: InlineContent.Mark.Kind, _ box: Box) {
    content.marks.append(InlineContent.Mark(kind: kind, offset: offset, box: box))
  }

  private mutating func addAtomic(_ box: Box) {
    mark(.atomic, box)
    let start = offset
    bytes += [0xEF, 0xBF, 0xBC]
    appendSpan(from: start, box, wraps: true, trims: false)
    followsSpace = false
    lastIsCollapsible = false
    followsLetter = false
  }

  private mutating func addForcedBreak(_ box: Box) {
    dropTrailingSpace()
    let start = offset
    bytes.append(0x0A)
    appendSpan(from: start, box, wraps: true, trims: false)
    followsSpace = true
    lastIsCollapsible = false
    followsLetter = false
  }

  private mutating func appendSpan(from start: Int32, _ box: Box, wraps: Bool, trims: Bool) {
    guard offset > start else { return }
    content.spans.append(
      InlineContent.Span(start: start, end: offset, box: box, wraps: wraps, trims: trims))
  }

  /// A collapsible space at the end of a line goes (CSS Text 3, 4.1.2).
  private mutating func dropTrailingSpace() {
    guard lastIsCollapsible, bytes.last == 0x20 else { return }
    bytes.removeLast()
    let end = offset
    spanStart = min(spanStart, end)
    var last = content.spans.count - 1
    while last >= 0, content.spans[last].end > end {
      content.spans[last].end = end
      if content.spans[last].start >= end { content.spans.removeLast() }
      last -= 1
    }
    var mark = content.marks.count - 1
    while mark >= 0, content.marks[mark].offset > end {
      content.marks[mark].offset = end
      mark -= 1
    }
    while let hyphen = content.softHyphens.last, hyphen > end { content.softHyphens.removeLast() }
    lastIsCollapsible = false
  }

  private mutating func addText(_ source: String, _ box: Box) {
    let style = box.style.text
    let text = transformed(source, style.textTransform)
    spanStart = offset
    switch style.whiteSpace {
    case .normal, .nowrap, .preLine:
      addCollapsed(text, box, keepsLines: style.whiteSpace == .preLine, style)
    case .pre, .preWrap, .breakSpaces:
      addPreserved(text, box, style)
    }
    let wraps = style.whiteSpace != .nowrap && style.whiteSpace != .pre
    appendSpan(
      from: spanStart, box, wraps: wraps,
      trims: style.whiteSpace != .pre && style.whiteSpace != .breakSpaces)
  }

  private mutating func addCollapsed(
    _ text: String, _ box: Box, keepsLines: Bool, _ style: TextStyle
  ) {
    var pendingHyphen = false
    for byte in text.utf8 {
      if pendingHyphen {
        pendingHyphen = false
        if byte == 0xAD {
          addSoftHyphen(style)
          continue
        }
        bytes.append(0xC2)
      }
      switch byte {
      case 0x0A where keepsLines:
        dropTrailingSpace()
        bytes.append(0x0A)
        followsSpace = true
        lastIsCollapsible = false
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        if !followsSpace {
          bytes.append(0x20)
          lastIsCollapsible = true
        }
        followsSpace = true
      case 0xC2: pendingHyphen = true
      default:
        bytes.append(byte)
        followsSpace = false
        lastIsCollapsible = false
      }
    }
  }

  private mutating func addPreserved(_ text: String, _ box: Box, _ style: TextStyle) {
    var pendingHyphen = false
    for byte in text.utf8 {
      if pendingHyphen {
        pendingHyphen = false
        if byte == 0xAD {
          addSoftHyphen(style)
          continue
        }
        bytes.append(0xC2)
      }
      switch byte {
      case 0x0D: bytes.append(0x0A)
      case 0x09:
        mark(.tab, box)
        bytes.append(byte)
      case 0xC2: pendingHyphen = true
      default: bytes.append(byte)
      }
    }
    guard let last = bytes.last else { return }
    followsSpace = last == 0x0A
    lastIsCollapsible = false
  }

  /// Soft hyphens leave the text: they are places, not characters.
  private mutating func addSoftHyphen(_ style: TextStyle) {
    if style.hyphens != .none { content.softHyphens.append(offset) }
  }

  private mutating func transformed(_ text: String, _ transform: TextTransform) -> String {
    switch transform {
    case .none:
      followsLetter = text.unicodeScalars.last?.properties.isAlphabetic ?? followsLetter
      return text
    case .uppercase: return text.uppercased()
    case .lowercase: return text.lowercased()
    case .capitalize: return capitalized(text)
    }
  }

  private mutating func capitalized(_ text: String) -> String {
    var result = ""
    for character in text {
      let isLetter = character.isLetter || character.isNumber
      if isLetter && !followsLetter {
        result += String(character).uppercased()
      } else {
        result.append(character)
      }
      followsLetter = isLetter || (followsLetter && (character == "'" || character == "’"))
    }
    return result
  }
}
