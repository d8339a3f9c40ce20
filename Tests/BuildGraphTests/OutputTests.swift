import BuildGraph
import Diagnostics
import Files
import Testing

@Suite struct OutputTests {
  @Test func `puts deleted and edited outputs back without running`() {
    let toy = ToyBuild.built()
    toy.disk.delete("out/pages/a.html")
    toy.disk.put("scribble", at: "out/prints/b.print")
    let report = toy.build()
    #expect(toy.ran == [])
    #expect(report.count(.restored) == 2)
    #expect(toy.outputs == BuildTests.clean)
    #expect(
      toy.disk.writes.map(\.text).filter { $0.hasPrefix("out/") }.sorted()
        == ["out/pages/a.html", "out/prints/b.print"])
  }

  @Test func `makes an output again when its kept copy is damaged`() {
    let toy = ToyBuild.built()
    for file in toy.disk.files where file.path.hasPrefix(".bespoke/cache/objects/") {
      toy.disk.put(file.text + "x", at: file.path)
    }
    toy.disk.delete("out/pages/a.html")
    toy.build()
    #expect(toy.ran == ["page/a", "read/a.txt"])
    #expect(toy.outputs == BuildTests.clean)
  }

  @Test func `an emptied cache costs time only`() {
    let toy = ToyBuild.built()
    for file in toy.disk.files where file.path.hasPrefix(".bespoke/cache/objects/") {
      toy.disk.put("", at: file.path)
    }
    toy.disk.put("{*}", at: "template.txt")
    toy.build()
    #expect(toy.outputs[1] == "pages/a.html={alpha}")
  }

  @Test func `never touches what it did not make`() {
    let toy = ToyBuild.built()
    toy.disk.put("mine", at: "out/pages/mine.txt")
    toy.disk.put("mine", at: "out/own/file")
    toy.disk.delete("notes/a.txt")
    toy.disk.delete("notes/b.txt")
    toy.disk.put("x", at: "notes/c.txt")
    toy.build()
    #expect(
      toy.outputs == [
        "index=c", "own/file=mine", "pages/c.html=<x>", "pages/mine.txt=mine",
        "prints/c.print=print:<x>",
      ])
  }

  @Test func `leaves an orphan that somebody changed, with a warning`() {
    let toy = ToyBuild.built()
    toy.disk.put("my notes", at: "out/pages/a.html")
    toy.disk.delete("notes/a.txt")
    let report = toy.build()
    #expect(toy.outputs.contains("pages/a.html=my notes"))
    #expect(report.removed.map(\.text) == ["prints/a.print"])
    #expect(
      report.diagnostics.map(\.message) == [
        "'out/pages/a.html' is no longer made, but was changed by hand and stays"
      ])
    #expect(toy.build().diagnostics.isEmpty)
  }

  @Test func `tries again to remove what the system would not let go`() {
    let toy = ToyBuild.built()
    toy.disk.delete("notes/a.txt")
    toy.disk.fail("out/pages/a.html", with: .system(5))
    #expect(!toy.build().isSuccess)
    toy.disk.fail("out/pages/a.html", with: nil)
    #expect(toy.build().removed.map(\.text) == ["pages/a.html"])
    #expect(toy.outputs == ["index=b", "pages/b.html=<beta>", "prints/b.print=print:<beta>"])
  }

  @Test func `removes folders that became empty`() throws {
    let toy = ToyBuild.built()
    toy.disk.delete("notes/a.txt")
    toy.disk.delete("notes/b.txt")
    toy.build()
    #expect(toy.outputs == ["index="])
    #expect(try toy.disk.list(RelativePath("out")).map(\.name) == ["index"])
  }

  @Test func `names both steps that claim one output`() throws {
    let path = try RelativePath("same.txt")
    let disk = MemoryFileSystem()
    let report = build(BuildSettings(project: disk)) { graph, _ in
      for id in ["one", "two"] {
        graph.add(id, name: "x", key: stepKey("x", version: 1), outputs: [path]) { context in
          context.emit([1], to: path)
        }
      }
      graph.add("three", name: "x", key: stepKey("x", version: 1)) { _ in }
    }
    #expect(
      report.diagnostics.map(\.message) == [
        "output 'same.txt' is made twice: by 'one' and by 'two'"
      ])
    #expect(report.steps.map(\.status) == [.failed, .failed, .ran])
    #expect(!disk.exists(try RelativePath("out/same.txt")))
  }

  @Test func `refuses an output that was not declared`() throws {
    let disk = MemoryFileSystem()
    let report = build(BuildSettings(project: disk)) { graph, _ in
      graph.add("one", name: "x", key: stepKey("x", version: 1)) { context in
        context.emit([1], to: RelativePath(literal: "y"))
      }
    }
    #expect(
      report.allDiagnostics.map(\.message) == ["step 'one' makes 'y', which it did not declare"])
    #expect(!disk.exists(try RelativePath("out/y")))
  }

  @Test func `a full disk leaves old outputs and the next build right`() {
    let toy = ToyBuild.built()
    toy.disk.put("{*}", at: "template.txt")
    toy.disk.fail("out/pages/a.html", with: .system(28))
    let report = toy.build()
    #expect(!report.isSuccess)
    #expect(
      report.allDiagnostics.map(\.message) == [
        "cannot look at 'out/pages/a.html': No space left on device"
      ]
        || report.allDiagnostics.map(\.message) == [
          "cannot write 'out/pages/a.html': No space left on device"
        ])
    toy.disk.fail("out/pages/a.html", with: nil)
    #expect(toy.build().isSuccess)
    #expect(toy.outputs[1] == "pages/a.html={alpha}")
  }

  @Test func `what can't be kept replaces no output`() {
    let toy = ToyBuild.built()
    let before = toy.outputs
    toy.disk.put("{*}", at: "template.txt")
    for text in ["{alpha}", "{beta}"] {
      let hash = ContentHash(of: Array(text.utf8)).hexadecimal
      let object = "\(hash.prefix(2))/\(hash.dropFirst(2))"
      toy.disk.fail(".bespoke/cache/objects/\(object)", with: .system(28))
    }
    #expect(!toy.build().isSuccess)
    #expect(toy.outputs == before)
  }

  @Test func `what gathers others waits for a disk that works`() throws {
    let disk = MemoryFileSystem([("a", "1"), ("b", "1")])
    func run() -> BuildReport {
      build(BuildSettings(project: disk)) { graph, _ in
        let pages = try ["a", "b"].map { name in
          let (input, output) = (try RelativePath(name), try RelativePath("\(name).html"))
          return graph.add(
            name, name: "page", key: stepKey("page", version: 1), outputs: [output]
          ) { context in
            let text = try context.files.read(input)
            if text == Array("bad".utf8) { throw StepFailure() }
            context.emit(text, to: output)
          }
        }
        let index = try RelativePath("index")
        graph.add(
          "index", name: "index", key: stepKey("index", version: 1), needs: pages,
          outputs: [index], toleratesFailures: true
        ) { context in
          let there = try pages.filter { try context.products(of: $0) != nil }
          context.emit(Array(there.map(\.id).joined(separator: ",").utf8), to: index)
        }
      }
    }
    func index() -> String? { disk.files.first { $0.path == "out/index" }?.text }
    #expect(run().isSuccess)
    #expect(index() == "a,b")
    disk.put("2", at: "a")
    disk.fail("out/a.html", with: .system(28))
    #expect(!run().isSuccess)
    #expect(index() == "a,b")
    disk.fail("out/a.html", with: nil)
    disk.put("bad", at: "a")
    #expect(!run().isSuccess)
    #expect(index() == "b")
  }

  @Test(arguments: [5, 24, 13]) func `removes nothing for want of a source that can't be read`(
    number: Int32
  ) {
    let toy = ToyBuild.built()
    toy.disk.fail("notes", with: .system(number))
    let report = toy.build()
    #expect(!report.isSuccess)
    #expect(report.allDiagnostics.count == 1)
    #expect(toy.outputs == BuildTests.clean)
    toy.disk.fail("notes", with: nil)
    #expect(toy.build().isSuccess)
    #expect(toy.ran == [])
  }

  @Test func `removes and forgets nothing that a plan with errors leaves out`() {
    let toy = ToyBuild.built()
    #expect(!toy.build(mistaking: "b").isSuccess)
    #expect(toy.outputs.filter { !$0.hasPrefix("index") } == Array(BuildTests.clean.dropFirst()))
    toy.build()
    #expect(toy.ran == ["index"])
    #expect(toy.outputs == BuildTests.clean)
    // What is gone goes when the error has gone.
    toy.disk.delete("notes/b.txt")
    toy.build(mistaking: "a")
    #expect(toy.outputs.contains("pages/b.html=<beta>"))
    toy.build()
    #expect(!toy.outputs.contains("pages/b.html=<beta>"))
  }

  @Test func `fails a step whose body overlooks a fault of the disk`() {
    let disk = MemoryFileSystem([("picture", "x")])
    func run() -> BuildReport {
      build(BuildSettings(project: disk)) { graph, _ in
        let output = RelativePath(literal: "page")
        graph.add("page", name: "x", key: stepKey("x", version: 1), outputs: [output]) { context in
          let picture = try? context.files.read(RelativePath(literal: "picture"))
          context.emit(picture ?? [], to: output)
        }
      }
    }
    disk.fail("picture", with: .system(5))
    #expect(run().allDiagnostics.map(\.message) == ["cannot read 'picture': Input/output error"])
    #expect(!disk.exists(RelativePath(literal: "out/page")))
    disk.fail("picture", with: nil)
    #expect(run().isSuccess)
    #expect(disk.files.contains { $0.path == "out/page" && $0.text == "x" })
  }

  @Test func `removes what a killed run made and nobody wants now`() {
    let toy = ToyBuild.built()
    // A run that was killed after it wrote one of two new outputs.
    toy.disk.put("pages/c.html\nprints/c.print\n", at: ".bespoke/journal")
    toy.disk.put("half a run", at: "out/pages/c.html")
    toy.disk.put("unfinished", at: "out/pages/.bespoke~1-1")
    toy.disk.put("unfinished", at: ".bespoke/cache/.bespoke~1-2")
    let report = toy.build()
    #expect(report.removed.map(\.text) == ["pages/c.html"])
    #expect(toy.outputs == BuildTests.clean)
    #expect(!toy.disk.files.contains { $0.path.contains("~") || $0.path.hasSuffix("journal") })
  }

  @Test func `removes what a killed run made anew when its source is gone since`() {
    let toy = ToyBuild.built()
    // Killed after it wrote a known output anew; then the note was deleted.
    toy.disk.put("pages/a.html\nprints/a.print\n", at: ".bespoke/journal")
    toy.disk.put("<NEW>", at: "out/pages/a.html")
    toy.disk.delete("notes/a.txt")
    let report = toy.build()
    #expect(report.diagnostics.isEmpty)
    #expect(toy.outputs == ["index=b", "pages/b.html=<beta>", "prints/b.print=print:<beta>"])
  }

  @Test func `keeps the cache within its bound`() {
    let toy = ToyBuild.built()
    func size() -> Int {
      toy.disk.files.filter { $0.path.contains("/objects/") }.reduce(0) { $0 + $1.text.count }
    }
    toy.disk.put("<a longer frame * around>", at: "template.txt")
    toy.build { $0.cacheLimit = 60 }
    #expect(size() <= 60)
    #expect(toy.build().isSuccess)
  }

  @Test func `restores a whole tree from the cache alone`() {
    let toy = ToyBuild.built()
    let clone = ToyBuild([])
    clone.disk.copy(from: toy.disk) { path in
      !path.hasPrefix("out/")
        && (!path.hasPrefix(".bespoke/") || path.hasPrefix(".bespoke/cache/"))
    }
    let report = clone.build()
    #expect(report.isSuccess)
    #expect(clone.ran == [])
    #expect(clone.outputs == BuildTests.clean)
  }
}
