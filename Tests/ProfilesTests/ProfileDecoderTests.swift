import Profiles
import Testing

@Suite struct ProfileDecoderTests {
  @Test func `reads JSON Resume as JSON or YAML`() throws {
    let (profile, log) = readProfile(
      """
      {"basics": {"name": "Ada", "location": {"city": "London"}, "profiles": [{"network": "X"}]},
       "work": [{"name": "Mill", "position": "Analyst", "startDate": "1842-05",
                 "highlights": ["Wrote notes", "Found numbers"]}],
       "education": [{"institution": "Home", "score": 3.90, "courses": ["Algebra"]}],
       "projects": [{"name": "Engine", "roles": ["Author"], "keywords": ["Cards"]}]}
      """)
    #expect(log == [])
    let read = try #require(profile)
    #expect(read.basics.name?.value == "Ada")
    #expect(read.basics.location?.city?.value == "London")
    #expect(read.basics.profiles.map(\.network?.value) == ["X"])
    #expect(read.sections.map(\.id) == ["work", "projects", "education"])
    let work = try #require(read.section("work")?.entries.first)
    #expect(work["position"]?.value == "Analyst")
    #expect(work.highlights.map(\.id) == ["work-1.1", "work-1.2"])
    #expect(work.start?.value == .date(year: 1842, month: 5, day: nil))
    #expect(work.isOngoing)
    #expect(read.section("education")?.entries[0]["score"]?.value == "3.90")
    #expect(read.section("education")?.entries[0].keywords.map(\.value) == ["Algebra"])
    #expect(read.section("projects")?.entries[0].list("roles").map(\.value) == ["Author"])
  }

  @Test func `reads several positions under one employer`() throws {
    let (profile, log) = readProfile(
      """
      work:
        - name: Mill
          positions:
            - {position: Lead, startDate: 2021, highlights: [One]}
            - {position: Hand, startDate: 2019, endDate: 2021}
      """)
    #expect(log == [])
    let entry = try #require(profile?.section("work")?.entries.first)
    #expect(entry.positions.map(\.id) == ["work-1-1", "work-1-2"])
    #expect(entry.positions[0].highlights.map(\.id) == ["work-1-1.1"])
    #expect(entry.positions[0].isOngoing)
    #expect(!entry.positions[1].isOngoing)
  }

  @Test func `reads the map form on section, entry, highlight and text`() throws {
    let (profile, log) = readProfile(
      """
      basics:
        label: {text: Engineer, alternates: [{text: Manager, tags: [management]}]}
      work:
        title: Career
        tags: [all]
        entries:
          - name: Mill
            tags: x
            skills: [Leadership]
            keep: always
            highlights:
              - {text: Grew the team, tags: [a, b], skills: [Hiring], keep: never}
              - plain
      """)
    #expect(log == [])
    let read = try #require(profile)
    #expect(read.basics.label?.facets.alternates.map(\.text) == ["Manager"])
    #expect(read.basics.label?.facets.alternates[0].tags == ["management"])
    let section = try #require(read.section("work"))
    #expect(section.title?.value == "Career")
    #expect(section.facets.tags == ["all"])
    #expect(section.entries[0].facets.tags == ["x"])
    #expect(section.entries[0].facets.skills.map(\.value) == ["Leadership"])
    #expect(section.entries[0].facets.keep == .always)
    let highlight = section.entries[0].highlights[0].text
    #expect(highlight.facets.tags == ["a", "b"])
    #expect(highlight.facets.keep == .never)
  }

  @Test func `reads texts by language, alone and in the map form`() throws {
    let (profile, log) = readProfile(
      """
      basics:
        label: {en: Nurse, de-CH: Pflegefachfrau}
        summary: {text: {en: Hello, fr: Bonjour}, tags: [x]}
      work:
        - name: Ward
          highlights:
            - en: Cared
              de: Pflegte
      """)
    #expect(log == [])
    let read = try #require(profile)
    #expect(read.basics.label?.translations.map(\.language) == ["en", "de-CH"])
    #expect(read.basics.label?.value == "Nurse")
    #expect(read.basics.summary?.translations.map(\.value) == ["Hello", "Bonjour"])
    #expect(read.basics.summary?.facets.tags == ["x"])
    #expect(read.section("work")?.entries[0].highlights[0].text.translations.count == 2)
  }

