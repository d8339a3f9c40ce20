/// Finds who it is and how to reach them.
struct ContactReader {
  private(set) var name: (text: String, line: Int)?
  private(set) var label: (text: String, line: Int)?
  private(set) var email: (text: String, line: Int)?
  private(set) var phone: (text: String, line: Int)?
  private(set) var place: (text: String, line: Int)?
  private(set) var links: [(text: String, line: Int)] = []
  /// Paragraphs of the head that say nothing of this.
  private(set) var rest: [Paragraph] = []

  /// - Parameters:
  ///   - head: what stands before the first heading, and under a heading for contact data.
  ///   - all: the whole document, for what stands elsewhere.
  init(head: [Paragraph], all: [Paragraph]) {
    let named = Self.name(among: head) ?? Self.name(among: Array(all.prefix(40)))
    name = named.map { (Self.spoken($0.text), $0.line) }
    for paragraph in head where paragraph.line != named?.line { read(paragraph) }
    if let named { takeLinks(named) }
    for paragraph in all where email == nil || phone == nil {
      takeEmail(paragraph)
      if phone == nil, email?.line == paragraph.line { takePhone(paragraph.text, paragraph.line) }
    }
    if links.isEmpty { for paragraph in all.prefix(12) { takeLinks(paragraph) } }
    links = links.reduce(into: []) { list, link in
      let key = Self.bare(link.text)
      if !list.contains(where: { Self.bare($0.text) == key }) { list.append(link) }
    }
  }

  private mutating func read(_ paragraph: Paragraph) {
    let pieces = Self.pieces(paragraph.text)
    var isContact = false
    for piece in pieces {
      let text = Self.unlabelled(piece)
      if Self.email(in: text) != nil || Self.link(in: text) != nil {
        isContact = true
      } else if takePhone(text, paragraph.line) {
        isContact = true
      } else if place == nil, Vocabulary.isPlace(text) || Self.isAddress(text) {
        place = (text, paragraph.line)
        isContact = true
      }
    }
    takeEmail(paragraph)
    takeLinks(paragraph)
    guard !isContact else { return }
    if label == nil, name != nil, paragraph.line > (name?.line ?? 0), paragraph.text.count <= 100,
      !paragraph.text.hasSuffix("."), !paragraph.isItem
    {
      label = (paragraph.text, paragraph.line)
    } else {
      rest.append(paragraph)
    }
  }

  // MARK: Name

  private static let notNames: Set<String> = [
    "resume", "résumé", "cv", "curriculum", "vitae", "lebenslauf", "page", "seite", "confidential",
    "references", "application", "bewerbung", "profile", "contact", "kontakt", "address",
  ]

  /// The largest line that looks like a name; of equal ones the first.
  private static func name(among paragraphs: [Paragraph]) -> Paragraph? {
    let candidates = paragraphs.filter { $0.page == 0 && looksLikeName($0.text) }
    if let first = candidates.first(where: { $0.heading == 1 }) { return first }
    let size = { (paragraph: Paragraph) in (paragraph.box?.height ?? 0).rounded() }
    let largest = candidates.map(size).max()
    return candidates.first { size($0) == largest }
  }

  private static func looksLikeName(_ text: String) -> Bool {
    let text = text.split(separator: ",").first.map(String.init) ?? text
    let words = text.split(whereSeparator: \.isWhitespace)
    guard (1...6).contains(words.count), text.count <= 60, Headings.topic(of: text) == nil,
      !text.contains("@"), !text.contains(where: \.isNumber), !text.contains("/"),
      !text.contains(":")
    else { return false }
    guard let first = text.first, first.isLetter, first.isUppercase || !first.isCased else {
      return false
    }
    let lower = Vocabulary.words(text)
    if lower.contains(where: notNames.contains) { return false }
    return words.count > 1 && Vocabulary.titleScore(text) == 0 && !Vocabulary.isPlace(text)
      || words.count == 1 && text.count > 3 && Vocabulary.titleScore(text) == 0
  }

  /// `JANE DOE` as one says it; degrees behind a comma left out.
  private static func spoken(_ text: String) -> String {
    let parts = text.split(separator: ",").map { $0.trimmed }
    let isReversed =
      parts.count == 2 && !parts[0].contains(" ") && parts[1].count > 3
      && !parts[1].allSatisfy { $0.isUppercase || $0 == "." || $0 == " " }
    let name = isReversed ? parts[1] + " " + parts[0] : parts.first ?? text
    guard !name.contains(where: \.isLowercase), name.contains(where: \.isLetter) else {
      return name
    }
    var result = ""
    for character in name {
      let startsWord = result.last.map { !$0.isLetter && $0 != "’" } ?? true
      result += startsWord ? String(character) : character.lowercased()
    }
    return result
  }

  // MARK: Address, phone, links

  private static func pieces(_ text: String) -> [String] {
    var pieces = [text]
    for separator in ["\t", " | ", "|", " • ", "•", " · ", "·", " ◆ ", "   ", " / ", " – ", " — "] {
      pieces = pieces.flatMap { $0.split(separator: separator).map { $0.trimmed } }
    }
    // Several on one line, with nothing but a blank between.
    return pieces.flatMap(apart).filter { !$0.isEmpty }
  }

  /// Cuts addresses and links out of a run of words.
  private static func apart(_ text: String) -> [String] {
    var pieces: [String] = []
    var open = ""
    for word in text.split(separator: " ") {
      let word = String(word)
      if email(in: word) != nil || link(in: word) != nil {
        pieces += [open.trimmed, word]
        open = ""
      } else {
        open += open.isEmpty ? word : " " + word
      }
    }
    pieces.append(open.trimmed)
    return pieces.flatMap(phoneApart)
  }

