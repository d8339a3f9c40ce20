public import Diagnostics

/// How a language and region write a resume: section titles, dates, numbers, the words of a letter.
///
/// Built in for the languages of `BuiltInLocales`; a file in `content/locales` changes one or adds
/// another. Foundation's locales are not used: they would cost the start-up time of ICU and change
/// with its version.
public struct Locale: Sendable {
  public enum Direction: String, CaseIterable, Sendable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
  }

  public enum DateStyle: String, CaseIterable, Sendable {
    /// May 2021, Sept. 2021
    case short
    /// September 2021
    case long
    /// 09/2021
    case numeric
  }

  /// A word or short phrase that templates print; some have places to fill in braces.
  public enum Term: String, CaseIterable, Sendable {
    case present, softSkills
    /// To nobody in particular, and with `{name}`.
    case salutation, salutationNamed
    case valediction
    /// Of a letter, with `{title}`.
    case subject
    case score, courses, technologies, email, phone, website
    /// With `{date}`.
    case validUntil
    /// With `{page}` and `{pages}`.
    case page
    /// What a letter is about, with `{title}` and `{company}`.
    case letterSubject
    /// The first sentence of a letter: with `{title}` and `{company}`, and with `{title}` alone.
    case letterOpening, letterOpeningUnnamed
    /// Before the lines of the resume that a letter quotes, and the sentence after them.
    case letterEvidence, letterClosing

    /// Sentences of letters, which stand in a table of their own.
    static let letterTerms: [Term] = [
      .letterSubject, .letterOpening, .letterOpeningUnnamed, .letterEvidence, .letterClosing,
    ]
  }

  /// BCP 47.
  public var tag: String
  public var direction = Direction.leftToRight
  public var paper = Config.Paper.a4
  var titles: [SectionKind: String]
  var terms: [Term: String]
  /// January first; as they stand beside a year.
  var months: [String]
  var shortMonths: [String]
  /// As they stand after a day; empty where they are the same.
  var monthsAfterDay: [String] = []
  var patterns: Patterns
  /// Between the two dates of a range, with its spaces.
  public var rangeSeparator = " – "
  public var decimalSeparator = "."
  public var groupSeparator = ","

  /// Date patterns: `y` year, `M` and `MM` the month's number, `MMM` and `MMMM` its short and long
  /// name, `d` and `dd` the day; other letters stand in apostrophes.
  struct Patterns: Sendable {
    var short: String
    var long: String
    var numeric: String
    /// With the day, as letters have it.
    var full: String
  }

  public var softSkills: String { self[.softSkills] }

  public subscript(term: Term) -> String { terms[term] ?? "" }

  /// A term with its places filled.
  public func phrase(_ term: Term, _ values: (String, String)...) -> String {
    var result = ""
    var rest = self[term][...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let name = rest[rest.index(after: open)..<close]
      result += rest[..<open]
      result += values.first { $0.0 == name }?.1 ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The title of a section that has none of its own; empty for a custom one.
  public func title(of kind: SectionKind) -> String { titles[kind] ?? "" }

  /// The title of a section: its own, else the locale's.
  public func title(of section: Section) -> String {
    section.title?.value ?? title(of: section.kind)
  }
}

extension Locale {
  /// A date as it prints: to the month, or to the day in full where `withDay` is set.
  ///
  /// What is no date comes as typed.
  public func format(
    _ date: PartialDate, style: DateStyle = .short, withDay: Bool = false
  ) -> String {
    switch date.value {
    case .present: self[.present]
    case .other: date.text
    case .date(let year, let month, let day):
      format(year: year, month: month, day: withDay ? day : nil, style: style)
    }
  }

  public func format(
    year: Int, month: Int?, day: Int? = nil, style: DateStyle = .short
  ) -> String {
    guard let month, (1...12).contains(month) else { return String(year) }
    let pattern =
      switch style {
      case _ where day != nil: patterns.full
      case .short: patterns.short
      case .long: patterns.long
      case .numeric: patterns.numeric
      }
    return fill(pattern, year: year, month: month, day: day)
  }

  /// `May 2021 – Present`; a start without an end goes on, equal dates print once.
  public func formatRange(
    _ start: PartialDate?, _ end: PartialDate?, style: DateStyle = .short
  ) -> String {
    guard let start else { return end.map { format($0, style: style) } ?? "" }
    let first = format(start, style: style)
    let last = end.map { format($0, style: style) } ?? self[.present]
    return first == last ? first : first + rangeSeparator + last
  }

  /// A number by its source text, with the locale's separators: `1234.5` as `1.234,5`.
  public func format(number: String) -> String {
    let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = parts[0]
    guard whole.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else {
      return number
    }
    var grouped = ""
    let digits = whole.utf8.filter { $0 != 0x2D }.count
    for (index, character) in whole.filter({ $0 != "-" }).enumerated() {
      if index > 0, (digits - index) % 3 == 0, digits > 4 { grouped += groupSeparator }
      grouped.append(character)
    }
    let sign = whole.hasPrefix("-") ? "-" : ""
    return sign + grouped + (parts.count > 1 ? decimalSeparator + parts[1] : "")
  }

  private func fill(_ pattern: String, year: Int, month: Int, day: Int?) -> String {
    var result = ""
    var rest = pattern[...]
    var isQuoted = false
    while let letter = rest.first {
      if letter == "'" {
        isQuoted.toggle()
        rest.removeFirst()
        continue
      }
      let run = rest.prefix { $0 == letter }
      rest = rest.dropFirst(run.count)
      let field = isQuoted ? nil : self.field(letter, run.count, year, month, day)
      result += field ?? String(run)
    }
    return result
  }

  private func field(
    _ letter: Character, _ width: Int, _ year: Int, _ month: Int, _ day: Int?
  ) -> String? {
    switch (letter, width) {
    case ("y", _): String(year)
    case ("M", 1): String(month)
    case ("M", 2): Self.padded(month)
    case ("M", 3): shortMonths[month - 1]
    case ("M", _):
      day != nil && !monthsAfterDay.isEmpty ? monthsAfterDay[month - 1] : months[month - 1]
    case ("d", 1): day.map { String($0) }
    case ("d", _): day.map { Self.padded($0) }
    default: nil
    }
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}

extension Locale {
  /// The locale of a tag: the user's, else a built-in one, else that of the language; nil when
  /// there is none.
  public static func find(_ tag: String, among custom: [Locale] = []) -> Locale? {
    switch LocaleChoice(tag, among: custom.map(\.tag)) {
    case .custom(let index): custom[index]
    case .builtIn(let locale): locale
    case nil: nil
    }
  }

  /// A built-in locale under the tag that was asked for, with the paper of its region.
  public static func builtIn(_ tag: String) -> Locale? {
    guard let index = LanguageTag.best(for: tag, among: BuiltInLocales.tags) else { return nil }
    var locale = BuiltInLocales.make(at: index)
    guard tag.lowercased() != locale.tag.lowercased() else { return locale }
    locale.tag = tag
    if let region = tag.split(separator: "-").dropFirst().first(where: { $0.utf8.count == 2 }) {
      locale.paper = letterRegions.contains(region.uppercased()) ? .letter : .a4
    }
    return locale
  }

  /// What a profile that names no language is written in.
  public static var standard: Locale { BuiltInLocales.make(at: 0) }

  /// Where people print on Letter.
  private static let letterRegions: Set<String> = [
    "US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "PR", "SV", "VE", "DO", "NI",
  ]
}

/// Which locale serves a tag best, told before any file is read.
public enum LocaleChoice: Sendable {
  /// The index of one of the project's own.
  case custom(Int)
  case builtIn(Locale)

  /// nil when there is none for the language.
  public init?(_ tag: String, among custom: [String]) {
    if let index = LanguageTag.best(for: tag, among: custom, siblings: false) {
      self = .custom(index)
    } else if let locale = Locale.builtIn(tag) {
      self = .builtIn(locale)
    } else if let index = LanguageTag.best(for: tag, among: custom) {
      self = .custom(index)
    } else {
      return nil
    }
  }
}

extension Diagnostic {
  public static func unknownLocale(_ tag: String, at location: Location?) -> Diagnostic {
    .error(
      "unknown-locale", "no locale '\(tag.shortened)'", at: location,
      help: "add content/locales/\(tag.shortened).yaml")
  }
}