  @Test func `reads old names with a warning that names the new one`() throws {
    let (profile, log) = readProfile(
      """
      basics: {name: A, picture: a.jpg, website: https://a.example}
      work: [{company: Mill, website: https://mill.example}]
      education: [{institution: Home, gpa: 4.0}]
      certifications: [{title: CKA, authority: CNCF}]
      """)
    #expect(
      log == [
        "4:1 warning old-key: 'certifications' is another name of 'certificates' "
          + "(write 'certificates')",
        "1:19 warning old-key: 'picture' is another name of 'image' (write 'image')",
        "1:35 warning old-key: 'website' is another name of 'url' (write 'url')",
        "2:9 warning old-key: 'company' is another name of 'name' (write 'name')",
        "2:24 warning old-key: 'website' is another name of 'url' (write 'url')",
        "3:33 warning old-key: 'gpa' is another name of 'score' (write 'score')",
        "4:19 warning old-key: 'title' is another name of 'name' (write 'name')",
        "4:31 warning old-key: 'authority' is another name of 'issuer' (write 'issuer')",
      ])
    #expect(profile?.section("certificates")?.entries[0]["issuer"]?.value == "CNCF")
    #expect(profile?.section("work")?.entries[0]["name"]?.value == "Mill")
  }

  @Test(arguments: [
    ("basics: {nmae: Ada}", "1:10 warning unknown-key: unknown key 'nmae' (did you mean 'name'?)"),
    ("weather: fine", "1:1 warning unknown-key: unknown key 'weather'"),
    ("work: 5", "1:7 error wrong-type: 'work' is a number where a list of entries is expected"),
    ("work: [[1]]", "1:8 error wrong-type: 'work entry' is a list where a mapping is expected"),
    (
      "basics: [Ada]", "1:9 error wrong-type: 'basics' is a list where a mapping is expected"
    ),
    (
      "basics: {name: {first: Ada, last: L}}",
      "1:16 error wrong-type: 'name' is a mapping where a text is expected"
    ),
    ("work: null", "1:7 warning null-value: 'work' is null; read as absent"),
    (
      "work: [{name: A, startDate: 2023-13}]",
      "1:29 warning impossible-date: '2023-13' is no date: there is no such month"
    ),
    (
      "work: [{name: A, startDate: 2023-02-29}]",
      "1:29 warning impossible-date: '2023-02-29' is no date: there is no such day"
    ),
    (
      "work: [{name: A, startDate: Fall 2023}]",
      "1:29 warning unreadable-date: 'Fall 2023' is not read as a date; it prints as typed "
        + "(write YYYY, YYYY-MM or YYYY-MM-DD)"
    ),
    (
      "work: [{name: A, startDate: 2023-05, endDate: 2022}]",
      "1:47 warning end-before-start: '2022' is before the start, '2023-05'"
    ),
    (
      "basics: {email: none}",
      "1:17 warning doubtful-value: 'email' does not look like an e-mail address: 'none'"
    ),
    (
      "basics: {url: my home}",
      "1:15 warning doubtful-value: 'url' does not look like a web address: 'my home'"
    ),
    (
      "basics: {phone: call me}",
      "1:17 warning doubtful-value: 'phone' does not look like a phone number: 'call me'"
    ),
    (
      "work: {name: A}",
      "1:7 warning map-as-list: 'work' is a mapping where a list is expected; read as one entry "
        + "(begin each entry with '- ')"
    ),
    (
      "work: [{name: A, highlights: One}]",
      "1:30 warning text-as-list: 'highlights' is one text where a list is expected; "
        + "read as its only item (begin each item with '- ')"
    ),
    (
      "skills: [{name: A, keywords: 'b, c'}]",
      "1:30 warning text-as-list: 'keywords' is one text where a list is expected; "
        + "split at its commas (write it in brackets: [a, b])"
    ),
    (
      "work: [{name: A, company: B}]",
      "1:18 error duplicate-key: 'name' is given twice in this work entry"
    ),
    (
      "work: [{name: A, start_date: 2020}]",
      "1:18 warning old-key: 'start_date' is another name of 'startDate' (write 'startDate')"
    ),
    (
      "work: [{name: A, keep: allways}]",
      "1:24 warning unknown-value: unknown value 'allways' of 'keep' (did you mean 'always'?)"
    ),
    (
      "cv: {name: Ada}",
      "1:1 error foreign-format: this is a file of RenderCV "
        + "(bespoke import ada.yaml)"
    ),
    (
      "- Ada",
      "1:1 error wrong-type: a profile is a mapping with 'basics', 'work' and so on, "
        + "not a list"
    ),
    (
      "sectionOrder: [skils]\nskills: [C]",
      "1:16 warning unknown-section: no section 'skils' (did you mean 'skills'?)"
    ),
    (
      "work: [{name: A, id: x}, {name: B, id: x}]",
      "1:40 warning duplicate-id: id 'x' is used by an earlier entry (this one is called 'work-2')"
    ),
  ])
  func `says what is wrong and where`(yaml: String, message: String) {
    let log = readProfile(yaml).log
    #expect(log.contains(message), "\(log)")
  }

  @Test func `reports every problem in one run`() {
    let (_, log) = readProfile(
      """
      basics: {nmae: A, phone: none}
      wrok: []
      work: [{positon: X, startDate: 2020-00}]
      """)
    #expect(log.count == 5, "\(log)")
  }

  @Test func `takes a line with a colon for the text that it is`() throws {
    let (profile, log) = readProfile(
      """
      work:
        - name: Mill
          highlights:
            - Led the team: shipped version 2
      """)
    #expect(
      profile?.section("work")?.entries[0].highlights[0].text.value
        == "Led the team: shipped version 2")
    #expect(log.count == 1)
    #expect(log.first?.contains("colon-in-text") == true)
  }

  @Test func `reads a text with a colon behind quotes`() {
    let (profile, log) = readProfile(
      """
      basics: {name: Ada}
      work:
        - name: Engine
          highlights:
            - "Led the team, twice": shipped
      """)
    #expect(
      profile?.section("work")?.entries[0].highlights[0].text.value
        == "Led the team, twice: shipped")
    #expect(log.contains { $0.contains("colon-in-text") })
  }

  @Test func `takes empty values as absent`() throws {
    let (profile, log) = readProfile(
      """
      {"basics": {"name": "", "location": {"city": ""}, "profiles": [{"network": ""}]},
       "work": [{"company": "", "highlights": [""], "startDate": "", "endDate": ""}],
       "skills": [{"name": "", "keywords": [""]}]}
      """)
    let read = try #require(profile)
    #expect(read.basics.name == nil)
    #expect(read.basics.location == nil)
    #expect(read.basics.profiles.isEmpty)
    #expect(read.sections.isEmpty)
    #expect(log.allSatisfy { $0.contains("old-key") })
  }

  @Test func `reads plain words where a map is usual`() throws {
    let (profile, log) = readProfile(
      """
      skills: [Swift, {name: Data, keywords: [SQL]}]
      languages: [English]
      interests: [Chess]
      softSkills: [Patience]
      """)
    #expect(log == [])
    let skills = try #require(profile?.section("skills")?.entries)
    #expect(skills.map(\.["name"]?.value) == ["Swift", "Data", "Soft skills"])
    #expect(skills.last?.keywords.map(\.value) == ["Patience"])
    #expect(profile?.section("languages")?.entries[0]["language"]?.value == "English")
  }

  @Test func `reads skills as a map of groups`() throws {
    let (profile, log) = readProfile("skills: {Tools: [Git, Make], Spoken: [Czech]}")
    #expect(log == [])
    let skills = try #require(profile?.section("skills")?.entries)
    #expect(skills.map(\.["name"]?.value) == ["Tools", "Spoken"])
    #expect(skills[0].keywords.map(\.value) == ["Git", "Make"])
  }

  @Test func `reads sections of one's own`() throws {
    let (profile, log) = readProfile(
      """
      sections:
        - title: Patents & Talks
          entries:
            - {name: A cam, date: 2020-05, summary: About it}
            - A plain line
        - {title: Work, entries: [x]}
      sectionOrder: [patents-talks]
      work: [{name: Mill}]
      """)
    #expect(log == [])
    let read = try #require(profile)
    #expect(read.sections.map(\.id) == ["patents-talks", "work", "work-2"])
    #expect(read.sections[0].entries.map(\.id) == ["patents-talks-1", "patents-talks-2"])
    #expect(read.sections[0].entries[1]["summary"]?.value == "A plain line")
    #expect(read.sections[0].entries[0].date?.value == .date(year: 2020, month: 5, day: nil))
  }

  @Test func `keeps keys that it does not know for export`() throws {
    let (profile, _) = readProfile(
      "x-mine: 1\nwork: [{name: A, flavor: sweet}]\nmeta: {theme: {a: b}}")
    #expect(profile?.unknown.count == 1)
    #expect(profile?.section("work")?.entries[0].unknown.count == 1)
    #expect(profile?.metadata.other.count == 1)
  }

  @Test func `bounds the messages about a file of nonsense`() {
    let lines = (0..<3000).map { "key\($0): x" }.joined(separator: "\n")
    let log = readProfile(lines).log
    #expect(log.count == 1001)
    #expect(log.last == "warning too-many-problems: 2000 further problems not listed")
  }
}

