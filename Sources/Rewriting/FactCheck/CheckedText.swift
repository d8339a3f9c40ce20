/// A text cut into what a check compares: words, numbers and links.
struct CheckedText: Sendable {
  enum Token: Sendable {
    case word(CheckedWord)
    case number(CheckedNumber)
  }

  private(set) var tokens: [Token] = []
  /// Addresses of the web and of mail, in lower case.
  private(set) var links: [String] = []
  /// Words with signs inside, in lower case: `node.js`, `event-sourced`.
  private(set) var compounds: Set<String> = []

  /// Reads a text; a word with signs inside that `source` has too is not taken apart in doubt.
  init(_ text: String, against source: CheckedText? = nil) {
    var pieces: [Piece] = []
    var startsSentence = true
    var followsBreak = false
    for chunk in text.split(whereSeparator: { $0.isWhitespace || "—…|•·".contains($0) }) {
      let core = Self.trimmed(chunk)
      let ends = chunk.last.map { ".!?:;".contains($0) } ?? false
      let breaks = ends || chunk.last == "," || chunk.last == ")"
      defer {
        startsSentence = ends || (core.isEmpty && startsSentence)
        followsBreak = breaks || (core.isEmpty && chunk.contains { "–-/&+(".contains($0) })
      }
      guard !core.isEmpty else { continue }
      if Self.isLink(core) {
        links.append(Self.link(core))
        continue
      }
      pieces += split(
        core, Piece(text: "", isFirst: startsSentence, followsBreak: followsBreak), source)
    }
    tokens = NumberReader(pieces).read()
  }

  var words: [CheckedWord] {
    tokens.compactMap { token in
      if case .word(let word) = token { return word }
      return nil
    }
  }

  var numbers: [CheckedNumber] {
    tokens.compactMap { token in
      if case .number(let number) = token { return number }
      return nil
    }
  }

  /// A piece of text between spaces and joining signs.
  struct Piece: Sendable {
    var text: String
    var isFirst: Bool
    var followsBreak: Bool
  }

  /// The parts of a chunk: `event-sourced` is two words, `C++` and `Node.js` are one.
  private mutating func split(
    _ chunk: String, _ place: Piece, _ source: CheckedText?
  ) -> [Piece] {
    let lower = chunk.lowercased()
    let isNumber = chunk.first.map { $0.isNumber || "$€£¥₹~≈<>±".contains($0) } ?? false
    if source == nil { compounds.insert(lower) }
    var parts = chunk.split { "-–‑/&:=".contains($0) || ($0 == "," && !isNumber) }.map(String.init)
    // Signs that make a name: those that the source has as a whole.
    if let source, source.compounds.contains(lower), !isNumber, lower.contains("."),
      parts.count == 1
    {
      parts = [chunk]
    }
    if isNumber { parts = parts.flatMap(Self.measured) }
    return parts.enumerated().compactMap { index, part in
      let core = Self.trimmed(part[...])
      guard !core.isEmpty else { return nil }
      return Piece(
        text: core, isFirst: place.isFirst && index == 0,
        followsBreak: index == 0 ? place.followsBreak : chunk.contains("/") || chunk.contains("&"))
    }
  }

  /// `840ms` as a number and what it counts.
  private static func measured(_ text: String) -> [String] {
    let digits = text.prefix { !$0.isLetter }
    let unit = text[digits.endIndex...]
    let units: Set<Substring> = [
      "ms", "s", "h", "min", "gb", "tb", "mb", "kb", "km", "kg", "hr", "hrs", "mw", "kw", "qps",
    ]
    return units.contains(unit.lowercased()[...]) ? [String(digits), String(unit)] : [text]
  }

  /// Without quotes, brackets and stops around it; `C++`, `C#`, `.NET` and `40%` stay.
  private static func trimmed(_ chunk: Substring) -> String {
    var chunk = chunk
    while let first = chunk.first, "\"'“”‘’«»‹›([{*_`,;:!?)-–".contains(first) {
      chunk = chunk.dropFirst()
    }
    while let last = chunk.last, "\"'“”‘’«»‹›)]}*_`,;:!?.(-–/".contains(last) {
      chunk = chunk.dropLast()
    }
    return String(chunk)
  }

  static func isLink(_ text: String) -> Bool {
    let lower = text.lowercased()
    if lower.contains("://") || lower.hasPrefix("www.") || lower.hasPrefix("mailto:") {
      return true
    }
    if let at = lower.firstIndex(of: "@") {
      return lower[lower.index(after: at)...].contains(".") || at == lower.startIndex
    }
    guard let slash = lower.firstIndex(of: "/") ?? lower.indices.last else { return false }
    let host = lower[slash] == "/" ? lower[..<slash] : lower[...]
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let top = labels.last else { return false }
    return topDomains.contains(String(top))
      && labels.allSatisfy { label in
        !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
  }

  /// Domains that people link to; `Node.js` and `ASP.NET` end in none that is not also a name.
  private static let topDomains: Set<String> = [
    "com", "org", "io", "dev", "edu", "gov", "info", "app", "ai", "co", "me", "xyz", "tech", "de",
    "uk", "eu", "fr", "ch", "at", "se", "no", "nl", "example", "test", "online", "site", "biz",
    "us",
  ]

  /// An address without its scheme and final slash.
  static func link(_ text: String) -> String {
    var link = text.lowercased()[...]
    for prefix in ["https://", "http://", "mailto:", "www."] where link.hasPrefix(prefix) {
      link = link.dropFirst(prefix.count)
    }
    while link.last == "/" { link = link.dropLast() }
    return String(link)
  }
}
