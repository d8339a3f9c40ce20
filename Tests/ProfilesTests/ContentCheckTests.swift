import Diagnostics
import Files
import Profiles
import Testing
import YAML

@Suite struct ContentCheckTests {
  func check(
    config: String = "", profile: String = "basics: {name: Ada}", job: String = "# J",
    templates: [String] = ["modern", "ats"]
  ) throws -> [String] {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "bespoke.yaml", text: config)
    let document = try #require(YAMLReader.parseSingle(file, into: &diagnostics))
    let check = ContentCheck(
      config: ConfigDecoder.decode(document, into: &diagnostics),
      profiles: [try #require(readProfile(profile, path: "content/profiles/ada.yaml").profile)],
      jobs: [try #require(readJob(job).job)], templates: templates)
    return (diagnostics + check.run(MemoryFileSystem([("content/profiles/ada.jpg", "x")])))
      .map(\.line)
  }

  @Test(arguments: [
    (
      "defaults: {profiles: [adda]}",
      "1:22 warning no-match: no profile is called 'adda' (did you mean 'ada'?)"
    ),
    ("defaults: {jobs: ['x*']}", "1:18 warning no-match: no job is called 'x*'"),
    (
      "defaults: {templates: modren}",
      "1:23 warning no-match: no template is called 'modren' (did you mean 'modern'?)"
    ),
    (
      "defaults: {audience: [managment]}",
      "1:22 warning unknown-tag: no text of a profile is tagged 'managment' "
        + "(did you mean 'management'?)"
    ),
    (
      "defaults: {locale: [en, xx]}",
      "1:20 error unknown-locale: no locale 'xx' (add content/locales/xx.yaml)"
    ),
  ])
  func `says what a build asks for in vain`(config: String, message: String) throws {
    let profile = "basics: {name: {text: A, tags: [management]}}"
    #expect(try check(config: config, profile: profile) == [message])
  }

  @Test(arguments: [
    ("defaults: {profiles: ['a*', ada, '*'], jobs: [general, 'acm?'], templates: [ats]}"),
    ("builds: [{audience: [x], exclude: [y], locale: [de-CH, ja]}]"), "",
  ])
  func `is silent where all is there`(config: String) throws {
    let profile = "work: [{name: A, alternates: [{text: B, tags: [x]}], tags: [y]}]"
    #expect(try check(config: config, profile: profile) == [])
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
    #expect(try check(profile: "basics: {image: \(image)}") == [message].compactMap(\.self))
  }

  @Test func `a picture outside the project is refused`() throws {
    #expect(try check(profile: "basics: {image: ../../../etc/passwd}").count == 1)
  }

  @Test func `says what a posting asks for in vain`() throws {
    let log = try check(job: "---\ntitle: J\ntemplates: [atz]\naudience: [x]\n---\n")
    #expect(
      log == [
        "2:8 warning unknown-tag: no text of a profile is tagged 'x'",
        "2:8 error unknown-template: no template 'atz' (did you mean 'ats'?)",
      ])
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