@Suite struct PartialDateTests {
  @Test(arguments: [
    ("2020", PartialDate.Value.date(year: 2020, month: nil, day: nil)),
    ("2020-05", .date(year: 2020, month: 5, day: nil)),
    ("2020-02-29", .date(year: 2020, month: 2, day: 29)),
    ("2017-12-24T15:53:00", .date(year: 2017, month: 12, day: 24)),
    ("2017-12-24T15:53:00.123+02:00", .date(year: 2017, month: 12, day: 24)),
    ("Present", .present), ("now", .present), ("heute", .present), ("現在", .present),
    ("Fall 2023", .other), ("2013-12-021", .other), ("2020-5", .other), ("05/2020", .other),
    ("0202-05", .other), ("2020-", .other), ("20200501", .other), ("99999", .other),
  ])
  func `reads a date or leaves it as typed`(text: String, value: PartialDate.Value) throws {
    let entry = try #require(
      readProfile("work: [{name: A, endDate: '\(text)'}]").profile?.section("work")?.entries.first)
    #expect(entry.end?.value == value)
    #expect(entry.end?.text == text)
  }

  @Test func `reads numbers as years`() throws {
    let entry = try #require(
      readProfile(#"{"work": [{"name": "A", "startDate": 2020}]}"#).profile?.section("work")?
        .entries.first)
    #expect(entry.start?.value == .date(year: 2020, month: nil, day: nil))
  }
}
