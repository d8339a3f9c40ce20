import Diagnostics

/// The YAML between two lines `---` at the head of a Markdown file.
struct FrontMatter {
  /// Offset at which the closing line begins; the YAML stands before it.
  var end: Int
  /// Offset of the first byte below the closing line.
  var bodyStart: Int

  /// nil when the file does not begin with a line `---` that another one answers.
  init?(_ file: SourceFile) {
    let bytes = file.bytes
    guard let first = Self.fence(bytes, at: 0) else { return nil }
    var start = first
    while start < bytes.count {
      if let next = Self.fence(bytes, at: start) {
        end = start
        bodyStart = next
        return
      }
      start = Self.lineEnd(bytes, from: start)
    }
    return nil
  }

  /// Warns about a first line `---` above keys that nothing closes.
  static func warnIfUnclosed(_ file: SourceFile, into diagnostics: inout [Diagnostic]) {
    guard let first = fence(file.bytes, at: 0) else { return }
    let line = file.bytes[first..<lineEnd(file.bytes, from: first)]
    let key = line.prefix { $0 != UInt8(ascii: ":") }
    guard key.count < line.count, !key.isEmpty, !key.contains(0x20) else { return }
    diagnostics.append(
      .warning(
        "unclosed-front-matter", "front matter is not closed; it is read as part of the posting",
        at: Location(file: file, span: Span(0..<3)), help: "end it with a line '---'"))
  }

  /// The offset after a line of three hyphens and nothing but blanks; nil for any other line.
  private static func fence(_ bytes: [UInt8], at start: Int) -> Int? {
    let hyphen = UInt8(ascii: "-")
    guard start + 3 <= bytes.count, bytes[start..<start + 3].allSatisfy({ $0 == hyphen }) else {
      return nil
    }
    let end = lineEnd(bytes, from: start)
    let rest = bytes[(start + 3)..<end]
    return rest.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } ? end : nil
  }

  static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
  }
}

/// What a posting without `title` is called: its first heading, else a first short line, else the
/// file's name.
enum PostingTitle {
  /// More than this is a sentence.
  private static let longestLine = 80

  static func find(in file: SourceFile, from offset: Int, id: String) -> Text {
    let bytes = file.bytes
    var start = min(offset, bytes.count)
    var firstLine: Text?
    var isFenced = false
    while start < bytes.count {
      let end = FrontMatter.lineEnd(bytes, from: start)
      let line = bytes[start..<end]
      if isCodeFence(line) { isFenced.toggle() }
      if !isFenced, let heading = heading(line, file) { return heading }
      let next = end < bytes.count ? bytes[end..<FrontMatter.lineEnd(bytes, from: end)] : []
      if !isFenced, isUnderline(next), let text = text(line, file) { return text }
      if firstLine == nil, !isBlank(line) {
        firstLine = title(line, next, file) ?? Text("", location: Location(file, start))
      }
      start = end
    }
    if let firstLine, !firstLine.value.isEmpty { return firstLine }
    return Text(name(of: id), location: Location(file, 0))
  }

  /// `## Title ##` of one to six marks.
  private static func heading(_ line: ArraySlice<UInt8>, _ file: SourceFile) -> Text? {
    let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(marks), line.count > marks, line[line.startIndex + marks] == 0x20 else {
      return nil
    }
    var rest = line.dropFirst(marks)
    while let last = rest.last, last <= 0x20 || last == UInt8(ascii: "#") { rest.removeLast() }
    return text(rest, file)
  }

  private static func title(
    _ line: ArraySlice<UInt8>, _ next: ArraySlice<UInt8>, _ file: SourceFile
  ) -> Text? {
    guard isBlank(next), let text = text(line, file), text.value.count <= longestLine else {
      return nil
    }
    let marks: Set<Character> = [".", "!", "?", ":", "。", "-", "*", "|", "<"]
    guard let last = text.value.last, let first = text.value.first else { return nil }
    return marks.contains(last) || marks.contains(first) ? nil : text
  }

  /// A line's text without blanks at its ends and without emphasis and link marks.
  private static func text(_ line: ArraySlice<UInt8>, _ file: SourceFile) -> Text? {
    var slice = line
    while let first = slice.first, first <= 0x20 { slice.removeFirst() }
    while let last = slice.last, last <= 0x20 { slice.removeLast() }
    let value = plain(String(decoding: slice, as: UTF8.self))
    guard !value.isEmpty else { return nil }
    return Text(
      value, location: Location(file: file, span: Span(slice.startIndex..<slice.endIndex)))
  }

  private static func plain(_ markdown: String) -> String {
    var result = ""
    var isTarget = false
    var previous: Character?
    for character in markdown {
      defer { previous = character }
      if isTarget {
        isTarget = character != ")"
      } else if character == "(", previous == "]" {
        isTarget = true
      } else if !"*`[]".contains(character) {
        result.append(character)
      }
    }
    return String(result.trimmed)
  }

  private static func isCodeFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "```".utf8) || line.starts(with: "~~~".utf8)
  }

  private static func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
    guard let mark = line.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else {
      return false
    }
    let marks = line.prefix { $0 == mark }.count
    return marks >= 3 && isBlank(line.dropFirst(marks))
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 <= 0x20 }
  }

  /// `backend-eng` as `Backend eng`.
  static func name(of id: String) -> String {
    let words = id.split { $0 == "-" || $0 == "_" || $0 == " " }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension Location {
  /// The place of an offset.
  init(_ file: SourceFile, _ offset: Int) {
    self.init(file: file, span: Span(offset..<offset))
  }
}
