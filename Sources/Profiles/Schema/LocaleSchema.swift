extension Schema {
  public static let locale = RecordSchema(
    "locale", "How a language writes a resume; what is missing comes from the built-in locale.",
    [
      .extra("$schema", .anything, "Link to a JSON Schema of this file."),
      .extra(
        "base", .text(.language), "Locale that the rest is taken from; en-US where none fits."),
      .extra("direction", .choice(Locale.Direction.allCases.map(\.rawValue)), "ltr or rtl."),
      .extra("paper", .choice(Config.Paper.allCases.map(\.rawValue)), "Usual paper size."),
      .extra("sections", .record(titles), "Titles of sections."),
      .extra("months", .names, "Twelve names of months, as they stand beside a year."),
      .extra("shortMonths", .names, "Twelve short names of months."),
      .extra("monthsAfterDay", .names, "Twelve names of months, as they stand after a day."),
      .extra("dates", .record(patterns), "Date patterns."),
      .extra("terms", .record(terms), "Other words."),
      .extra("rangeSeparator", .text(.line), "Between two dates, with its spaces: ' – '."),
      .extra("decimalSeparator", .text(.line), "Decimal point."),
      .extra("groupSeparator", .text(.line), "Between thousands."),
    ])

  private static let titles = RecordSchema(
    "titles", "Titles of sections.",
    SectionKind.allCases.filter { $0 != .custom }
      .map { .extra($0.rawValue, .text(.line), "Title of \($0.rawValue).") })

  private static let patterns = RecordSchema(
    "date patterns",
    "y year, M month, MM with zero, MMM short name, MMMM name, d day; other letters in apostrophes.",
    [
      .extra("short", .text(.line), "Month and year, short: MMM y."),
      .extra("long", .text(.line), "Month and year: MMMM y."),
      .extra("numeric", .text(.line), "Month and year in digits: MM/y."),
      .extra("full", .text(.line), "With the day: d MMMM y."),
    ])

  private static let terms = RecordSchema(
    "terms", "Other words.",
    Locale.Term.allCases.map { .extra($0.rawValue, .text(.line), "Word for '\($0.rawValue)'.") })
}
