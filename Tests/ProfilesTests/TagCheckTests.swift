import Diagnostics
import Files
import Profiles
import Testing
import YAML

@Suite struct TagCheckTests {
  func check(
    config: String = "", profile: String, job: String = "# J"
  ) throws -> [String] {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "bespoke.yaml", text: config)
    let document = try #require(YAMLReader.parseSingle(file, into: &diagnostics))
    let uses =
      ConfigDecoder.decode(document, into: &diagnostics).tagUses
      + (try #require(readJob(job).job)).tagUses
    let tags = Set(try #require(readProfile(profile).profile).tags)
    return (diagnostics + unknownTags(uses, among: tags)).map(\.line)
  }

  @Test func `says which tag a build asks for in vain`() throws {
    let profile = "basics: {name: {text: A, tags: [management]}}"
    #expect(
      try check(config: "defaults: {audience: [managment]}", profile: profile) == [
        "1:22 warning unknown-tag: no text of a profile is tagged 'managment' "
          + "(did you mean 'management'?)"
      ])
  }

  @Test func `says which tag a posting asks for in vain`() throws {
    #expect(
      try check(profile: "basics: {name: A}", job: "---\ntitle: J\naudience: [x]\n---\n") == [
        "3:11 warning unknown-tag: no text of a profile is tagged 'x'"
      ])
  }

  @Test func `finds tags of entries, alternates and places`() throws {
    let profile = """
      basics: {location: {city: {text: Bonn, tags: [de]}}}
      work: [{name: A, alternates: [{text: B, tags: [x]}], tags: [y]}]
      """
    #expect(
      try check(config: "builds: [{audience: [x, de], exclude: [y]}]", profile: profile) == [])
  }

  @Test(arguments: [
    ("ada.jpg", nil as String?),
    (
      "eva.jpg", "1:17 warning missing-image: no picture 'content/profiles/eva.jpg'"
    ),
    (
      "https://x.example/a.png",
      "1:17 warning remote-image: picture 'https://x.example/a.png' is not fetched "
        + "(save it beside the profile and write its name)"
    ),
  ])
  func `looks for the picture`(image: String, message: String?) throws {
    #expect(try problem("basics: {image: \(image)}")?.line == message)
  }

  @Test func `a picture outside the project is refused`() throws {
    #expect(try problem("basics: {image: ../../../etc/passwd}")?.severity == .error)
  }

  func problem(_ yaml: String) throws -> Diagnostic? {
    try #require(readProfile(yaml, path: "content/profiles/ada.yaml").profile)
      .pictureProblem(MemoryFileSystem([("content/profiles/ada.jpg", "x")]))
  }

  @Test(arguments: [
    ("*", "", true), ("a*c", "abbc", true), ("a*c", "ab", false), ("?", "ä", true),
    ("?", "", false),
    ("*a*b*", "xxaxxbxx", true), ("ada", "ada", true), ("ada", "adam", false), ("**", "x", true),
  ])
  func `globs fit whole names`(pattern: String, text: String, fits: Bool) {
    #expect(Glob(pattern).matches(text) == fits)
  }
}
