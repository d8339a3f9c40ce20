import CSS
import Geometry

/// How high Word sets the lines of a paragraph, and about how many of them there will be.
///
/// A page that is full to its last line must not become two in Word, so lines are as high as those
/// of the page, and no higher.
struct DOCXLines {
  /// Of one line, CSS px; nil for the font's own.
  let height: Double?
  /// What a line is higher than on the page, CSS px.
  let surplus: Double
  /// Whether fonts that ask for more get no more.
  let isExact: Bool

  /// The share of its size that a font needs: Word cuts off what stands out of an exact line.
  private static let least = 1.15

  init(_ paragraph: Flow.Paragraph) {
    let size = paragraph.style.text.fontSize
    let page: Double? =
      switch paragraph.style.text.lineHeight {
      case .normal: nil
      case .number(let factor): factor * size
      case .length(let px): px
      }
    guard let page, !paragraph.holdsPicture else {
      (height, surplus, isExact) = (page, 0, false)
      return
    }
    let largest = paragraph.content.reduce(0) { largest, inline in
      if case .text(let run) = inline { max(largest, run.style.text.fontSize) } else { largest }
    }
    height = max(page, largest * Self.least)
    surplus = max(0, largest * Self.least - page)
    isExact = true
  }

  /// Of all lines of a paragraph that are so wide, CSS px.
  static func height(of paragraph: Flow.Paragraph, width: Double) -> Double {
    let line = DOCXLines(paragraph).height ?? paragraph.style.text.fontSize * 1.2
    let breaks = breaks(in: paragraph, width: width)
    var (count, reach) = (1.0, 0.0)
    for (index, inline) in paragraph.content.enumerated() {
      guard breaks.contains(index) || inline.isLineBreak else {
        reach += self.width(of: inline)
        continue
      }
      count += max(1, (reach / width).rounded(.up))
      reach = 0
    }
    return line * (count + max(1, (reach / width).rounded(.up)) - 1)
  }

  /// The gaps of a row where its next item starts a line; a bar there would part nothing.
  static func breaks(in paragraph: Flow.Paragraph, width: Double) -> Set<Int> {
    let content = paragraph.content
    guard content.contains(where: \.isBar) else { return [] }
    let bar = paragraph.style.text.fontSize * 0.8
    var breaks: Set<Int> = []
    var reach = 0.0
    for (index, inline) in content.enumerated() {
      switch inline {
      case .lineBreak: reach = 0
      case .gap(.beside):
        let item = content[(index + 1)...].prefix { !$0.endsItem }
        let next = item.reduce(bar) { $0 + self.width(of: $1) }
        if reach + next > width { breaks.insert(index) }
        reach = breaks.contains(index) ? 0 : reach + bar
      default: reach += self.width(of: inline)
      }
    }
    return breaks
  }

  // MARK: - Widths

  /// About as wide as its face sets it, CSS px: within some hundredths for common faces.
  private static func width(of inline: Flow.Inline) -> Double {
    switch inline {
    case .text(let run): width(of: run.text, run.style)
    case .image, .gap, .lineBreak: 0
    }
  }

  private static func width(of text: String, _ style: ComputedStyle) -> Double {
    let size =
      style.text.fontSize * DOCXFont.breadth(style.text.fontFamily)
      * (style.text.fontWeight >= 600 ? 1.06 : 1)
    return text.unicodeScalars.reduce(0) { $0 + size * em($1) + style.text.letterSpacing }
  }

  private static func em(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "t", "f", "r", "I", " ", ".", ",", ":", ";", "'", "|", "!", "/", "(", ")",
      "-":
      0.31
    case "m", "w", "M", "W", "@", "%": 0.86
    case "A"..."Z": 0.64
    case "\u{2E80}"...: 1
    default: 0.54
    }
  }
}

extension Flow.Inline {
  fileprivate var isLineBreak: Bool { if case .lineBreak = self { true } else { false } }

  fileprivate var isBar: Bool { if case .gap(.beside) = self { true } else { false } }

  fileprivate var endsItem: Bool {
    switch self {
    case .gap, .lineBreak: true
    case .text, .image: false
    }
  }
}

extension Flow.Paragraph {
  fileprivate var holdsPicture: Bool {
    content.contains { if case .image = $0 { true } else { false } }
  }
}

/// The distances between paragraphs, less what Word adds of its own.
struct DOCXDistances {
  /// Of the line below the paragraph before, CSS px.
  private var lineAbove = 0.0
  /// What earlier lines took that no distance has given back yet, CSS px.
  private var owed = 0.0
  private var isFirst = true

  /// Before a paragraph, CSS px: lines that Word draws, and lines of text that it needs higher, stand
  /// within what the page has there.
  mutating func before(_ paragraph: Flow.Paragraph, surplus: Double) -> Double {
    let drawn = isFirst ? 0 : lineAbove + (paragraph.borderTop?.extent ?? 0)
    let left = paragraph.spaceBefore - drawn - surplus - owed
    owed = max(0, -left)
    lineAbove = paragraph.borderBottom?.extent ?? 0
    isFirst = false
    return max(0, left)
  }
}
