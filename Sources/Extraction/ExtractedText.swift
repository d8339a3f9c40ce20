/// What a file says, in reading order, and what it tried to hide.
public struct ExtractedText: Sendable {
  public var kind: DocumentKind
  /// What a reader of the file sees; nothing hidden.
  public var lines: [TextLine]
  /// nil where the format has no pages.
  public var pages: Int?
  public var concerns: [Concern] = []
  /// Lines of which nobody can tell whether they are seen; they don't count.
  public var unchecked: [String] = []
  /// How well programs can read the file itself.
  public var notes: [ReadabilityNote] = []

  public init(kind: DocumentKind, lines: [TextLine] = [], pages: Int? = nil) {
    self.kind = kind
    self.lines = lines
    self.pages = pages
  }

  public var text: String { lines.map { $0.text + "\n" }.joined() }

  /// Lines that are read of any file.
  static let mostLines = 20_000
}

/// A line as it stands on the page, or a paragraph where the format has paragraphs.
public struct TextLine: Hashable, Sendable {
  /// Without line ends; a tab where a wide gap is.
  public var text: String
  /// From 0.
  public var page = 0
  /// In points from the page's upper left corner; nil where the format has no pages.
  public var box: Box?
  public var isBold = false
  /// The format says that it is a heading, 1 for the highest.
  public var heading: Int?
  /// The format says that it is an item of a list, or it begins with a bullet.
  public var isItem = false
  /// Whether it begins a paragraph; nil where that is to be guessed.
  public var startsParagraph: Bool?
  /// What stood together: a block of a page, a cell of a table.
  public var block = 0
  /// Addresses that links in it lead to.
  public var links: [String] = []

  public init(_ text: String) { self.text = text }
}

public struct Box: Hashable, Sendable {
  public var left: Double
  public var top: Double
  public var right: Double
  public var bottom: Double

  public var height: Double { bottom - top }
  public var width: Double { right - left }
  public var middle: Double { (top + bottom) / 2 }

  public init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  /// The smallest box around both.
  func joined(_ other: Box) -> Box {
    Box(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }
}

/// Something in a file that a person should look at; it never counts for the applicant.
public struct Concern: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case hiddenText = "hidden-text"
    case forgedText = "forged-text"
    case hiddenLayer = "hidden-layer"
    case metadata = "hidden-metadata"
    case annotation = "hidden-annotation"
    case deletedText = "deleted-text"
    case invisibleCharacters = "invisible-characters"
    case bidirectional = "bidirectional-controls"
    case lookAlikes = "look-alike-letters"
    case stuffing = "keyword-stuffing"
    case injection = "prompt-injection"
    case copiedPosting = "copied-posting"
    case activeContent = "active-content"
    case unchecked = "unchecked"
  }

  public var kind: Kind
  public var message: String
  /// The first words of what it is about; empty when there are none.
  public var quote: String

  public init(_ kind: Kind, _ message: String, quote: String = "") {
    self.kind = kind
    self.message = message
    self.quote = Self.shortened(quote)
  }

  /// At most 120 characters, without line ends.
  private static func shortened(_ text: String) -> String {
    let words = text.prefix(2000).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 120 ? words.prefix(119) + "…" : words
  }
}

/// A remark on the file as a file.
public struct ReadabilityNote: Hashable, Sendable {
  public var id: String
  public var message: String
  /// Whether something is lost or in doubt because of it.
  public var isFault: Bool

  public init(_ id: String, _ message: String, isFault: Bool = true) {
    self.id = id
    self.message = message
    self.isFault = isFault
  }
}

/// Why nothing can be read from a file.
public struct ExtractionError: Error, Hashable, Sendable {
  public var id: String
  public var message: String
  public var help: String?

  public init(_ id: String, _ message: String, help: String? = nil) {
    self.id = id
    self.message = message
    self.help = help
  }
}

/// What reading one file may cost.
public struct ExtractionLimits: Sendable {
  public var bytes = 10 << 20
  /// Of each program that helps, and of what a packed file may grow to.
  public var memory = 1 << 30
  /// From start to end.
  public var seconds = 20.0
  /// Pages from which text is read.
  public var pages = 100
  /// Pages that are drawn to see what is visible; text of further pages doesn't count.
  public var drawnPages = 20

  public init() {}
}