  /// `(415) 555-0134 Oakland, CA`: a number and what follows it.
  private static func phoneApart(_ text: String) -> [String] {
    guard let letter = text.firstIndex(where: \.isLetter), letter > text.startIndex else {
      return [text]
    }
    let head = text[..<letter].trimmed
    return isPhone(head) ? [head, text[letter...].trimmed] : [text]
  }

  private static let labels: Set<String> = [
    "phone", "tel", "telephone", "telefon", "mobile", "mobil", "cell", "handy", "fax", "email",
    "e-mail",
    "mail", "address", "adresse", "web", "website", "location", "linkedin", "github", "téléphone",
    "teléfono", "móvil", "correo", "dirección", "portfolio", "homepage", "m", "t", "p", "e", "w",
    "a",
  ]

  /// Without a word such as `Phone:` before it.
  private static func unlabelled(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":") else { return text }
    let label = text[..<colon].lowercased().trimmed
    return labels.contains(label) ? text[text.index(after: colon)...].trimmed : text
  }

  @discardableResult
  private mutating func takePhone(_ text: String, _ line: Int) -> Bool {
    let text = text.trimmed
    if Self.isPhone(text) {
      if phone == nil { phone = (text, line) }
      return true
    }
    // A number after other words: the longest run that could be one.
    guard phone == nil, text.count < 120 else { return false }
    let run = text.split { !($0.isNumber || "+()-./ \u{2011}\u{2013}".contains($0)) }
      .map { $0.trimmed }.max { $0.count < $1.count }
    guard let run, Self.isPhone(run) else { return false }
    phone = (run, line)
    return true
  }

  private static func isPhone(_ text: String) -> Bool {
    let digits = text.count(where: \.isNumber)
    guard (7...15).contains(digits), text.count <= 28 else { return false }
    guard text.allSatisfy({ $0.isNumber || "+()-./ x\u{A0}\u{2011}\u{2013}".contains($0) }) else {
      return false
    }
    return !DateReader.periods(in: text).contains { $0.isRange }
      && !(DateReader.isDateOnly(text))
  }

  private static func isAddress(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard (2...10).contains(words.count), text.contains(where: \.isLetter) else { return false }
    let hasCode = words.contains { word in
      (4...5).contains(word.count) && word.allSatisfy(\.isNumber)
    }
    return hasCode && DateReader.periods(in: text).isEmpty
  }

  private mutating func takeEmail(_ paragraph: Paragraph) {
    guard email == nil else { return }
    if let found = Self.email(in: paragraph.text) {
      email = (found, paragraph.line)
    } else if let link = paragraph.links.first(where: { $0.lowercased().hasPrefix("mailto:") }) {
      let address = link.dropFirst(7).prefix { $0 != "?" }
      if let found = Self.email(in: String(address)) { email = (found, paragraph.line) }
    }
  }

  private mutating func takeLinks(_ paragraph: Paragraph) {
    for word in paragraph.text.split(whereSeparator: { $0.isWhitespace || "|•·".contains($0) }) {
      if let link = Self.link(in: String(word)) { links.append((link, paragraph.line)) }
    }
    for link in paragraph.links where link.hasPrefix("http://") || link.hasPrefix("https://") {
      links.append((link, paragraph.line))
    }
  }

  /// Without scheme, `www.` and final slash, for comparing.
  static func bare(_ link: String) -> String {
    var text = link.lowercased()
    for prefix in ["https://", "http://", "www."] where text.hasPrefix(prefix) {
      text = String(text.dropFirst(prefix.count))
    }
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }

  private static let domains: Set<String> = [
    "com", "org", "net", "io", "dev", "me", "de", "eu", "co", "uk", "ch", "at", "fr", "es", "it",
    "nl",
    "edu", "app", "ai", "info", "se", "pl", "cz", "us", "ca", "tech", "design", "in", "page",
    "site",
    "example",
  ]

  /// An address of the web: with a scheme, or a domain that looks like one.
  static func link(in word: String) -> String? {
    let trimmed = word.trimmingEdges("()[]{}<>,;\"'")
    guard trimmed.count > 4, trimmed.count < 200, !trimmed.contains("@") else { return nil }
    let lower = trimmed.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("www.") {
      return trimmed.trimmingEdges(".")
    }
    let host = lower.prefix { $0 != "/" && $0 != "?" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, domains.contains(String(last)),
      labels.allSatisfy({
        !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      })
    else { return nil }
    // "node.io" may be a skill; a path or three labels make an address.
    return trimmed.contains("/") || labels.count > 2 || labels[0].count > 6 ? trimmed : nil
  }

  /// The first address of e-mail in a text; time grows with the text only.
  static func email(in text: String) -> String? {
    let scalars = Array(text.unicodeScalars.prefix(4000))
    let isLocal = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "._%+-".unicodeScalars.contains(scalar)
    }
    var start = 0
    for (index, scalar) in scalars.enumerated() {
      if scalar != "@" {
        if !isLocal(scalar) { start = index + 1 }
        continue
      }
      var end = index + 1
      while end < scalars.count, isLocal(scalars[end]), end - index < 255 { end += 1 }
      while end > index, scalars[end - 1] == "." || scalars[end - 1] == "-" { end -= 1 }
      let domain = scalars[(index + 1)..<max(index + 1, end)]
      if index > start, index - start <= 64, domain.contains("."), domain.count > 3 {
        var found = String.UnicodeScalarView()
        found.append(contentsOf: scalars[start..<end])
        return String(found)
      }
      start = index + 1
    }
    return nil
  }
}

extension StringProtocol {
  func trimmingEdges(_ characters: String) -> String {
    var text = self[...]
    while let first = text.first, characters.contains(first) { text = text.dropFirst() }
    while let last = text.last, characters.contains(last) { text = text.dropLast() }
    return String(text)
  }
}
