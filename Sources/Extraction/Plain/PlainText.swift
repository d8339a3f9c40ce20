import Diagnostics
import HTML
import Markdown

/// Readers of the formats that are text already.
enum PlainText {
  /// Lines as they stand, without what steers terminals.
  static func lines(of text: String) -> [TextLine] {
    var lines: [TextLine] = []
    var block = 0
    for raw in text.replacingReturns().split(separator: "\n", omittingEmptySubsequences: false) {
      guard lines.count < ExtractedText.mostLines else { break }
      let clean = withoutControls(raw)
      // Lines of dashes underline headings or part sections.
      guard clean.unicodeScalars.contains(where: Self.isContent) else {
        block += 1
        continue
      }
      var line = TextLine(clean.trimmed)
      line.block = block
      let indent = clean.prefix { $0 == " " || $0 == "\t" }.count
      line.box = Box(
        left: Double(indent), top: Double(lines.count), right: Double(clean.count),
        bottom: Double(lines.count + 1))
      lines.append(line)
    }
    return lines
  }

  private static func isContent(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || !scalar.isASCII && scalar.properties.generalCategory != .otherSymbol
        && !scalar.properties.isWhitespace && scalar.properties.generalCategory != .dashPunctuation
  }

  /// Terminal sequences (ECMA-48) and other controls taken out, form feeds made blanks.
  private static func withoutControls(_ line: Substring) -> String {
    var result = String.UnicodeScalarView()
    var scalars = line.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar.value {
      case 0x1B: skipEscape(&scalars)
      case 0x9: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0: if scalar.value == 0xC { result.append(" ") }
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func skipEscape(_ scalars: inout Substring.UnicodeScalarView.Iterator) {
    guard let kind = scalars.next() else { return }
    switch kind {
    case "[":
      while let next = scalars.next(), !(0x40...0x7E).contains(next.value) {}
    case "]", "P", "X", "^", "_":
      while let next = scalars.next(), next.value != 0x07, next.value != 0x9C {
        if next.value == 0x1B {
          _ = scalars.next()
          return
        }
      }
    default: break
    }
  }

  // MARK: Markdown

  static func markdownLines(of text: String) -> [TextLine] {
    var lines: [TextLine] = []
    let file = SourceFile(path: "", text: text)
    collect(markdownBlocks(of: file), isItem: false, into: &lines)
    return lines
  }

  private static func collect(
    _ blocks: [MarkdownBlock], isItem: Bool, into lines: inout [TextLine]
  ) {
    for block in blocks {
      var isItem = isItem
      if case .item = block.kind { isItem = true }
      if !block.text.isEmpty {
        for (index, part) in block.text.split(whereSeparator: \.isNewline).enumerated() {
          var line = TextLine(part.trimmed)
          line.isItem = isItem && index == 0
          line.isBold = block.isStrong
          line.startsParagraph = index == 0
          line.block = lines.count
          if case .heading(let level) = block.kind { line.heading = level }
          if !line.text.isEmpty { lines.append(line) }
        }
      }
      collect(block.children, isItem: isItem, into: &lines)
    }
  }
}

extension StringProtocol {
  var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    guard start < endIndex, let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[start...last])
  }

  /// Every kind of line end as a line feed.
  func replacingReturns() -> String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0D: result.append("\n")
      case 0x0A: if !afterReturn { result.append("\n") }
      case 0x85, 0x2028, 0x2029: result.append("\n")
      default: result.append(scalar)
      }
      afterReturn = scalar.value == 0x0D
    }
    return String(result)
  }
}
