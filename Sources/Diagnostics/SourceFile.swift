/// The text of one input as it was read, with the path that messages print.
///
/// Parsers keep byte offsets (`Span`); this type turns them into lines and columns when a message
/// is printed, so that nobody counts columns while parsing.
public final class SourceFile: Sendable {
  /// Path relative to the project root, with `/`; `<stdin>` for standard input.
  public let path: String
  /// UTF-8 bytes, as read.
  public let bytes: [UInt8]
  private let lineStarts: [Int32]
  /// Where the bytes begin in the whole file: 1:1 but for an excerpt.
  private let origin: Position

  public convenience init(path: String, bytes: [UInt8]) {
    self.init(path: path, bytes: bytes, origin: Position(line: 1, column: 1))
  }

  /// A part of a file that begins at `origin`; a stored message keeps the line that it shows.
  public init(path: String, bytes: [UInt8], origin: Position) {
    self.path = path
    self.bytes = bytes
    self.origin = origin
    var starts: [Int32] = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A {
      starts.append(Int32(offset + 1))
    }
    lineStarts = starts
  }

  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// Line and column, both from 1; columns count Unicode scalars, as editors do.
  public func position(of offset: Int32) -> Position {
    let offset = max(0, min(offset, Int32(bytes.count)))
    let low = line(at: offset)
    let prefix = bytes[Int(lineStarts[low])..<Int(offset)]
    let scalars = prefix.reduce(0) { count, byte in byte & 0xC0 == 0x80 ? count : count + 1 }
    let firstColumn = low == 0 ? origin.column : 1
    return Position(line: low + origin.line, column: scalars + firstColumn)
  }

  /// The index of the line that an offset stands in.
  private func line(at offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The number of the line that an offset stands in, without counting columns: those of a long
  /// line, asked for again and again, would cost the square of its length.
  public func lineNumber(of offset: Int32) -> Int {
    line(at: max(0, min(offset, Int32(bytes.count)))) + origin.line
  }

  /// The text of a line (from 1) without its line end; empty when there is no such line.
  public func line(_ number: Int) -> String {
    guard let range = lineRange(number) else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The byte range of a line (from 1) without its line end; nil when there is no such line.
  public func lineRange(_ number: Int) -> Range<Int>? {
    let number = number - origin.line + 1
    guard number >= 1, number <= lineStarts.count else { return nil }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The text of a span.
  public func text(_ span: Span) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }
}

/// A line and a column, both from 1.
public struct Position: Hashable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A half-open range of UTF-8 byte offsets in one source file.
public struct Span: Hashable, Sendable {
  public var start: Int32
  public var end: Int32

  public init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  public init(_ range: Range<Int>) {
    self.init(start: Int32(clamping: range.lowerBound), end: Int32(clamping: range.upperBound))
  }
}

/// A span and the file that it is in.
public struct Location: Sendable {
  public var file: SourceFile
  public var span: Span

  public init(file: SourceFile, span: Span) {
    self.file = file
    self.span = span
  }

  public var position: Position { file.position(of: span.start) }

  /// `content/profiles/ada.yaml:42`, the form in which evidence is quoted.
  public var lineReference: String { "\(file.path):\(file.lineNumber(of: span.start))" }
}
