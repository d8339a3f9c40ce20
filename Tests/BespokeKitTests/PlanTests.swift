import Diagnostics
import Profiles
import Testing
import YAML

@testable import BespokeKit

struct PlanTests {
  private func plan(_ config: String, into problems: inout [Diagnostic]) -> Plan {
    let file = SourceFile(path: "bespoke.yaml", text: config)
    let document = YAMLReader.parseSingle(file, into: &problems)
    let decoded = document.map { ConfigDecoder.decode($0, into: &problems) } ?? .builtIn
    return Plan(config: decoded, catalogue: catalogue, into: &problems)
  }

  private var catalogue: Plan.Catalogue {
    let file = SourceFile(path: "content/jobs/acme.md", text: "# Cook")
    let title = Text("Cook", location: Location(file: file, span: Span(start: 2, end: 6)))
    return Plan.Catalogue(
      profiles: ["ada", "bob"],
      jobs: [Job(id: "acme", file: file, title: title, body: "", bodyOffset: 0)],
      templates: ["ats", "modern"],
      documents: ["ats": ["resume"], "modern": ["resume", "letter"]])
  }

  @Test func `makes everything by default`() {
    var problems: [Diagnostic] = []
    let plan = plan("", into: &problems)
    #expect(
      plan.variants.map(\.id) == [
        "ada/general/resume-ats", "ada/general/resume-modern", "ada/acme/resume-ats",
        "ada/acme/resume-modern", "bob/general/resume-ats", "bob/general/resume-modern",
        "bob/acme/resume-ats", "bob/acme/resume-modern",
      ])
    #expect(plan.variants.map(\.pages) == [nil, nil, 2, 2, nil, nil, 2, 2])
    #expect(problems.isEmpty)
  }

  @Test func `puts the build's name and several locales into file names`() {
    var problems: [Diagnostic] = []
    let plan = plan(
      """
      builds:
        - {name: public, profiles: ada, jobs: general, templates: ats, locale: [en, de]}
      """, into: &problems)
    #expect(
      plan.variants.map { $0.path(.pdf) } == [
        "ada/general/resume-ats-public.en.pdf", "ada/general/resume-ats-public.de.pdf",
      ])
  }

  @Test func `names a template that isn't there and builds the rest`() {
    var problems: [Diagnostic] = []
    let plan = plan("defaults:\n  templates: [ats, modrn]\n", into: &problems)
    #expect(plan.variants.count == 4)
    #expect(problems.map(\.id) == ["unknown-template"])
    #expect(problems.first?.help == "did you mean 'modern'?")
    #expect(problems.first?.location?.position.line == 2)
  }

  @Test func `warns about a pattern that fits nothing`() {
    var problems: [Diagnostic] = []
    _ = plan("builds:\n  - {jobs: [general, 'x*'], profiles: '*'}\n", into: &problems)
    #expect(problems.map(\.message) == ["no job is called like 'x*'"])
    #expect(problems.first?.severity == .warning)
  }

  @Test func `names a language that there are no words for and builds the others`() {
    var problems: [Diagnostic] = []
    let plan = plan(
      "builds:\n  - {profiles: ada, jobs: general, templates: ats, locale: [de, xx]}\n",
      into: &problems)
    #expect(plan.variants.map(\.stem) == ["resume-ats.de"])
    #expect(problems.map(\.id) == ["unknown-locale"])
    #expect(problems.first?.help == "add content/locales/xx.yaml")
  }

  @Test func `names once the template that a posting asks for in vain`() {
    var problems: [Diagnostic] = []
    let posting = "---\ntitle: Cook\ntemplates: [atz]\n---\nText"
    let file = SourceFile(path: "content/jobs/acme.md", text: posting)
    var catalogue = catalogue
    catalogue.jobs = [JobDecoder.decode(file, id: "acme", into: &problems)].compactMap(\.self)
    let plan = Plan(config: .builtIn, catalogue: catalogue, into: &problems)
    #expect(plan.variants.allSatisfy { $0.job == "general" })
    #expect(problems.map(\.id) == ["unknown-template"])
    #expect(problems.first?.location?.position.line == 3)
  }

  @Test func `names both builds that make one file`() {
    var problems: [Diagnostic] = []
    let plan = plan(
      "builds:\n  - {profiles: ada}\n  - {profiles: a*, jobs: general}\n", into: &problems)
    #expect(plan.variants.count == 4)
    #expect(problems.map(\.id) == ["duplicate-output", "duplicate-output"])
    #expect(problems.first?.notes.first?.location?.position.line == 2)
  }

  @Test(arguments: [
    ("ada", 8), ("ada/acme", 4), ("acme", 8), ("out/ada/acme/resume-ats.pdf", 1),
    ("./out/ada/acme/", 4), ("ada/acme/resume-ats", 2),
  ])
  func `keeps what a target names`(target: String, count: Int) {
    var problems: [Diagnostic] = []
    var plan = plan("defaults: {formats: [pdf, html]}", into: &problems)
    #expect(plan.restrict(to: [target]).isEmpty)
    #expect(plan.variants.reduce(0) { $0 + $1.formats.count } == count)
  }

  @Test func `refuses a target that nothing has`() {
    var problems: [Diagnostic] = []
    var plan = plan("", into: &problems)
    let found = plan.restrict(to: ["ada/acne"])
    #expect(found.map(\.id) == ["unknown-target"])
    #expect(found.first?.help == "did you mean 'ada/acme'?")
    #expect(plan.variants.isEmpty)
  }

  @Test(arguments: [
    ("*", "any", true), ("a*", "ada", true), ("a*", "bob", false), ("*-eng", "backend-eng", true),
    ("b?b", "bob", true), ("b?b", "boob", false), ("", "", true), ("a*b*c", "aXbYc", true),
    ("a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
  ])
  func `matches globs`(pattern: String, text: String, matches: Bool) {
    #expect(Glob(pattern).matches(text) == matches)
  }
}
