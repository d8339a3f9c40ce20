import Diagnostics
import Profiles
import Testing
import YAML

@Suite struct LocaleTests {
  static let tags = [
    "en-US", "en-GB", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "tr", "uk", "ja", "ko",
    "zh-Hans", "ar", "he", "hi",
  ]

  static func date(_ text: String) -> PartialDate {
    let profile = readProfile("work: [{name: A, startDate: '\(text)'}]").profile
    return profile?.section("work")?.entries.first?.start
      ?? PartialDate(
        value: .other, text: text,
        location: Location(file: SourceFile(path: "", text: ""), span: Span(0..<0)))
  }

  @Test(arguments: tags)
  func `has every title, term and month`(tag: String) throws {
    let locale = try #require(Locale.find(tag))
    #expect(locale.tag == tag)
    for kind in SectionKind.allCases where kind != .custom {
      #expect(!locale.title(of: kind).isEmpty, "\(kind)")
    }
    for term in Locale.Term.allCases { #expect(!locale[term].isEmpty, "\(term)") }
    #expect(locale[.subject].contains("{title}"))
    #expect(locale[.salutationNamed].contains("{name}"))
    #expect(locale[.validUntil].contains("{date}"))
    #expect(locale[.page].contains("{page}") && locale[.page].contains("{pages}"))
    let months = Set((1...12).map { locale.format(year: 2021, month: $0, style: .long) })
    #expect(months.count == 12)
    #expect(Set((1...12).map { locale.format(year: 2021, month: $0) }).count == 12)
  }

  @Test(arguments: [
    ("en-US", "May 2021", "May 2021", "05/2021", "May 1, 2021"),
    ("en-GB", "May 2021", "May 2021", "05/2021", "1 May 2021"),
    ("de", "Mai 2021", "Mai 2021", "05/2021", "1. Mai 2021"),
    ("fr", "mai 2021", "mai 2021", "05/2021", "1 mai 2021"),
    ("es", "may 2021", "mayo de 2021", "05/2021", "1 de mayo de 2021"),
    ("pl", "maj 2021", "maj 2021", "05.2021", "1 maja 2021"),
    ("uk", "тра 2021", "травень 2021", "05.2021", "1 травня 2021 р."),
    ("ja", "2021年5月", "2021年5月", "2021/05", "2021年5月1日"),
    ("ko", "2021년 5월", "2021년 5월", "2021.05", "2021년 5월 1일"),
    ("zh-Hans", "2021年5月", "2021年5月", "2021/05", "2021年5月1日"),
    ("ar", "مايو 2021", "مايو 2021", "05/2021", "1 مايو 2021"),
    ("he", "מאי 2021", "מאי 2021", "05.2021", "1 במאי 2021"),
  ])
  func `writes dates`(
    tag: String, short: String, long: String, numeric: String, full: String
  ) throws {
    let locale = try #require(Locale.find(tag))
    let date = Self.date("2021-05-01")
    #expect(locale.format(date) == short)
    #expect(locale.format(date, style: .long) == long)
    #expect(locale.format(date, style: .numeric) == numeric)
    #expect(locale.format(date, withDay: true) == full)
  }

  @Test(arguments: [
    ("2020-05", "2021-06", "May 2020 – Jun 2021"), ("2020", "2021", "2020 – 2021"),
    ("2020-05", "present", "May 2020 – Present"), ("2020-05", "", "May 2020 – Present"),
    ("2016-08-24", "2016-08-30", "Aug 2016"), ("Fall 2019", "2021", "Fall 2019 – 2021"),
  ])
  func `writes ranges`(start: String, end: String, range: String) {
    let last = end.isEmpty ? nil : Self.date(end)
    #expect(Locale.standard.formatRange(Self.date(start), last) == range)
  }

  @Test func `writes a range without a start as its end`() {
    #expect(Locale.standard.formatRange(nil, Self.date("2021")) == "2021")
    #expect(Locale.standard.formatRange(nil, nil) == "")
  }

  @Test(arguments: [
    ("en-US", "1234567.5", "1,234,567.5"), ("de", "1234567.5", "1.234.567,5"),
    ("de", "3.90", "3,90"), ("en-US", "1234", "1234"), ("en-US", "-12345", "-12,345"),
    ("en-US", "n/a", "n/a"), ("ja", "12345", "12,345"),
  ])
  func `writes numbers`(tag: String, number: String, text: String) throws {
    #expect(try #require(Locale.find(tag)).format(number: number) == text)
  }

  @Test(arguments: [
    ("en", "en-US", Config.Paper.letter), ("de-AT", "de", .a4), ("es-MX", "es", .letter),
    ("pt-BR", "pt", .a4), ("zh-CN", "zh-Hans", .a4), ("en-AU", "en-US", .a4),
  ])
  func `serves a tag by its language, with the paper of its region`(
    tag: String, base: String, paper: Config.Paper
  ) throws {
    let locale = try #require(Locale.find(tag))
    #expect(locale.tag == tag)
    #expect(locale.title(of: .work) == Locale.find(base)?.title(of: .work))
    #expect(locale.paper == paper)
  }

  @Test func `knows right-to-left`() {
    #expect(Self.tags.filter { Locale.find($0)?.direction == .rightToLeft } == ["ar", "he"])
    #expect(Locale.find("xx") == nil)
  }

  @Test func `reads a user's locale over the built-in one`() throws {
    var diagnostics: [Diagnostic] = []
    let yaml = """
      base: fr
      sections: {work: Parcours}
      shortMonths: [a, b, c, d, e, f, g, h, i, j, k, l]
      dates: {short: "MMM. 'an' y"}
      terms: {present: en cours}
      direction: rlt
      monthz: []
      """
    let file = SourceFile(path: "content/locales/fr-BE.yaml", text: yaml)
    let document = try #require(YAMLReader.parseSingle(file, into: &diagnostics))
    let locale = LocaleDecoder.decode(document, tag: "fr-BE", into: &diagnostics)
    #expect(locale.title(of: .work) == "Parcours")
    #expect(locale.title(of: .education) == "Formation")
    #expect(locale.formatRange(Self.date("2021-05"), nil) == "e. an 2021 – en cours")
    #expect(
      diagnostics.map(\.line) == [
        "7:1 warning unknown-key: unknown key 'monthz' (did you mean 'months'?)",
        "6:12 warning unknown-value: unknown value 'rlt' of 'direction' (did you mean 'rtl'?)",
      ])
    #expect(Locale.find("fr-BE", among: [locale])?.title(of: .work) == "Parcours")
    #expect(Locale.find("fr", among: [locale])?.title(of: .work) != "Parcours")
  }
}
