/// Dates and periods as people write them in resumes, in several languages.
struct DateReader {
  struct Period: Hashable {
    /// ISO 8601, as far as known: `2021`, `2021-03`.
    var start: String
    /// nil for a single date and for what goes on.
    var end: String?
    var isOngoing: Bool
    /// Whether two dates were given, or one and a word for "until now".
    var isRange: Bool
    /// In Unicode scalars of the text.
    var range: Range<Int>
  }

  private struct Token {
    var text: String
    var number: Int?
    var range: Range<Int>
  }

  private let tokens: [Token]

  private init(_ scalars: [Unicode.Scalar]) {
    var tokens: [Token] = []
    var index = 0
    while index < scalars.count {
      let start = index
      let first = scalars[index]
      if ("0"..."9").contains(first) {
        while index < scalars.count, ("0"..."9").contains(scalars[index]) { index += 1 }
      } else if first.properties.isAlphabetic {
        while index < scalars.count,
          scalars[index].properties.isAlphabetic
            || scalars[index].properties.generalCategory == .nonspacingMark
        { index += 1 }
      } else {
        index += 1
        if first.properties.isWhitespace { continue }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<index])
      let text = String(view).lowercased()
      let number = index - start <= 4 && ("0"..."9").contains(first) ? Int(text) : nil
      tokens.append(Token(text: text, number: number, range: start..<index))
    }
    self.tokens = tokens
  }

  /// All periods and single dates, in order.
  static func periods(in text: String) -> [Period] {
    guard text.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) else { return [] }
    let reader = DateReader(Array(text.unicodeScalars.prefix(2000)))
    var found: [Period] = []
    var index = 0
    while index < reader.tokens.count {
      if let (period, next) = reader.period(at: index) {
        found.append(period)
        index = next
      } else {
        index += 1
      }
    }
    return found
  }

  /// Whether a line is a date or period and nothing else.
  static func isDateOnly(_ text: String) -> Bool {
    guard text.utf8.count < 60 else { return false }
    let periods = periods(in: text)
    return periods.count == 1 && without(periods, text).isEmpty
  }

  /// A text without its periods, and without the brackets and dashes that held them.
  static func without(_ periods: [Period], _ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for period in periods.reversed() where period.range.upperBound <= scalars.count {
      scalars.replaceSubrange(period.range, with: ["\t"])
    }
    var result = String(String.UnicodeScalarView(scalars))
    for pair in ["(\t)", "[\t]", "( \t)", "(\t )"] { result = result.replacing(pair, with: "\t") }
    let edges: Set<Character> = [
      " ", "\t", ",", ";", "|", "-", "–", "—", "·", "•", ":", "(", ")", "/", "\u{A0}",
    ]
    while let last = result.last, edges.contains(last), last != ")" || !result.contains("(") {
      result.removeLast()
    }
    while let first = result.first, edges.contains(first), first != "(" { result.removeFirst() }
    return result
  }

  // MARK: Grammar

  private static let separators: Set<String> = [
    "-", "–", "—", "−", "‒", "~", "→", "to", "bis", "until", "till", "à", "au", "a", "al", "até",
    "tot",
    "do", "through", "thru", "og", "til",
  ]
  private static let present: Set<String> = [
    "present", "now", "current", "currently", "today", "ongoing", "date", "heute", "jetzt",
    "aktuell",
    "laufend", "présent", "actuel", "actuellement", "aujourd", "actualidad", "actual", "presente",
    "hoy", "oggi", "attuale", "atual", "heden", "nu", "nutid", "obecnie", "současnost", "dnes",
    "nå",
  ]
  private static let since: Set<String> = [
    "since", "from", "seit", "ab", "depuis", "desde", "dal", "sinds", "od",
  ]
  private static let seasons: [String: Int] = [
    "spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12,
  ]

  private func period(at index: Int) -> (Period, next: Int)? {
    func made(_ start: String, to end: String? = nil, isOngoing: Bool = false, next: Int) -> (
      Period, next: Int
    ) {
      let isRange = isOngoing || end != nil
      return (
        Period(
          start: start, end: end, isOngoing: isOngoing, isRange: isRange,
          range: range(index, next)), next
      )
    }
    if Self.since.contains(tokens[index].text), let (start, next) = date(at: index + 1),
      separator(at: next) == nil
    {
      return made(start, isOngoing: true, next: next)
    }
    guard let (start, next) = date(at: index) else { return nil }
    guard let after = separator(at: next), after < tokens.count else {
      return made(start, next: next)
    }
    if Self.present.contains(tokens[after].text) {
      // "aujourd'hui", "to date".
      let isSplit = tokens[after].text == "aujourd" && after + 2 < tokens.count
      return made(start, isOngoing: true, next: after + (isSplit ? 3 : 1))
    }
    if let (end, last) = date(at: after) { return made(start, to: end, next: last) }
    if let end = shortYear(at: after, from: start) { return made(start, to: end, next: after + 1) }
    return made(start, next: next)
  }

  /// The 24 of "2019–24".
  private func shortYear(at index: Int, from start: String) -> String? {
    guard let year = tokens[index].number, tokens[index].range.count == 2, start.count == 4,
      let century = Int(start.prefix(2)), let first = Int(start.suffix(2)), year > first
    else { return nil }
    return "\(century)\(tokens[index].text)"
  }

  private func range(_ first: Int, _ next: Int) -> Range<Int> {
    tokens[first].range.lowerBound..<tokens[next - 1].range.upperBound
  }

  /// Behind what stands between two dates.
  private func separator(at index: Int) -> Int? {
    guard index < tokens.count, Self.separators.contains(tokens[index].text) else { return nil }
    // "jusqu'à", "- to": at most two.
    let next = index + 1
    return next < tokens.count && Self.separators.contains(tokens[next].text) ? next + 1 : next
  }

  private func date(at index: Int) -> (String, next: Int)? {
    guard index < tokens.count else { return nil }
    let token = tokens[index]
    if let month = Self.month(token.text) ?? Self.seasons[token.text] {
      return afterMonth(month, index + 1)
    }
    guard let number = token.number else { return nil }
    if token.range.count == 4 { return afterYear(number, index) }
    guard token.range.count <= 2, number >= 1 else { return nil }
    // A day: "1 September 2016", "1. März 2020".
    if number <= 31 {
      let next = skip([".", "st", "nd", "rd", "th", "º"], index + 1)
      if next < tokens.count, let month = Self.month(tokens[next].text),
        let found = afterMonth(month, next + 1)
      {
        return found
      }
    }
    guard index + 2 < tokens.count, ["/", ".", "-"].contains(tokens[index + 1].text) else {
      return nil
    }
    // "03/2021", and "15.03.2021" where dots tell that the day comes first.
    if number <= 12, let year = year(tokens[index + 2]) {
      return ("\(year)-\(Self.padded(number))", index + 3)
    }
    guard index + 4 < tokens.count, tokens[index + 1].text == tokens[index + 3].text,
      let month = tokens[index + 2].number, let year = year(tokens[index + 4])
    else { return nil }
    let isDayFirst = tokens[index + 1].text == "." || number > 12
    let chosen = isDayFirst ? month : number
    return (1...12).contains(chosen) ? ("\(year)-\(Self.padded(chosen))", index + 5) : nil
  }

  /// A year behind a month, a day between them passed over.
  private func afterMonth(_ month: Int, _ index: Int) -> (String, next: Int)? {
    var next = skip([".", ",", "de", "del", "of"], index)
    if next + 1 < tokens.count, let day = tokens[next].number, tokens[next].range.count <= 2,
      (1...31).contains(day)
    {
      let after = skip([",", "st", "nd", "rd", "th"], next + 1)
      if after < tokens.count, let year = year(tokens[after]) {
        return ("\(year)-\(Self.padded(month))", after + 1)
      }
    }
    if next + 1 < tokens.count, ["'", "’", "/", "-"].contains(tokens[next].text) {
      next += 1
      if let short = tokens[next].number, tokens[next].range.count == 2 {
        return ("\(short > 60 ? 1900 + short : 2000 + short)-\(Self.padded(month))", next + 1)
      }
    }
    guard next < tokens.count, let year = year(tokens[next]) else { return nil }
    return ("\(year)-\(Self.padded(month))", next + 1)
  }

  private func afterYear(_ number: Int, _ index: Int) -> (String, next: Int)? {
    guard let year = year(tokens[index]) else { return nil }
    if index > 0, tokens[index - 1].range.upperBound == tokens[index].range.lowerBound,
      ["$", "€", "£", "+", "."].contains(tokens[index - 1].text)
    {
      return nil
    }
    if index + 2 < tokens.count, ["-", "/", "."].contains(tokens[index + 1].text),
      tokens[index + 2].range.count == 2, let month = tokens[index + 2].number,
      (1...12).contains(month),
      tokens[index + 2].range.lowerBound == tokens[index].range.upperBound + 1
    {
      var next = index + 3
      // "2021-03-15"
      if next + 1 < tokens.count, tokens[next].text == tokens[index + 1].text,
        tokens[next + 1].range.count == 2,
        tokens[next + 1].range.lowerBound == tokens[index + 2].range.upperBound + 1
      {
        next += 2
      }
      return ("\(year)-\(Self.padded(month))", next)
    }
    return ("\(year)", index + 1)
  }

  private func skip(_ words: Set<String>, _ index: Int) -> Int {
    var index = index
    while index < tokens.count, words.contains(tokens[index].text) { index += 1 }
    return index
  }

  private func year(_ token: Token) -> Int? {
    guard token.range.count == 4, let number = token.number, (1940...2099).contains(number) else {
      return nil
    }
    return number
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: Months

  private static let months: [String: Int] = {
    let names: [[String]] = [
      [
        "january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "gen",
        "janeiro", "januari", "stycznia", "leden", "ledna",
      ],
      [
        "february", "feb", "februar", "février", "févr", "fév", "fevrier", "febrero", "febbraio",
        "fevereiro", "fev", "februari", "lutego", "únor", "února",
      ],
      [
        "march", "mar", "märz", "mär", "mrz", "mars", "marzo", "março", "maart", "mrt", "marca",
        "březen", "března",
      ],
      ["april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwietnia", "duben", "dubna"],
      ["may", "mai", "mayo", "maggio", "mag", "maio", "mei", "maj", "maja", "květen", "května"],
      [
        "june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "czerwca", "červen",
        "června",
      ],
      [
        "july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "lipca",
        "červenec", "července",
      ],
      [
        "august", "aug", "août", "aout", "agosto", "ago", "augustus", "augusti", "sierpnia",
        "srpen", "srpna",
      ],
      [
        "september", "sep", "sept", "septembre", "septiembre", "settembre", "set", "setembro",
        "września", "září",
      ],
      [
        "october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro",
        "out", "października", "říjen", "října",
      ],
      [
        "november", "nov", "novembre", "noviembre", "novembro", "listopada", "listopad",
        "listopadu",
      ],
      [
        "december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre",
        "dezembro", "grudnia", "prosinec", "prosince",
      ],
    ]
    var table: [String: Int] = [:]
    for (index, list) in names.enumerated() { for name in list { table[name] = index + 1 } }
    return table
  }()

  private static func month(_ word: String) -> Int? { months[word] }
}
