import Diagnostics
import Profiles
import Testing

@Suite struct JobDecoderTests {
  @Test func `reads front matter over Markdown`() throws {
    let text = """
      ---
      title: Backend Engineer
      company: Acme
      location: {city: Berlin, countryCode: DE}
      date: 2026-10-12
      skills: [Go, {name: Data, keywords: [SQL, Kafka]}]
      qualifications: [Five years]
      audience: [engineering]
      pages: 1
      letter: {opening: Hello}
      ---
      # Posting

      Body text.
      """
    let (job, log) = readJob(text)
    #expect(log == [])
    let read = try #require(job)
    #expect(read.title.value == "Backend Engineer")
    #expect(read.place?.value == "Berlin, DE")
    #expect(read.date?.value == .date(year: 2026, month: 10, day: 12))
    #expect(read.skills.map(\.value) == ["Go", "Data", "SQL", "Kafka"])
    #expect(read.audience.value == ["engineering"])
    #expect(read.pages.value == 1)
    #expect(read.letter.opening?.value == "Hello")
    #expect(read.body == "# Posting\n\nBody text.")
    #expect(
      String(decoding: read.file.bytes[read.bodyOffset...], as: UTF8.self) == read.body)
    #expect(read.title.location.position == Position(line: 2, column: 8))
  }

  @Test(arguments: [
    ("# Site Lead — Helix\n\nText", "Site Lead — Helix", 1),
    ("Intro line.\n\n## The **Role**: [x](http://a) ##\n", "The Role: x", 3),
    ("Title of it\n===========\n\nText", "Title of it", 1),
    ("Backend Engineer\n\nWe are looking for people.", "Backend Engineer", 1),
    ("We are looking for a Senior Engineer to join our\nteam. Requirements follow.", "Acme jp", 1),
    ("- a list\n- of things", "Acme jp", 1),
    ("", "Acme jp", 1),
    ("```\n# not this\n```\n# This", "This", 4),
    ("\u{FEFF}# アプリケーションエンジニア\r\n\r\n本文", "アプリケーションエンジニア", 1),
    ("# One\rText", "One", 1),
    ("---\n---\n# Below", "Below", 3),
    ("---\ncompany: A\n---\nShort line\n\nText.", "Short line", 4),
  ])
  func `finds a title`(text: String, title: String, line: Int) throws {
    let (job, log) = readJob(text, id: "acme-jp")
    #expect(log == [])
    #expect(job?.title.value == title)
    #expect(job?.title.location.position.line == line)
  }

  @Test func `reads JSON postings`() throws {
    let (job, log) = readJob(
      #"{"title": "Dev", "location": {"address": "1 A", "city": "Berlin", "region": "Berlin"}, "skills": [{"name": "Web", "keywords": ["CSS"]}], "meta": {}}"#,
      path: "a.json")
    #expect(log == [])
    #expect(job?.skills.map(\.value) == ["Web", "CSS"])
    #expect(job?.place?.value == "Berlin")
    #expect(job?.body == "")
  }

  @Test(arguments: [
    (
      "---\nqualifcations: [x]\n---\n# T",
      "2:1 warning unknown-key: unknown key 'qualifcations' (did you mean 'qualifications'?)"
    ),
    (
      "---\npages: many\n---\n# T",
      "2:8 error wrong-type: 'pages' is a text where a whole number is expected"
    ),
    (
      "---\npages: 99\n---\n# T",
      "2:8 warning out-of-range: 'pages' is 99; it can be 1 to 50"
    ),
    (
      "---\ntitle: X\n\n# T",
      "1:1 warning unclosed-front-matter: front matter is not closed; "
        + "it is read as part of the posting (end it with a line '---')"
    ),
    (
      "---\n- a\n---\n# T",
      "2:1 error wrong-type: a posting is a mapping with 'title' and so on, not a list"
    ),
    (
      "---\ntitle: X\nlocation: {citty: B}\n---\n",
      "3:11 error wrong-type: 'location' is a mapping where a text is expected"
    ),
  ])
  func `says what is wrong and where`(text: String, message: String) {
    let log = readJob(text).log
    #expect(log == [message])
  }

  @Test func `refuses broken front matter`() {
    let (job, log) = readJob("---\ntitle: [a\n---\n# T")
    #expect(job == nil)
    #expect(log.contains { $0.contains("error") })
  }

  @Test(arguments: [
    ([0x23, 0x20, 0x41, 0xE9, 0x0A], "1:4"), ([0x41, 0x0A, 0x42, 0xFF], "2:2"),
    ([0xFF, 0xFE, 0x41], "1:1"), ([0x41, 0xC3], "1:2"),
  ])
  func `refuses text that is not Unicode, with its place`(bytes: [UInt8], place: String) {
    var diagnostics: [Diagnostic] = []
    let job = JobDecoder.decode(
      SourceFile(path: "a.md", bytes: bytes), id: "a", into: &diagnostics)
    #expect(job == nil)
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.line.hasPrefix("\(place) error invalid-encoding") == true)
  }

  @Test func `reads UTF-16 by its mark`() {
    var diagnostics: [Diagnostic] = []
    let text = "# Ärztin\n\nText"
    let units: [[UInt8]] = text.utf16.map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let bytes: [UInt8] = [0xFF, 0xFE] + units.joined()
    let job = JobDecoder.decode(
      SourceFile(path: "a.md", bytes: bytes), id: "a", into: &diagnostics)
    #expect(job?.title.value == "Ärztin")
    #expect(job?.body == text)
  }
}
