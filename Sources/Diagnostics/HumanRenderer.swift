/// Prints a diagnostic with the line that it is about and a caret below it.
struct HumanRenderer {
  let usesColor: Bool

  /// Columns of a source line that are shown; a longer one is cut around the caret.
  static let shownColumns = 100

  func render(_ diagnostic: Diagnostic) -> String {
    var text = headlineText(
      shownPlace(diagnostic.location, diagnostic.path), diagnostic.severity,
      "\(printable(diagnostic.message)) [\(diagnostic.id)]")
    text += excerpt(diagnostic.location)
    if let help = diagnostic.help { text += "  \(painted("help:", .bold)) \(printable(help))\n" }
    for note in diagnostic.notes {
      text += headlineText(shownPlace(note.location, nil), .note, printable(note.message))
      text += excerpt(note.location)
    }
    return text
  }

  private func headlineText(
    _ place: String, _ severity: Diagnostic.Severity, _ message: String
  ) -> String {
    let color: Style =
      switch severity {
      case .error: .red
      case .warning: .yellow
      case .note: .cyan
      }
    return painted(place, .bold) + painted(severity.name + ":", color) + " \(message)\n"
  }

  /// The source line and the caret run; nothing for a blank line or no location.
  private func excerpt(_ location: Location?) -> String {
    guard let location else { return "" }
    let excerpt = Excerpt(location, columns: Self.shownColumns)
    guard !excerpt.line.isEmpty else { return "" }
    return "  \(excerpt.line)\n  \(excerpt.indent)\(painted(excerpt.carets, .green))\n"
  }

  private enum Style: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "1;36"
    case green = "1;32"
  }

  private func painted(_ text: String, _ style: Style) -> String {
    usesColor && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// One source line as a terminal shows it, and where its carets stand.
private struct Excerpt {
  private(set) var line = ""
  private(set) var indent = ""
  private(set) var carets = ""

  init(_ location: Location, columns limit: Int) {
    guard let range = location.file.lineRange(location.position.line) else { return }
    let start = min(max(Int(location.span.start), range.lowerBound), range.upperBound)
    let end = min(max(Int(location.span.end), start), range.upperBound)
    let bytes = location.file.bytes
    let before = Self.shown(bytes[range.lowerBound..<start].suffix(4 * limit))
    let marked = Self.shown(bytes[start..<end].prefix(4 * limit))
    let after = Self.shown(bytes[end..<range.upperBound].prefix(4 * limit))
    if before.isEmpty, marked.isEmpty, after.isEmpty { return }

    let head = Self.cutFront(before, to: limit / 2)
    let middle = Self.cutBack(marked, to: limit / 2)
    let tail = Self.cutBack(after, to: limit - Self.width(head) - Self.width(middle))
    line = Self.text(head + middle + tail)
    indent = String(repeating: " ", count: Self.width(head))
    carets = String(repeating: "^", count: max(1, Self.width(middle)))
  }

  private typealias Cell = (text: String, columns: Int)

  /// Each scalar as it is shown: tabs as four spaces, controls as escapes.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> [Cell] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      if scalar == "\t" { return ("    ", 4) }
      guard isUnprintable(scalar) else { return (String(scalar), Diagnostics.columns(of: scalar)) }
      let escape = printable(String(scalar))
      return (escape, escape.unicodeScalars.count)
    }
  }

  private static func width(_ cells: [Cell]) -> Int { cells.reduce(0) { $0 + $1.columns } }

  private static func text(_ cells: [Cell]) -> String { cells.map(\.text).joined() }

  private static func cutFront(_ cells: [Cell], to limit: Int) -> [Cell] {
    guard width(cells) > limit else { return cells }
    return [("…", 1)] + cutBack(cells.reversed(), to: limit, mark: false).reversed()
  }

  private static func cutBack(_ cells: [Cell], to limit: Int, mark: Bool = true) -> [Cell] {
    guard width(cells) > limit else { return cells }
    var kept: [Cell] = []
    var used = 1
    for cell in cells {
      used += cell.columns
      if used > limit { break }
      kept.append(cell)
    }
    return mark ? kept + [("…", 1)] : kept
  }
}
