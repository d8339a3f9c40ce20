import BuildGraph
import Diagnostics
import Files
import Testing

@Suite struct BuildTests {
  static let all = [
    "index", "page/a", "page/b", "print/a", "print/b", "read/a.txt", "read/b.txt",
  ]
  static let clean = [
    "index=a,b", "pages/a.html=<alpha>", "pages/b.html=<beta>", "prints/a.print=print:<alpha>",
    "prints/b.print=print:<beta>",
  ]

  @Test(arguments: [1, 2, 8]) func `builds everything once`(workers: Int) {
    let toy = ToyBuild([
      ("notes/a.txt", "alpha"), ("notes/b.txt", "beta"), ("template.txt", "<*>"),
    ])
    let report = toy.build { $0.workers = workers }
    #expect(report.isSuccess)
    #expect(toy.ran == Self.all)
    #expect(toy.outputs == Self.clean)
    #expect(report.steps.map(\.status) == Array(repeating: .ran, count: 7))
    #expect(report.steps.allSatisfy { $0.reason == "never built before" })
  }

  @Test func `writes and reads nothing more when nothing changed`() {
    let toy = ToyBuild.built()
    let report = toy.build()
    #expect(report.isSuccess)
    #expect(toy.ran == [])
    #expect(toy.disk.writes == [])
    #expect(toy.disk.removals == [])
    let inputs = toy.disk.reads.map(\.text).filter { !$0.hasPrefix(".bespoke/") }
    #expect(inputs == [])
    #expect(report.count(.upToDate) == 7)
  }

