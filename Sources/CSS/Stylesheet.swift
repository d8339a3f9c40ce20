public import Diagnostics

/// A parsed style sheet: a value that knows neither media nor document, so that callers may keep
/// it for as many documents as they like.
public struct Stylesheet: Sendable {
  var rules = RuleIndex(RuleIndexBuilder())
  var blocks: [DeclarationBlock] = []
  var conditions: [MediaCondition] = []
  /// Names of cascade layers in order of appearance; nested ones joined by dots.
  var layers: [String] = []
  var pages: [PageRule] = []
  var fontFaces: [FontFaceRule] = []
  var imports: [ImportRule] = []
  var findings: [Finding] = []

  init() {}

  /// Parses a style sheet; it never fails, and problems are kept to be reported where it is used.
  public init(parsing file: SourceFile) {
    self.init(bytes: file.bytes)
  }

  init(bytes: [UInt8]) {
    var parser = StylesheetParser(TokenList(bytes))
    self = parser.run()
  }
}

/// A style sheet in a place: the file that problems are reported in.
public struct StylesheetSource: Sendable {
  public var stylesheet: Stylesheet
  public var file: SourceFile
  /// Where the sheet's text starts in the file, in bytes; not 0 for `<style>`.
  public var offset: Int32

  public init(_ stylesheet: Stylesheet, file: SourceFile, offset: Int32 = 0) {
    self.stylesheet = stylesheet
    self.file = file
    self.offset = offset
  }

  /// Parses `file` as a style sheet of its own.
  public init(parsing file: SourceFile) {
    self.init(Stylesheet(parsing: file), file: file)
  }

  func location(_ span: Span) -> Location {
    Location(
      file: file, span: Span(start: span.start &+ offset, end: span.end &+ offset))
  }
}

/// `@media` around rules, or a nesting of them.
struct MediaCondition: Sendable {
  /// The enclosing condition, or -1.
  var parent: Int32
  var query: MediaQueryList
}

/// An `@import` rule, which the caller's loader may answer.
struct ImportRule: Sendable {
  var url: String
  var query: MediaQueryList
  var span: Span
}

/// An `@page` rule.
struct PageRule: Sendable {
  enum Kind: Sendable { case all, first, left, right }

  struct MarginBox: Sendable {
    var name: String
    var block: Int32
  }

  var kind = Kind.all
  var condition: Int32 = -1
  /// Margins and inherited properties.
  var block: Int32 = -1
  var size: PageSizeValue?
  var marginBoxes: [MarginBox] = []
}

/// A specified page size.
enum PageSizeValue: Sendable {
  case auto
  case lengths(LengthValue, LengthValue)
  /// The caller's paper, turned where needed.
  case orientation(isLandscape: Bool)
}

/// An `@font-face` rule.
struct FontFaceRule: Sendable {
  var face: FontFaceDescriptors
  var condition: Int32 = -1
}

/// A font that a style sheet brings along.
public struct FontFaceDescriptors: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// Full or PostScript name of an installed font.
    case local(String)
    /// As written, to be resolved inside the project only.
    case url(String, format: String?)
  }

  public var family = ""
  public var sources: [Source] = []
  /// Lowest and highest weight, equal for a static font.
  public var weight: ClosedRange<Double> = 400...400
  public var style = FontStyle.normal
  public var stretch: Double = 100

  public init() {}
}
