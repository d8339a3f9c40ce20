import Testing

@testable import Extraction

struct DateReaderTests {
  @Test(arguments: [
    ("Mar 2021 – Present", "2021-03", nil, true),
    ("Jan. 2019 - Dec. 2020", "2019-01", "2020-12", false),
    ("03/2015 – 04/2018", "2015-03", "2018-04", false),
    ("2019-05 to 2020-11", "2019-05", "2020-11", false),
    ("2019–2021", "2019", "2021", false),
    ("2019–21", "2019", "2021", false),
    ("seit März 2020", "2020-03", nil, true),
    ("09.2016 – heute", "2016-09", nil, true),
    ("septembre 2018 à aujourd'hui", "2018-09", nil, true),
    ("enero 2017 – actualidad", "2017-01", nil, true),
    ("1. September 2016 bis 31. März 2019", "2016-09", "2019-03", false),
    ("Sep 1, 2016 - Jan '22", "2016-09", "2022-01", false),
  ])
  func `reads periods`(_ text: String, _ start: String, _ end: String?, _ isOngoing: Bool) throws {
    let periods = DateReader.periods(in: "Engineer, " + text + ", Acme")
    #expect(periods.count == 1)
    let period = try #require(periods.first)
    #expect(period.start == start)
    #expect(period.end == end)
    #expect(period.isOngoing == isOngoing)
    #expect(period.isRange)
  }

  @Test(arguments: [
    "saved $2000 a year", "503-555-0148", "900 GB per day from 1.4 million vehicles", "41% to 88%",
  ])
  func `takes no number for a period`(_ text: String) {
    #expect(!DateReader.periods(in: text).contains { $0.isRange })
  }

  @Test func `leaves the rest of a line as it was`() {
    let text = "Engineer (Mar 2021 – Present)"
    #expect(DateReader.without(DateReader.periods(in: text), text) == "Engineer")
  }
}
