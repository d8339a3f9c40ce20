import Diagnostics
import Files
import JSON
import Profiles
import Testing
import YAML

@testable import BespokeKit

struct TemplateTests {
  private func settings(_ yaml: String) -> [TemplateSetting] {
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "bespoke.yaml", text: "defaults:\n  options: \(yaml)\n")
    let document = YAMLReader.parseSingle(file, into: &problems)
    return document.map { ConfigDecoder.decode($0, into: &problems).defaults.options } ?? []
  }

  private func description(_ options: String) -> TemplateDescription {
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "template.yaml", text: "options: \(options)\n")
    let document = YAMLReader.parseSingle(file, into: &problems)
    return document.map { TemplateDescription.decode($0, into: &problems) } ?? .init()
  }

  private let options = """
    {accent: "#123456", photo: true, dates: {choices: [behind, right], default: behind}, \
    font: {type: font, default: Lato}, sections: []}
    """

  private func values(
    _ settings: [TemplateSetting], into problems: inout [Diagnostic]
  ) -> OptionValues {
    OptionValues(description(options), template: "plain", settings: settings, into: &problems)
  }

  @Test func `gives defaults as classes, custom properties and data`() {
    var problems: [Diagnostic] = []
    let values = values([], into: &problems)
    #expect(values.classes == "photo dates-behind")
    #expect(values.style == "--accent: #123456; --font: \"Lato\"; ")
    #expect(values.json["photo"] == true)
    #expect(values.json["sections"] == [])
  }

  @Test func `takes the last setting that is meant for the template`() {
    var problems: [Diagnostic] = []
    let values = values(
      settings("{photo: false, plain: {accent: teal}, other: {accent: red}, sections: [work]}"),
      into: &problems)
    #expect(problems.isEmpty)
    #expect(values.classes == "no-photo dates-behind")
    #expect(values["accent"]?.values == ["teal"])
    #expect(values.sectionOrder == ["work"])
  }

  @Test(arguments: [
    #"{accent: "red; } body { display: none"}"#, #"{accent: "url(https://x.example)"}"#,
    #"{accent: "</style><script>"}"#, #"{font: 'Lato"; } * { color: red'}"#, "{photo: maybe}",
    "{dates: above}", "{accent: [a, b]}", #"{sections: ["a b"]}"#, #"{accent: ""}"#,
  ])
  func `refuses what is no value of an option`(yaml: String) {
    var problems: [Diagnostic] = []
    let values = values(settings(yaml), into: &problems)
    #expect(problems.map(\.id) == ["wrong-option"])
    #expect(problems.first?.location?.position.line == 2)
    #expect(values.style == "--accent: #123456; --font: \"Lato\"; ")
  }

  @Test func `warns of an accent that can't be read`() {
    var problems: [Diagnostic] = []
    _ = values(settings("{accent: \"#8899aa\"}"), into: &problems)
    #expect(problems.map(\.id) == ["low-contrast"])
    #expect(Contrast.withWhite("#000").map { $0.rounded() } == 21)
    #expect(Contrast.withWhite("#767676").map { Int($0 * 100) } == 454)
  }

  @Test func `names an option that was probably meant`() {
    var problems: [Diagnostic] = []
    OptionValues.check(
      settings("{acent: red, plian: {photo: true}}"),
      against: [(name: "plain", options: description(options).options)], into: &problems)
    #expect(problems.map(\.id) == ["unknown-option", "unknown-template"])
    #expect(problems.map(\.help) == ["did you mean 'accent'?", "did you mean 'plain'?"])
  }

  // MARK: Where templates come from

  @Test func `ships every file of templates/ as it stands there`() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let project = try DiskFileSystem(root: "/" + root)
    var folders = [TemplateFiles.root]
    var found: [String: [UInt8]] = [:]
    while let folder = folders.popLast() {
      for entry in try project.list(folder) {
        let path = folder.child(entry.name)
        if entry.kind == .directory {
          folders.append(path)
        } else {
          found[path.text] = try project.read(path)
        }
      }
    }
    #expect(TemplateFiles.shipped.keys.sorted() == found.keys.sorted())
    #expect(TemplateFiles.shipped == found)
  }

  @Test func `finds the shipped families in a project without templates`() {
    let loader = TemplateLoader(files: MemoryFileSystem())
    #expect(loader.names() == ["ats", "classic", "creative", "modern"])
    for name in loader.names() {
      var problems: [Diagnostic] = []
      let template = loader.load(name, into: &problems)
      #expect(problems.isEmpty)
      #expect(template?.documents.keys.sorted() == ["letter", "resume"])
    }
  }

  @Test func `takes a template of the project whole and partials one by one`() throws {
    let files = TemplateFiles(
      MemoryFileSystem([
        ("templates/ats/resume.mustache", "mine"),
        ("templates/partials/contact.mustache", "my contact"),
      ]))
    #expect(files.exists(RelativePath(literal: "templates/ats/resume.mustache")))
    #expect(!files.exists(RelativePath(literal: "templates/ats/style.css")))
    let contact = try files.read(RelativePath(literal: "templates/partials/contact.mustache"))
    #expect(contact == Array("my contact".utf8))
    #expect(files.exists(RelativePath(literal: "templates/partials/head.mustache")))
    #expect(files.names(in: TemplateFiles.root).contains("modern"))
  }

  @Test func `copies a template under a new name`() throws {
    let project = MemoryFileSystem()
    let outcome = TemplateCopy(project: project).make("mine", from: "modern")
    #expect(outcome.problems.isEmpty)
    #expect(
      outcome.files == [
        "templates/mine/letter.mustache", "templates/mine/resume.mustache",
        "templates/mine/style.css", "templates/mine/template.yaml",
      ])
    let yaml = try project.read(RelativePath(literal: "templates/mine/template.yaml"))
    #expect(String(decoding: yaml, as: UTF8.self).contains("\nname: mine\n"))
  }

  @Test(arguments: [
    ("mine", "modrn", "unknown-template"), ("../x", "modern", "wrong-name"),
    ("partials", "modern", "wrong-name"), ("", "modern", "wrong-name"),
    ("taken", "modern", "name-taken"),
  ])
  func `refuses a copy that can't be`(name: String, source: String, problem: String) {
    let project = MemoryFileSystem([("templates/taken/style.css", "")])
    let outcome = TemplateCopy(project: project).make(name, from: source)
    #expect(outcome.files.isEmpty)
    #expect(outcome.problems.map(\.id) == [problem])
  }
}