  @Test func `runs what an edit reaches and says why`() {
    let toy = ToyBuild.built()
    toy.disk.put("ALPHA", at: "notes/a.txt")
    let report = toy.build()
    #expect(toy.ran == ["page/a", "print/a", "read/a.txt"])
    #expect(toy.outputs[1] == "pages/a.html=<ALPHA>")
    let reasons = report.steps.compactMap { step in step.reason.map { "\(step.step.id): \($0)" } }
    #expect(
      reasons == [
        "read/a.txt: notes/a.txt changed", "page/a: notes/a.txt changed: first word differs",
        "print/a: notes/a.txt changed",
      ])
  }

  @Test func `stops where a value stays the same`() {
    let toy = ToyBuild.built()
    toy.disk.put("alpha# a comment", at: "notes/a.txt")
    toy.build()
    #expect(toy.ran == ["read/a.txt"])
  }

  @Test func `runs nothing for a touched or rewritten file`() {
    let toy = ToyBuild.built()
    toy.disk.touch("notes/a.txt")
    toy.disk.put("beta", at: "notes/b.txt")
    toy.disk.wait()
    toy.build()
    #expect(toy.ran == [])
    // Once more: what was learnt is kept.
    toy.build()
    #expect(toy.disk.reads.allSatisfy { $0.text.hasPrefix(".bespoke/") })
  }

  @Test func `follows an added, a renamed and a deleted input`() {
    let toy = ToyBuild.built()
    toy.disk.put("gamma", at: "notes/c.txt")
    toy.build()
    #expect(toy.ran == ["index", "page/c", "print/c", "read/c.txt"])
    toy.disk.delete("notes/c.txt")
    toy.disk.put("gamma", at: "notes/d.txt")
    let renamed = toy.build()
    #expect(toy.ran == ["index", "page/d", "print/d", "read/d.txt"])
    #expect(renamed.removed.map(\.text) == ["pages/c.html", "prints/c.print"])
    toy.disk.delete("notes/d.txt")
    toy.build()
    #expect(toy.outputs == Self.clean)
  }

  @Test func `sees a file appear that was looked for`() {
    let toy = ToyBuild.built()
    toy.disk.put("[*]", at: "templates/a.txt")
    let report = toy.build()
    #expect(toy.ran == ["page/a", "print/a", "read/a.txt"], "the note's text is needed again")
    #expect(report.count(.ran) == 2)
    #expect(report.steps.first { $0.status == .ran }?.reason == "templates/a.txt is new")
    toy.disk.delete("templates/a.txt")
    #expect(toy.build().steps.first { $0.status == .ran }?.reason == "templates/a.txt is gone")
    #expect(toy.outputs == Self.clean)
  }

  @Test func `a failing step fails only what needs it`() {
    let toy = ToyBuild.built()
    toy.disk.put("broken!", at: "notes/a.txt")
    toy.disk.put("BETA", at: "notes/b.txt")
    let report = toy.build()
    #expect(!report.isSuccess)
    #expect(report.count(.failed) == 1)
    #expect(report.count(.blocked) == 2)
    #expect(report.allDiagnostics.map(\.message) == ["step 'read/a.txt' failed"])
    #expect(toy.outputs[1] == "pages/a.html=<alpha>", "the old output stays")
    #expect(toy.outputs[2] == "pages/b.html=<BETA>")
    // It is tried again, and only it.
    #expect(!toy.build().isSuccess)
    #expect(toy.ran == ["read/a.txt"])
    toy.disk.put("alpha", at: "notes/a.txt")
    #expect(toy.build().isSuccess)
    #expect(toy.ran == ["read/a.txt"], "the value is as before the failure")
  }

  @Test(arguments: ["de", "en"])
  func `a choice that fails blocks those who choose it, and says so once`(
    chosen: String
  ) {
    let disk = MemoryFileSystem([("en", "english")])
    let report = build(BuildSettings(project: disk)) { graph, _ in
      let locales = ["de", "en"].map { name in
        graph.add("read \(name)", name: "read", key: stepKey("read", version: 1), value: .text) {
          String(decoding: try $0.files.read(RelativePath(name)), as: UTF8.self)
        }
      }
      graph.add("page", name: "page", key: stepKey("page", version: 1), choices: locales) {
        try $0.value(of: locales[chosen == "de" ? 0 : 1])
      }
    }
    #expect(report.steps.map(\.status) == [.failed, .ran, chosen == "de" ? .blocked : .ran])
    #expect(report.steps[2].reason == (chosen == "de" ? "'read de' failed" : "never built before"))
    #expect(report.allDiagnostics.map(\.message) == ["cannot read 'de': no such file"])
  }

  @Test func `who did without a value runs again when there is one`() {
    let disk = MemoryFileSystem([("a", "?")])
    let path = RelativePath(literal: "list")
    func run() -> String? {
      _ = build(BuildSettings(project: disk)) { graph, _ in
        let page = graph.add(
          "page", name: "page", key: stepKey("page", version: 1), value: .text
        ) { context in
          let text = String(decoding: try context.files.read(RelativePath("a")), as: UTF8.self)
          if text == "?" { throw StepFailure() }
          return text
        }
        graph.add(
          "list", name: "list", key: stepKey("list", version: 1), needs: [page], outputs: [path],
          toleratesFailures: true
        ) { context in
          context.emit(Array((try? context.value(of: page))?.utf8 ?? "none".utf8), to: path)
        }
      }
      return disk.files.first { $0.path == "out/list" }?.text
    }
    #expect(run() == "none")
    disk.put("A", at: "a")
    #expect(run() == "A")
  }

  @Test func `stops at the first failure when asked`() {
    let toy = ToyBuild.built()
    toy.disk.put("broken!", at: "notes/a.txt")
    toy.disk.put("BETA", at: "notes/b.txt")
    let report = toy.build { $0.failsFast = true }
    #expect(toy.ran == ["read/a.txt"])
    #expect(report.count(.skipped) == 6)
    toy.disk.put("alpha", at: "notes/a.txt")
    #expect(toy.build().isSuccess)
    #expect(toy.outputs[2] == "pages/b.html=<BETA>")
  }

  @Test func `replays warnings with their line`() {
    let toy = ToyBuild.built()
    toy.disk.put("alpha?", at: "notes/a.txt")
    let first = DiagnosticFormat.human.render(toy.build().allDiagnostics)
    #expect(first.hasPrefix("notes/a.txt:1:1: warning: doubtful [doubt]\n  alpha?\n  ^\n"))
    #expect(DiagnosticFormat.human.render(toy.build().allDiagnostics) == first)
    #expect(toy.ran == [])
  }

  @Test func `a dry run finds the same and changes nothing`() {
    let toy = ToyBuild.built()
    toy.disk.put("ALPHA", at: "notes/a.txt")
    let report = toy.build { $0.isDryRun = true }
    #expect(toy.ran == ["read/a.txt"], "reading leaves nothing behind")
    #expect(toy.disk.writes == [])
    #expect(report.count(.stale) == 3)
    #expect(report.steps.filter { $0.status == .stale }.compactMap(\.reason).count == 3)
    // Reading it anew may end there; what is made of its page may come out the same.
    #expect(report.steps.filter { $0.status == .stale }.map(\.isCertain) == [true, true, false])
  }

  @Test func `builds what is asked for and keeps the rest`() {
    let toy = ToyBuild.built()
    toy.disk.put("ALPHA", at: "notes/a.txt")
    toy.disk.put("BETA", at: "notes/b.txt")
    let report = toy.build { $0.isWanted = { $0.id == "print/b" } }
    #expect(toy.ran == ["page/b", "print/b", "read/b.txt"])
    #expect(report.count(.unasked) == 4)
    #expect(toy.outputs.contains("pages/a.html=<alpha>"))
    toy.build()
    #expect(toy.ran == ["page/a", "print/a", "read/a.txt"])
  }

  @Test func `a partial graph leaves all else as it is`() {
    let toy = ToyBuild.built()
    toy.disk.put("ALPHA", at: "notes/a.txt")
    toy.disk.put("BETA", at: "notes/b.txt")
    let report = toy.build(only: "b")
    #expect(report.isSuccess)
    #expect(report.removed.isEmpty)
    #expect(toy.ran == ["page/b", "print/b", "read/b.txt"])
    #expect(toy.outputs.count == 5)
    toy.build()
    #expect(toy.ran == ["page/a", "print/a", "read/a.txt"])
    toy.disk.delete("notes/a.txt")
    toy.build(only: "b")
    #expect(toy.outputs.count == 5)
    toy.build()
    #expect(toy.outputs.count == 3)
  }

  @Test(arguments: [
    ("alpha and more", "rest differs"), ("omega", "first word differs"),
  ]) func `says what differs`(text: String, difference: String) {
    let toy = ToyBuild.built()
    toy.disk.put(text, at: "notes/a.txt")
    let dry = toy.build { $0.isDryRun = true }
    #expect(dry.steps.first { $0.step.id == "page/a" }?.why?.difference == difference)
    let report = toy.build()
    #expect(report.steps.first { $0.step.id == "page/a" }?.why?.difference == difference)
  }

  @Test func `a dry run knows where a change ends`() {
    let toy = ToyBuild.built()
    toy.disk.put("alpha# a comment", at: "notes/a.txt")
    let report = toy.build { $0.isDryRun = true }
    #expect(report.steps.filter { $0.status == .stale }.map(\.step.id) == ["read/a.txt"])
    #expect(toy.disk.writes == [])
  }

  @Test func `names the option that changed`() {
    let disk = MemoryFileSystem()
    func reason(_ date: String, _ needs: Int) -> String? {
      let report = build(BuildSettings(project: disk)) { graph, _ in
        let notes = (0..<needs).map { number in
          graph.add("note \(number)", name: "x", key: stepKey("x", version: 1)) { _ in number }
        }
        graph.add(
          "page", name: "x", key: stepKey("x", version: 1, [("date", date)]), needs: notes
        ) { _ in 0 }
      }
      return report.steps.last?.reason
    }
    #expect(reason("2026-01-05", 1) == "never built before")
    #expect(reason("2026-02-01", 1) == "date changed from 2026-01-05 to 2026-02-01")
    #expect(reason("", 1) == "date changed from 2026-02-01 to none")
    #expect(reason("", 1) == nil)
    #expect(reason("", 2) == "its options changed", "another step to ask")
  }

  @Test func `what tells of others' files follows them`() {
    let disk = MemoryFileSystem([("picture", "red"), ("more/a", "a")])
    let path = RelativePath(literal: "list")
    func run() -> [String] {
      let report = build(BuildSettings(project: disk)) { graph, _ in
        // The page is the same whatever the picture shows.
        let page = graph.add(
          "page", name: "x", key: stepKey("x", version: 1), value: .text
        ) { context in
          _ = try context.files.read(RelativePath(literal: "picture"))
          for entry in try context.files.list(RelativePath(literal: "more")) {
            _ = try context.files.read(RelativePath("more/\(entry.name)"))
          }
          return "page"
        }
        graph.add(
          "note", name: "x", key: stepKey("x", version: 1), needs: [page], value: .text
        ) { context in
          var hasher = ContentHasher()
          try context.updateWithFiles(readBy: page, &hasher)
          return hasher.finish().hexadecimal
        }
        let text = graph.add("text", name: "x", key: stepKey("x", version: 1), needs: [page]) {
          try $0.value(of: page)
        }
        graph.add(
          "list", name: "x", key: stepKey("x", version: 1), needs: [text], outputs: [path]
        ) { context in
          context.emit(try context.products(of: text)?.inputs.bytes ?? [], to: path)
        }
      }
      return report.steps.filter { $0.status == .ran }.map(\.step.id)
    }
    func list() throws -> [UInt8] { try disk.read(RelativePath(literal: "out/list")) }
    #expect(run() == ["page", "note", "text", "list"])
    let before = try? list()
    #expect(run() == [])
    disk.put("blue", at: "picture")
    #expect(run() == ["page", "note", "list"])
    #expect((try? list()) != before)
    #expect(run() == [])
    disk.put("b", at: "more/b")
    #expect(run() == ["page", "note", "list"])
    #expect(run() == [])
  }

  @Test func `rests on what others read for it`() {
    let disk = MemoryFileSystem([("font", "one"), ("fonts/a", "x")])
    func run() -> [String] {
      let report = build(BuildSettings(project: disk)) { graph, _ in
        let layout = graph.add(
          "layout", name: "x", key: stepKey("x", version: 1), value: .text
        ) { context in
          let gatherer = context.gatherer()
          gatherer.note(.content, .project, RelativePath(literal: "font"))
          gatherer.noteFiles(in: RelativePath(literal: "fonts"), .project)
          context.adopt(gatherer.finish())
          return "same"
        }
        graph.add("print", name: "x", key: stepKey("x", version: 1), needs: [layout]) { context in
          _ = try context.value(of: layout)
          let gatherer = context.gatherer()
          gatherer.note(.content, .project, RelativePath(literal: "font"))
          context.adopt(gatherer.finish())
          return 0
        }
      }
      return report.steps.map { "\($0.step.id): \($0.reason ?? "stands")" }
    }
    _ = run()
    #expect(run() == ["layout: stands", "print: stands"])
    disk.put("two", at: "font")
    #expect(run() == ["layout: font changed", "print: font changed"])
    disk.put("y", at: "fonts/b")
    #expect(run() == ["layout: the names in fonts changed", "print: stands"])
    disk.put("z", at: "fonts/a")
    #expect(run() == ["layout: fonts/a changed", "print: stands"])
    #expect(run() == ["layout: stands", "print: stands"])
  }

  @Test func `runs all again for another tool, and what is forced`() {
    let toy = ToyBuild.built()
    let report = toy.build { $0.tool = "toy 2" }
    #expect(toy.ran == Self.all)
    #expect(toy.disk.writes.allSatisfy { $0.text.hasPrefix(".bespoke/") })
    #expect(report.steps[0].reason == "the tool changed")
    toy.build {
      $0.tool = "toy 2"
      $0.isForced = { $0.name == "index" }
    }
    #expect(toy.ran == ["index"])
  }

  @Test func `an edit back ends where it began`() {
    let toy = ToyBuild.built()
    toy.disk.put("{*}", at: "template.txt")
    toy.build()
    #expect(toy.outputs[1] == "pages/a.html={alpha}")
    toy.disk.put("<*>", at: "template.txt")
    toy.build()
    #expect(toy.outputs == Self.clean)
  }

  @Test func `notices an edit within one tick of the clock`() {
    let toy = ToyBuild([("notes/a.txt", "alpha"), ("template.txt", "<*>")])
    toy.disk.freeze()
    toy.disk.touch("notes/a.txt")
    toy.disk.touch("template.txt")
    toy.build()
    toy.disk.putSecretly("ALPHA", at: "notes/a.txt")
    toy.build()
    #expect(toy.outputs[1] == "pages/a.html=<ALPHA>")
    toy.disk.putSecretly("[*]", at: "template.txt")
    toy.build()
    #expect(toy.outputs[1] == "pages/a.html=[ALPHA]")
  }

  @Test func `makes the value of an unchanged step again where it is needed`() {
    let toy = ToyBuild.built()
    toy.disk.put("{*}", at: "template.txt")
    toy.build()
    // The notes themselves are unchanged, but their values are needed again.
    #expect(toy.ran == ["page/a", "page/b", "print/a", "print/b", "read/a.txt", "read/b.txt"])
  }

  @Test func `stops between steps when cancelled`() {
    let toy = ToyBuild.built()
    toy.disk.put("{*}", at: "template.txt")
    let report = toy.build { $0.isCancelled = { true } }
    #expect(toy.ran == [])
    #expect(report.count(.skipped) == 7)
    toy.build()
    #expect(toy.outputs[1] == "pages/a.html={alpha}")
  }
}
