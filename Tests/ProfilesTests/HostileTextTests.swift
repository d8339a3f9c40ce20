import Diagnostics
import Files
import JSON
import Profiles
import Testing
import YAML

/// Text that breaks programs: it comes through every stage of a profile as it was typed.
@Suite struct HostileTextTests {
  static let texts = [
    "undefined", "null", "NULL", "(null)", "true", "0", "1/0", "-1E2", "0x0", "1,000.00",
    "١٢٣", "<script>alert(0)</script>", "'; DROP TABLE users; --", "../../etc/passwd", "{{name}}",
    "{{{x}}}", "${7*7}", "%s%n", "\\u0041", "C:\\con", "田中さん", "部落格", "𠜎𠜱𠝹",
    "Ⱥ", "Ω≈ç√∫", "👩‍👩‍👧‍👦🏳️‍🌈", "🇸🇪🇩🇪", "é e\u{301}", "Z̸̡͊a̷l̴g̵o", "مُنَاقَشَةُ سُبُلِ", "בְּרֵאשִׁית",
    "\u{202E}txet desrever", "\u{200B}zero\u{200D}width\u{FEFF}", "\u{1F3FB}", "a\u{A0}b",
    "\u{3000}x",
    "x\u{0}y", "bell\u{7}", "\u{1B}[31mred", "\u{85}nel", "\u{2028}line\u{2029}para", "\u{FFFE}",
    "tab\tend", "two\nlines", "cr\rlf\r\n", " lead", "- list", "* star", "# hash", "> quote",
    "1. one", "key: value", "&anchor", "*alias", "!tag", "|", ">", "%", "@", "`", "[", "{", "~",
    "---", "...", "...x", "\"quoted\"", "it's", "ﬁﬂ", "ſt", "İı", "ß", "ﷺ", "Å", "K",
    String(repeating: "a", count: 10_000), String(repeating: "ä́", count: 500),
  ]

  @Test(arguments: texts)
  func `comes through as typed`(text: String) throws {
    let value = JSONValue.string(text)
    let json: JSONValue = [
      "basics": ["name": value, "summary": value, "location": ["city": value]],
      "work": [["name": value, "position": value, "highlights": [value, value]]],
      "skills": [["name": value, "keywords": [value]]],
      "sections": [["title": value, "entries": [["name": value], value]]],
      "letter": ["opening": value, "paragraphs": [value]],
    ]
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "a.json", text: json.serialized())
    let document = try #require(JSONReader.parse(file, into: &diagnostics))
    let profile = try #require(ProfileDecoder.decode(document, id: "a", into: &diagnostics))
    #expect(!diagnostics.contains { $0.severity == .error })
    let texts = profile.allTexts
    #expect(texts.count == 14)
    #expect(texts.allSatisfy { $0.unicodeScalars.elementsEqual(text.unicodeScalars) })
    let (again, _) = readProfile(YAMLWriter.write(document.root))
    #expect(again?.allTexts.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    let resolved = profile.resolved(
      Variant(audience: ["x"], redact: [.phone], locale: Locale.find("ja")), into: &diagnostics)
    #expect(resolved.basics.name != nil || text.contains { $0.isNumber })
    let exported = JSONResumeExporter.export(profile, into: &diagnostics)
    #expect(exported["basics"]?["name"] == value)
    #expect(!Locale.standard.format(number: text).isEmpty)
  }

  @Test(arguments: texts)
  func `is safe as a date, an address, a key and a tag`(text: String) throws {
    let value = JSONValue.string(text)
    let json: JSONValue = .object([
      .init(
        "work",
        [
          .object([
            .init("name", "A"), .init("startDate", value), .init("endDate", value),
            .init("url", value), .init("tags", [value]), .init("keep", value),
            .init("k" + text, value),
          ])
        ]),
      .init("basics", ["email": value, "phone": value, "url": value, "image": value]),
      .init("sectionOrder", [value]), .init("extends", value), .init("language", value),
    ])
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "a.json", text: json.serialized())
    let document = try #require(JSONReader.parse(file, into: &diagnostics))
    let profile = try #require(ProfileDecoder.decode(document, id: "a", into: &diagnostics))
    #expect(profile.section("work")?.entries[0].start?.text.isEmpty == false)
    let exported = JSONResumeExporter.export(profile, into: &diagnostics)
    let url = exported["basics"]?["url"]?.stringValue ?? ""
    #expect(url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    _ = profile.pictureProblem(MemoryFileSystem())
  }

  @Test(arguments: texts)
  func `is safe as a posting and its title`(text: String) {
    for posting in [text, "# \(text)\n\nx", "---\ntitle: x\n---\n\(text)", "---\n\(text)\n---\n"] {
      let (job, _) = readJob(posting)
      if let job { #expect(job.bodyOffset <= job.file.bytes.count) }
    }
  }
}

@Suite struct LargeInputTests {
  @Test(.timeLimit(.minutes(1)))
  func `large files take time in proportion`() throws {
    var yaml = "skills:\n  - name: All\n    keywords:\n"
    for number in 0..<20_000 { yaml += "      - Skill \(number)\n" }
    #expect(readProfile(yaml).profile?.section("skills")?.entries[0].keywords.count == 20_000)
    let line = String(repeating: "word ", count: 200_000)
    #expect(readProfile("basics: {summary: '\(line)x'}").profile?.basics.summary != nil)
    let nonsense = (0..<20_000).map { "key\($0): x\n" }.joined()
    #expect(readProfile(nonsense).log.count == 1001)
  }

  @Test(.timeLimit(.minutes(1)))
  func `deep texts are refused or read, never a crash`() {
    for depth in [10, 50, 1000, 100_000] {
      let open = String(repeating: "{text: ", count: depth)
      let yaml = "basics: {name: \(open)x\(String(repeating: "}", count: depth))}"
      _ = readProfile(yaml)
      let alternates = String(repeating: "{text: a, alternates: [", count: depth)
      _ = readProfile("basics: {name: \(alternates)")
    }
  }

  @Test func `ten thousand postings are listed`() {
    var diagnostics: [Diagnostic] = []
    let disk = MemoryFileSystem((0..<10_000).map { ("content/jobs/job-\($0).md", "# J") })
    #expect(ContentListing(disk, into: &diagnostics).jobs.count == 10_000)
  }
}
