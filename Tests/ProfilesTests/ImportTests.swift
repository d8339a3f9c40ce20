import Archive
import Diagnostics
import Foundation
import JSON
import Profiles
import Testing
import YAML

@Suite struct ImportTests {
  func read(_ text: String, path: String = "resume.json") -> (
    imported: ImportedProfile?, log: [String]
  ) {
    var diagnostics: [Diagnostic] = []
    let imported = Importer.read(SourceFile(path: path, text: text), into: &diagnostics)
    return (imported, diagnostics.map(\.line))
  }

  @Test func `JSON Resume keeps what we do not know under x-`() throws {
    let (imported, log) = read(
      """
      {"$schema": "x", "basics": {"name": "Ada", "picture": "a.png", "degree": "MA", "label": ""},
       "work": [{"company": "Mill", "tags": "one", "startDate": "2020-01-05"}],
       "skills": [{"name": "C", "keywords": ["", "x"]}], "languages": []}
      """)
    #expect(
      log == [
        "1:64 warning not-printed: 'basics.degree' is kept as 'x-degree', which nothing prints",
        "2:31 warning not-printed: 'work[0].tags' is kept as 'x-tags', which nothing prints",
      ])
    #expect(
      imported?.yaml == """
        basics:
          name: Ada
          image: a.png
          x-degree: MA
        work:
          - name: Mill
            startDate: "2020-01-05"
            x-tags: one
        skills:
          - name: C
            keywords: [x]

        """)
  }

  @Test func `YAMLResume gives dates in ISO form and lists as highlights`() throws {
    let (imported, log) = read(
      """
      content:
        basics: {name: Andy, headline: Engineer}
        location: {city: Sacramento, country: United States}
        work:
          - name: PP
            startDate: Dec 1, 2022
            endDate:
            summary: |
              - One
              - Two
                more
        education:
          - {institution: USC, degree: Bachelor, startDate: Sep 2016, summary: Plain}
        references: [{name: R, summary: Good, phone: "1"}]
      locale: {language: en}
      layouts: [{engine: latex}]
      """, path: "a.yml")
    #expect(log == ["16:1 warning not-carried: 'layouts' is not carried over"])
    let profile = try #require(imported?.profile)
    #expect(imported?.format == .yamlResume)
    #expect(profile.metadata.language == "en")
    #expect(profile.basics.label?.value == "Engineer")
    let work = try #require(profile.section("work")?.entries.first)
    #expect(work.highlights.map(\.text.value) == ["One", "Two more"])
    #expect(work.start?.value == .date(year: 2022, month: 12, day: 1))
    #expect(work.isOngoing)
    #expect(profile.section("education")?.entries[0]["summary"]?.value == "Plain")
    #expect(profile.section("references")?.entries[0]["reference"]?.value == "Good")
  }

  @Test func `RenderCV sections find their place by their entries`() throws {
    let (imported, log) = read(
      """
      cv:
        name: Jo
        location: Basel
        email: [a@b.ch, c@d.ch]
        social_networks: [{network: GitHub, username: jo}]
        sections:
          summary: [First., Second.]
          academic_positions:
            - {company: ETH, position: Prof, start_date: 2020, end_date: present, extra: 1}
          experience:
            - {company: Mill, position: Hand, date: 2019}
          projects: [{name: "[P](https://p.ch)", date: 2018}]
          skills: [{label: Code, details: "C, R (some, little)"}]
          selected_honors: [{bullet: Prize}]
          grants: [{bullet: Money}]
          Talks: [Plain text]
      design: {theme: classic}
      """, path: "cv.yaml")
    #expect(
      log == [
        "4:19 warning not-carried: 'cv.email' is not carried over",
        "9:77 warning not-carried: 'cv.sections.academic_positions[0].extra' is not carried over",
        "17:1 warning not-carried: 'design' is not carried over",
      ])
    let profile = try #require(imported?.profile)
    #expect(profile.basics.summary?.value == "First.\n\nSecond.")
    #expect(profile.basics.profiles[0].url?.value == "https://github.com/jo")
    #expect(profile.section("work")?.title?.value == "Academic Positions")
    #expect(profile.section("experience")?.entries[0]["name"]?.value == "Mill")
    #expect(profile.section("projects")?.entries[0]["url"]?.value == "https://p.ch")
    #expect(profile.section("projects")?.entries[0].end?.text == "2018")
    #expect(
      profile.section("skills")?.entries[0].keywords.map(\.value) == ["C", "R (some, little)"])
    #expect(profile.section("awards")?.title?.value == "Selected Honors")
    #expect(profile.section("grants")?.entries[0]["summary"]?.value == "Money")
    #expect(profile.section("talks")?.entries[0]["summary"]?.value == "Plain text")
  }

  @Test func `FRESH histories become sections`() throws {
    let (imported, log) = read(
      """
      {"name": "Jane", "info": {"label": "Dev", "quote": "Be"},
       "contact": {"email": "j@x.io", "other": [{"label": "Home", "value": "1"}]},
       "employment": {"summary": "Long", "history": [
          {"employer": "A", "position": "P", "start": "2013-09", "end": "current"}]},
       "education": {"history": [{"institution": "U", "title": "BS", "private": true,
          "curriculum": ["X"]}]},
       "writing": [{"title": "T", "publisher": {"name": "Pub", "url": "u"}, "author": "Me"}],
       "references": [{"name": "R", "contact": [{"flavor": "email", "value": "r@x.io"}]}],
       "speaking": [{"title": "S", "event": "Conf", "date": "2012"}]}
      """)
    #expect(
      log.map { $0.drop { $0 != "'" } } == [
        "'info.quote' is not carried over", "'contact.other' is not carried over",
        "'employment.summary' is not carried over",
        "'writing[0].publisher.url' is not carried over",
      ])
    let profile = try #require(imported?.profile)
    #expect(profile.section("work")?.entries[0].isOngoing == true)
    #expect(profile.section("education")?.entries[0].facets.tags == ["private"])
    #expect(profile.section("education")?.entries[0].keywords.map(\.value) == ["X"])
    #expect(profile.section("publications")?.entries[0].list("authors").map(\.value) == ["Me"])
    #expect(profile.section("references")?.entries[0]["email"]?.value == "r@x.io")
    #expect(profile.section("speaking")?.entries[0]["subtitle"]?.value == "Conf")
  }

  private static let linkedIn = [
    (
      "Profile.csv",
      """
      First Name,Last Name,Birth Date,Headline,Summary,Geo Location,Websites,Twitter Handles\r
      Ada,Byron,"Dec 10",Analyst,"Line one
      ""quoted"", line two",London,"[PORTFOLIO:https://ada.example,BLOG:https://b.example]",[ada]\r

      """
    ),
    (
      "Positions.csv",
      """
      Company Name,Title,Description,Location,Started On,Finished On
      Mill,Lead,"Above
      • One
      • Two, with comma",London,Jan 2021,
      Mill,Hand,,London,2019,Dec 2020
      Home,Help,Plain,Bath,2018,2018
      """
    ),
    ("Skills.csv", "Name\nSwift\n\"C, all of it\"\n"),
    ("Email Addresses.csv", "Email Address,Confirmed,Primary\nx@y.z,Yes,No\na@b.c,Yes,Yes\n"),
    (
      "Recommendations_Received.csv",
      "First Name,Last Name,Company,Job Title,Text,Status\nC,B,Co,Boss,Good,VISIBLE\n"
    ),
    ("Connections.csv", "x"),
  ]

  @Test func `LinkedIn's archive becomes a profile`() throws {
    var zip = ZIPWriter()
    for (name, text) in Self.linkedIn { zip.add(name, Array(text.utf8)) }
    var diagnostics: [Diagnostic] = []
    let imported = Importer.read(
      SourceFile(path: "export.zip", bytes: zip.finish()), into: &diagnostics)
    #expect(
      diagnostics.map { "\($0.location?.file.path ?? "") \($0.line)" } == [
        "export.zip/Profile.csv 2:11 warning not-carried: column 'Birth Date' is not carried over",
        "export.zip/Recommendations_Received.csv 2:5 warning not-carried: column 'Company' "
          + "is not carried over",
        " warning not-carried: files not carried over: Connections.csv",
      ])
    let profile = try #require(imported?.profile)
    #expect(profile.basics.name?.value == "Ada Byron")
    #expect(profile.basics.email?.value == "a@b.c")
    #expect(profile.basics.summary?.value == "Line one\n\"quoted\", line two")
    #expect(profile.basics.url?.value == "https://ada.example")
    #expect(profile.basics.profiles.map(\.network?.value) == ["Blog", "Twitter"])
    let work = try #require(profile.section("work")?.entries)
    #expect(work.count == 2)
    #expect(work[0].positions.map(\.["position"]?.value) == ["Lead", "Hand"])
    #expect(work[0].positions[0].highlights.map(\.text.value) == ["One", "Two, with comma"])
    #expect(work[0].positions[0]["summary"]?.value == "Above")
    #expect(work[0].positions[1].end?.value == .date(year: 2020, month: 12, day: nil))
    #expect(
      profile.section("skills")?.entries.map(\.["name"]?.value) == ["Swift", "C, all of it"])
    #expect(profile.section("references")?.entries[0]["name"]?.value == "C B")
  }

  @Test(arguments: ["{}", "[1]", "a: b", "", "PK\u{3}\u{4}broken"])
  func `refuses what is none of them`(text: String) {
    let (imported, log) = read(text, path: "x")
    #expect(imported == nil)
    #expect(log.contains { $0.contains("error") })
  }

  @Test(arguments: [
    ("Sep 1, 2016", "2016-09-01"), ("1 September 2016", "2016-09-01"), ("Oct 2016", "2016-10"),
    ("Sept. 2016", "2016-09"), ("09/2016", "2016-09"), ("2016/09", "2016-09"),
    ("2016.09.01", "2016-09-01"), ("01.09.2016", "2016-09-01"),
  ])
  func `dates become ISO`(text: String, iso: String) throws {
    let (imported, _) = read(
      "content: {basics: {name: A}, awards: [{title: T, date: '\(text)'}]}", path: "a.yml")
    #expect(imported?.profile.section("awards")?.entries[0].date?.text == iso)
  }

  @Test(arguments: ["01/02/2016", "Fall 2016", "2016", "present", "Ma 2016", "13/2016"])
  func `dates that could mean two things stay as typed`(text: String) throws {
    let (imported, _) = read(
      "content: {basics: {name: A}, awards: [{title: T, date: '\(text)'}]}", path: "a.yml")
    #expect(imported?.profile.section("awards")?.entries[0].date?.text == text)
  }

  @Test func `what is written reads back as the same profile`() throws {
    for name in ["jsonresume", "rendercv", "yamlresume", "fresh", "fresh/override"] {
      guard let folder = sampleFolder(name) else { return }
      for url in try files(in: folder, "json", "yaml", "yml") {
        var diagnostics: [Diagnostic] = []
        let bytes = Array(try Data(contentsOf: url))
        let imported = try #require(
          Importer.read(
            SourceFile(path: url.lastPathComponent, bytes: bytes), into: &diagnostics),
          "\(url.path())")
        let errors = diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(url.path()): \(errors.map(\.line))")
        let (again, log) = readProfile(imported.yaml)
        #expect(again?.allTexts == imported.profile.allTexts, "\(url.path())")
        #expect(!log.contains { $0.contains("unknown-key") || $0.contains("error") }, "\(log)")
        // A file of empty texts, and a schema that stands among the resumes.
        let isEmpty = ["fresh-test-empty.json", "hmr-core-resume.json"]
          .contains(url.lastPathComponent)
        #expect(imported.profile.allTexts.isEmpty == isEmpty, "\(url.path())")
      }
    }
  }

  @Test func `RenderCV's broken file is told where`() throws {
    guard let folder = sampleFolder("rendercv/_errors") else { return }
    var diagnostics: [Diagnostic] = []
    let bytes = Array(try Data(contentsOf: folder.appending(path: "wrong_input.yaml")))
    _ = Importer.read(SourceFile(path: "wrong_input.yaml", bytes: bytes), into: &diagnostics)
    let lines = Set(diagnostics.compactMap { $0.location?.position.line })
    // website, phone, two e-mails, unknown entry, mixed entries, impossible month and day,
    // a map as a name, end before start, authors as text, keys of other parts.
    let expected: Set = [4, 5, 7, 8, 19, 23, 33, 41, 45, 50, 56, 57, 60]
    #expect(lines.isSuperset(of: expected), "\(expected.subtracting(lines).sorted()) missing")
  }
}
