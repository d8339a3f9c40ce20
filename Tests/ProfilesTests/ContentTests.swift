import Diagnostics
import Files
import Profiles
import Testing

@Suite struct ContentTests {
  func list(_ files: [(String, String)]) -> (listing: ContentListing, log: [String]) {
    var diagnostics: [Diagnostic] = []
    let listing = ContentListing(MemoryFileSystem(files), into: &diagnostics)
    return (listing, diagnostics.map { "\($0.path ?? "") \($0.line)" })
  }

  func load(_ files: [(String, String)], _ id: String) -> (profile: Profile?, log: [String]) {
    var diagnostics: [Diagnostic] = []
    let disk = MemoryFileSystem(files)
    let loader = ContentLoader(disk, listing: ContentListing(disk, into: &diagnostics))
    let source = loader.listing.profiles.first { $0.id == id }
    let profile = source.flatMap { loader.profile($0, into: &diagnostics) }
    return (profile, diagnostics.map(\.line))
  }

  @Test func `lists profiles, jobs and locales by id`() {
    let (listing, log) = list([
      ("bespoke.yaml", ""), ("content/profiles/bob.json", "{}"),
      ("content/profiles/ada/profile.yaml", ""), ("content/profiles/ada/work.yaml", ""),
      ("content/profiles/ada/portrait.jpg", ""), ("content/profiles/_draft.yaml", ""),
      ("content/jobs/acme.md", ""), ("content/jobs/b.ja.txt", ""), ("content/jobs/.hidden", ""),
      ("content/locales/eo.yaml", ""),
    ])
    #expect(log == [])
    #expect(listing.config?.text == "bespoke.yaml")
    #expect(listing.profiles.map(\.id) == ["ada", "bob"])
    #expect(listing.profiles[0].parts.map(\.text) == ["content/profiles/ada/work.yaml"])
    #expect(listing.jobs.map(\.id) == ["acme", "b.ja"])
    #expect(listing.locales.map(\.id) == ["eo"])
  }

  @Test func `a project without content is empty`() {
    let (listing, log) = list([])
    #expect(log == [])
    #expect(listing.profiles.isEmpty && listing.jobs.isEmpty && listing.config == nil)
  }

  @Test func `names both files of one id`() {
    let (listing, log) = list([
      ("content/profiles/ada.json", "{}"), ("content/profiles/Ada.yaml", ""),
      ("content/profiles/ada/profile.yaml", ""), ("content/jobs/x.md", ""),
      ("content/jobs/x.yaml", ""), ("content/jobs/general.md", ""),
      ("content/jobs/posting.docx", ""),
    ])
    #expect(listing.profiles.count == 1)
    #expect(listing.jobs.map(\.id) == ["x"])
    #expect(
      log == [
        "content/profiles/ada/profile.yaml error duplicate-id: profile 'ada' is also "
          + "'content/profiles/Ada.yaml'; this file is not read (rename one of the two)",
        "content/profiles/ada.json error duplicate-id: profile 'ada' is also "
          + "'content/profiles/Ada.yaml'; this file is not read (rename one of the two)",
        "content/jobs/posting.docx warning unread-file: file is not read as a posting: its "
          + "extension is none of md, markdown, txt, yaml, yml, json "
          + "(rename it, or begin its name with '_')",
        "content/jobs/x.yaml error duplicate-id: posting 'x' is also 'content/jobs/x.md'; "
          + "this file is not read (rename one of the two)",
        "content/jobs/general.md error reserved-id: 'general' names the resume for no job in "
          + "particular; not read (rename the file)",
      ])
  }

  @Test(arguments: ["index.html", "Manifest.json"])
  func `a profile that would stand where the gallery does is not read`(id: String) {
    let (listing, log) = list([
      ("content/profiles/\(id).yaml", ""), ("content/profiles/a.yaml", ""),
    ])
    #expect(listing.profiles.map(\.id) == ["a"])
    #expect(
      log == [
        "content/profiles/\(id).yaml error reserved-id: '\(id)' names a file of the gallery; "
          + "not read (rename the profile)"
      ])
  }

  @Test func `puts the parts of a profile together`() throws {
    let (profile, log) = load(
      [
        ("content/profiles/ada/profile.yaml", "basics: {name: Ada}\nwork: [{name: Now}]"),
        ("content/profiles/ada/work.yaml", "- {name: Then, highlights: [One]}"),
        ("content/profiles/ada/extras.yaml", "skills: [C]\nawards: [{title: Cup}]"),
        ("content/profiles/ada/letter.yaml", "opening: Hello"),
      ], "ada")
    #expect(log == [])
    let read = try #require(profile)
    #expect(read.sections.map(\.id) == ["work", "skills", "awards"])
    #expect(read.section("work")?.entries.map(\.id) == ["work-1", "work-2"])
    #expect(read.section("work")?.entries[1].highlights[0].id == "work-2.1")
    #expect(read.section("work")?.entries[1].location.file.path == "content/profiles/ada/work.yaml")
    #expect(read.letter.opening?.value == "Hello")
  }

  @Test func `lays a profile over another`() throws {
    let (profile, log) = load(
      [
        (
          "content/profiles/base.yaml",
          """
          basics: {name: Ada, label: Engineer, email: a@b.example}
          work:
            - {id: mill, name: Mill, position: Hand, highlights: [One, Two]}
            - {name: Home}
          skills: [C]
          """
        ),
        (
          "content/profiles/ada.yaml",
          """
          extends: base
          basics: {label: Manager}
          work:
            - {id: mill, position: Head}
            - {name: New}
          skills: [Planning]
          """
        ),
      ], "ada")
    #expect(log == [])
    let read = try #require(profile)
    #expect(read.id == "ada")
    #expect(read.basics.label?.value == "Manager")
    #expect(read.basics.name?.value == "Ada")
    let work = try #require(read.section("work"))
    #expect(work.entries.map(\.["name"]?.value) == ["New", "Mill", "Home"])
    #expect(work.entries[1]["position"]?.value == "Head")
    #expect(work.entries[1].highlights.count == 2)
    #expect(Set(work.entries.map(\.id)).count == 3)
    #expect(read.section("skills")?.entries.map(\.["name"]?.value) == ["Planning"])
  }

  @Test(arguments: [
    (
      "extends: nobody",
      "1:10 error unknown-profile: no profile 'nobody' to extend"
    ),
    ("extends: ada", "1:10 error extends-cycle: profiles extend each other: ada → ada"),
    ("extends: b", "1:10 error extends-cycle: profiles extend each other: ada → b → ada"),
  ])
  func `refuses bases that are not there`(yaml: String, message: String) {
    let (profile, log) = load(
      [("content/profiles/ada.yaml", yaml), ("content/profiles/b.yaml", "extends: ada")], "ada")
    #expect(profile == nil)
    #expect(log.first == message)
  }

  @Test func `warns about a profile with nothing in it`() {
    let (profile, log) = load([("content/profiles/ada.yaml", "")], "ada")
    #expect(profile != nil)
    #expect(log.map { $0.prefix(21) } == ["warning missing-name:", "warning empty-profile"])
  }

  @Test func `bounds the size of a file`() {
    var diagnostics: [Diagnostic] = []
    let disk = MemoryFileSystem([("content/jobs/a.md", String(repeating: "x", count: 2000))])
    let loader = ContentLoader(
      disk, listing: ContentListing(disk, into: &diagnostics), limit: 1000)
    #expect(loader.job(loader.listing.jobs[0], into: &diagnostics) == nil)
    #expect(diagnostics.count == 1)
  }
}
