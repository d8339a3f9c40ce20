/// What a file says, in reading order, and what it tried to hide.
package struct ExtractedText: Sendable {
  package var kind: DocumentKind
  /// What a reader of the file sees; nothing hidden.
  package var lines: [TextLine]
  /// nil where the format has no pages.
  package var pages: Int?
  package var concerns: [Concern] = []
  /// Lines of which nobody can tell whether they are seen; they don't count.
  package var unchecked: [String] = []
  /// How well programs can read the file itself.
  package var notes: [ReadabilityNote] = []

  package init(kind: DocumentKind, lines: [TextLine] = [], pages: Int? = nil) {
    self.kind = kind
    self.lines = lines
    self.pages = pages
  }

  package var text: String { lines.map { $0.text + "\n" }.joined() }

  /// Lines that are read of any file.
  static let mostLines = 20_000
}

/// A line as it stands on the page, or a paragraph where the format has paragraphs.
package struct TextLine: Hashable, Sendable {
  /// Without line ends; a tab where a wide gap is.
  package var text: String
  /// From 0.
  package var page = 0
  /// In points from the page's upper left corner; nil where the format has no pages.
  package var box: Box?
  package var isBold = false
  /// The format says that it is a heading, 1 for the highest.
  package var heading: Int?
  /// The format says that it is an item of a list, or it begins with a bullet.
  package var isItem = false
  /// Whether it begins a paragraph; nil where that is to be guessed.
  package var startsParagraph: Bool?
  /// What stood together: a block of a page, a cell of a table.
  package var block = 0
  /// Addresses that links in it lead to.
  package var links: [String] = []

  package init(_ text: String) { self.text = text }
}

package struct Box: Hashable, Sendable {
  package var left: Double
  package var top: Double
  package var right: Double
  package var bottom: Double

  package var height: Double { bottom - top }
  package var width: Double { right - left }
  package var middle: Double { (top + bottom) / 2 }

  package init(left: Double, top: Double, right: Double, bottom: Double) {
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
package struct Concern: Hashable, Sendable {
  package enum Kind: String, Sendable {
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

  package var kind: Kind
  package var message: String
  /// The first words of what it is about; empty when there are none.
  package var quote: String

  package init(_ kind: Kind, _ message: String, quote: String = "") {
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
package struct ReadabilityNote: Hashable, Sendable {
  package var id: String
  package var message: String
  /// Whether something is lost or in doubt because of it.
  package var isFault: Bool

  package init(_ id: String, _ message: String, isFault: Bool = true) {
    self.id = id
    self.message = message
    self.isFault = isFault
  }
}

/// Why nothing can be read from a file.
package struct ExtractionError: Error, Hashable, Sendable {
  package var id: String
  package var message: String
  package var help: String?

  package init(_ id: String, _ message: String, help: String? = nil) {
    self.id = id
    self.message = message
    self.help = help
  }
}

/// What reading one file may cost.
package struct ExtractionLimits: Sendable {
  package var bytes = 10 << 20
  /// Of each program that helps, and of what a packed file may grow to.
  package var memory = 1 << 30
  /// From start to end.
  package var seconds = 20.0
  /// Pages from which text is read.
  package var pages = 100
  /// Pages that are drawn to see what is visible; text of further pages doesn't count.
  package var drawnPages = 20

  package init() {}
}
