/// What a text looks like before it is parsed, so that none keeps the parser busy.
///
/// cmark-gfm needs quadratic time for some shapes that no person writes: ten thousand columns,
/// a thousand quotes inside each other, fifty thousand unclosed tags. Their cost is estimated here
/// in one pass; text that costs too much is shown as typed, or loses the one extension.
struct TextShape {
  private(set) var isPathological = false
  private(set) var allowsTables = true
  private(set) var allowsAutolinks = true

  /// Longer texts are not looked at for Markdown.
  static let sizeLimit = 1 << 20

  /// Counts within one paragraph.
  private struct Paragraph {
    var bytes = 0
    var lines = 0
    var lessThans = 0
    /// `<?`, `<!x` and `<![`, each of which looks for its end.
    var declarations = 0
    var ats = 0
    /// Each end of a link looks through all delimiters of emphasis before it.
    var delimiters = 0
    var linkEnds = 0
    var mayDefineReference = false
  }

  private var paragraph = Paragraph()
  private var lines = 0
  private var deepest = 0
  private var brackets = 0
  private var longestDefinition = 0
  private var ats = 0
  private var longestWord = 0
  private var hasPipes = false

  init(_ bytes: [UInt8]) {
    guard bytes.count <= Self.sizeLimit else {
      isPathological = true
      return
    }
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      readLine(bytes, start..<end)
      start = end + 1
    }
    finishParagraph()
    if deepest * lines > 4_000_000 { isPathological = true }
    if brackets * longestDefinition > 20_000_000 { isPathological = true }
    if ats * longestWord > 1_000_000 { allowsAutolinks = false }
  }

  private mutating func readLine(_ bytes: [UInt8], _ line: Range<Int>) {
    lines += 1
    guard let content = Self.depth(bytes, line, &deepest) else {
      finishParagraph()
      return
    }
    paragraph.lines += 1
    paragraph.bytes += line.count
    var pipes = 0
    var word = 0
    var closers = 0
    for index in content..<line.upperBound {
      let byte = bytes[index]
      if byte <= 0x20 {
        longestWord = max(longestWord, word)
        word = 0
        closers = 0
        continue
      }
      word += 1
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"): paragraph.linkEnds += 1
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): paragraph.delimiters += 1
      case UInt8(ascii: "@"): paragraph.ats += 1
      case UInt8(ascii: ")"), UInt8(ascii: ";"): closers += 1
      case UInt8(ascii: "<"): readLessThan(bytes, index)
      case UInt8(ascii: ":") where index > content && bytes[index - 1] == UInt8(ascii: "]"):
        paragraph.mayDefineReference = true
      default: break
      }
      if closers > 100 { allowsAutolinks = false }
    }
    longestWord = max(longestWord, word)
    if pipes > 0 { hasPipes = true }
    if pipes > 200 { allowsTables = false }
  }

  private mutating func readLessThan(_ bytes: [UInt8], _ index: Int) {
    paragraph.lessThans += 1
    guard index + 1 < bytes.count else { return }
    let next = bytes[index + 1]
    if next == UInt8(ascii: "?") || next == UInt8(ascii: "!") { paragraph.declarations += 1 }
  }

  private mutating func finishParagraph() {
    let size = paragraph.bytes
    if paragraph.lessThans > 50_000 { isPathological = true }
    if paragraph.declarations * size > 50_000_000 { isPathological = true }
    if paragraph.delimiters * paragraph.linkEnds > 10_000_000 { isPathological = true }
    if min(paragraph.ats, 1000) * size > 50_000_000 { allowsAutolinks = false }
    if paragraph.lines > 500, hasPipes { allowsTables = false }
    if paragraph.mayDefineReference { longestDefinition = max(longestDefinition, size) }
    ats += paragraph.ats
    paragraph = Paragraph()
  }

  /// Where the content of a line begins; nil for a blank line.
  ///
  /// `deepest` grows to the number of quotes and list items that the start of the line may open.
  private static func depth(
    _ bytes: [UInt8], _ line: Range<Int>, _ deepest: inout Int
  ) -> Int? {
    var index = line.lowerBound
    var columns = 0
    var markers = 0
    while index < line.upperBound {
      switch bytes[index] {
      case 0x20: columns += 1
      case 0x09: columns += 4
      case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): markers += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "."), UInt8(ascii: ")"): markers += 1
      default:
        deepest = max(deepest, markers + columns / 2)
        return index
      }
      index += 1
    }
    deepest = max(deepest, markers)
    return markers == 0 ? nil : index
  }
}
