import CSS
import Geometry

/// The content of a paragraph while it is read: white space folded as CSS Text 4.1 has it, runs of
/// one style joined.
struct FlowText {
  private var content: [Flow.Inline] = []
  /// A folded space that counts once something follows it.
  private var pendingSpace: Flow.Run?
  private var endsWithAtom = false

  var isEmpty: Bool { content.isEmpty }

  mutating func append(_ string: String, _ style: ComputedStyle, link: String?, isCode: Bool) {
    var run = Flow.Run(text: "", style: style, link: link, isCode: isCode)
    var space = run
    (space.text, space.widening) = (" ", style.text.wordSpacing)
    for scalar in transformed(string, style).unicodeScalars {
      switch scalar {
      case "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}": continue
      case "\n" where style.text.whiteSpace.keepsLines:
        add(&run)
        append(.lineBreak)
      case " ", "\n", "\t", "\r", "\u{C}":
        if style.text.whiteSpace.keepsSpaces {
          run.text += scalar == "\t" ? "    " : " "
        } else {
          add(&run)
          foldSpace(space)
        }
      default:
        if run.text.isEmpty { flushSpace() }
        run.text.unicodeScalars.append(scalar)
      }
    }
    add(&run)
  }

  /// Adds what is no text; spaces before it fall away.
  mutating func append(_ inline: Flow.Inline) {
    pendingSpace = nil
    endsWithAtom = false
    if case .image = inline {} else if content.isEmpty { return }
    content.append(inline)
  }

  /// Boxes in a line stand apart, even where no space was written between them.
  mutating func beginAtom() {
    guard endsWithAtom, pendingSpace == nil, case .text(let run)? = content.last else { return }
    foldSpace(Flow.Run(text: " ", style: run.style, link: nil, isCode: false))
  }

  mutating func endAtom() { endsWithAtom = true }

  /// Notes the margin of what follows a space, CSS px.
  mutating func widenSpace(by margin: Double) {
    if margin > 0 { pendingSpace?.widening += margin }
  }

  /// Ends the paragraph: its content, without line breaks and gaps at the end.
  mutating func take() -> [Flow.Inline] {
    while let last = content.last, last.isSpace { content.removeLast() }
    defer { self = FlowText() }
    return content
  }

  // MARK: -

  private mutating func foldSpace(_ space: Flow.Run) {
    guard let last = content.last, !last.isSpace, pendingSpace == nil else { return }
    pendingSpace = space
  }

  private mutating func flushSpace() {
    guard var space = pendingSpace else { return }
    pendingSpace = nil
    add(&space)
  }

  /// Adds a run's text, to the last run where they are alike, and empties it.
  private mutating func add(_ run: inout Flow.Run) {
    guard !run.text.isEmpty else { return }
    endsWithAtom = false
    if case .text(var last)? = content.last, last.style === run.style, last.link == run.link,
      last.isCode == run.isCode, last.widening == 0, run.widening == 0
    {
      content.removeLast()
      last.text += run.text
      content.append(.text(last))
    } else {
      content.append(.text(run))
    }
    run.text = ""
  }

  /// `uppercase` stays a property of the text: what is written is what is read back.
  private func transformed(_ string: String, _ style: ComputedStyle) -> String {
    switch style.text.textTransform {
    case .none, .uppercase: string
    case .lowercase: string.lowercased()
    case .capitalize: string.capitalizedWords
    }
  }
}

extension Flow.Inline {
  /// Whether it is only a distance.
  fileprivate var isSpace: Bool {
    switch self {
    case .lineBreak, .gap: true
    case .text, .image: false
    }
  }
}

extension WhiteSpace {
  fileprivate var keepsLines: Bool {
    switch self {
    case .pre, .preWrap, .preLine, .breakSpaces: true
    case .normal, .nowrap: false
    }
  }

  fileprivate var keepsSpaces: Bool { keepsLines && self != .preLine }
}

extension String {
  /// With the first letter of each word in upper case.
  fileprivate var capitalizedWords: String {
    var result = ""
    var isStart = true
    for character in self {
      result += isStart && character.isLetter ? character.uppercased() : String(character)
      isStart = !(character.isLetter || character.isNumber || character == "'" || character == "’")
    }
    return result
  }
}

/// The distance between paragraphs, collected from the blocks that end and begin between them.
struct FlowSpacing {
  /// More than this is a page's design, not a paragraph's; CSS px.
  private static let largest = 48.0

  private var collapsing = 0.0
  private var fixed = 0.0

  mutating func open(_ style: ComputedStyle, in parent: ComputedStyle?, isFirst: Bool) {
    if let parent, !isFirst, parent.hasGapBetweenRows {
      collapsing = max(collapsing, parent.flex.rowGap?.px ?? 0)
    }
    collapsing = max(collapsing, style.box.margin.top.px)
    add(style.box.padding.top.px + style.box.borderWidth.top)
  }

  mutating func close(_ style: ComputedStyle) {
    add(style.box.padding.bottom.px + style.box.borderWidth.bottom)
    collapsing = max(collapsing, style.box.margin.bottom.px)
  }

  /// The distance to a new paragraph, which starts the next.
  mutating func take(isFirst: Bool) -> Double {
    defer { self = FlowSpacing() }
    return isFirst ? 0 : min(collapsing + fixed, Self.largest)
  }

  /// Margins on both sides of a padding don't collapse.
  private mutating func add(_ padding: Double) {
    guard padding > 0 else { return }
    fixed += collapsing + padding
    collapsing = 0
  }
}

extension ComputedStyle {
  fileprivate var hasGapBetweenRows: Bool {
    switch box.display.inner {
    case .grid: true
    case .flex: flex.direction == .column || flex.direction == .columnReverse
    default: false
    }
  }
}

extension LengthPercentageOrAuto {
  var px: Double {
    if case .length(let length) = self { length.px } else { 0 }
  }
}

extension Flow.Border {
  /// The line above a block that isn't boxed in.
  init?(top style: ComputedStyle) {
    self.init(
      style, width: style.box.borderWidth.top, style.paint.borderStyle.top,
      style.paint.borderColor.top, padding: style.box.padding.top.px)
  }

  /// The line below a block that isn't boxed in.
  init?(bottom style: ComputedStyle) {
    self.init(
      style, width: style.box.borderWidth.bottom, style.paint.borderStyle.bottom,
      style.paint.borderColor.bottom, padding: style.box.padding.bottom.px)
  }

  private init?(
    _ style: ComputedStyle, width: Double, _ line: BorderStyle, _ color: Color, padding: Double
  ) {
    let sides = style.box.borderWidth
    guard width > 0, sides.left == 0, sides.right == 0, line != .none, line != .hidden,
      color.alpha > 0
    else { return nil }
    self.init(width: width, style: line, color: color, padding: padding)
  }
}
