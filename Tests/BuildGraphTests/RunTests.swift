import BuildGraph
import Files
import Testing

/// Folders of runs, times of steps, and what `clean` takes away.
@Suite struct RunTests {
  private func runs(_ toy: ToyBuild) -> [String] {
    toy.disk.files.map(\.path).filter { $0.hasPrefix(".bespoke/runs/") }
  }

  private func settings(_ toy: ToyBuild) -> BuildSettings { BuildSettings(project: toy.disk) }

  @Test func `a run that does something keeps a log, one with nothing to do has no folder`() throws
  {
    let toy = ToyBuild.built()
    let logs = runs(toy)
    #expect(logs.count == 1)
    let text = toy.disk.files.first { $0.path == logs[0] }?.text ?? ""
    #expect(text.contains("ran page/a: never built before\n"), "\(text)")
    toy.build()
    #expect(runs(toy) == logs)
    toy.disk.put("ALPHA", at: "notes/a.txt")
    toy.build()
    #expect(runs(toy).count == 2)
  }

  @Test func `knows when each step ran last and whether it failed`() throws {
    let toy = ToyBuild.built()
    let first = lastRuns(settings(toy))
    #expect(Set(first.keys) == Set(BuildTests.all))
    #expect(first.values.allSatisfy { $0.start != nil && $0.run != nil && !$0.hasFailed })
    toy.disk.put("broken!", at: "notes/a.txt")
    toy.build()
    let second = lastRuns(settings(toy))
    #expect(second["read/a.txt"]?.hasFailed == true)
    #expect(second["read/a.txt"]?.failure == "step 'read/a.txt' failed")
    #expect(second["page/b"]?.start == first["page/b"]?.start)
    #expect(second["page/b"]?.run == first["page/b"]?.run)
  }

  @Test func `removes what killed runs left`() {
    let toy = ToyBuild.built()
    toy.disk.put("unfinished", at: ".bespoke/runs/20200101T000000.000-1/staging/.bespoke~1-1")
    toy.disk.put("ALPHA", at: "notes/a.txt")
    toy.build()
    #expect(!toy.disk.files.contains { $0.path.contains("staging") })
  }

  @Test func `keeps a number of runs, and all replies`() {
    let toy = ToyBuild.built()
    for number in 1000..<1080 {
      let folder = ".bespoke/runs/20200101T000000.000-\(number)"
      toy.disk.put("log", at: folder + (number == 1000 ? "/responses/1" : "/log"))
    }
    toy.disk.put("ALPHA", at: "notes/a.txt")
    toy.build()
    #expect(runs(toy).count < 60)
    #expect(runs(toy).contains { $0.hasSuffix("-1000/responses/1") })
  }

  @Test func `clean takes runs of an age, and the rest where asked`() throws {
    let toy = ToyBuild.built()
    var report = try clean(
      settings(toy), Removal(age: .max, hasCache: true, hasOutputs: false))
    #expect(report.runs == 0)
    #expect(report.objects == 0)
    toy.disk.put("mine", at: "out/pages/mine")
    report = try clean(settings(toy), Removal(age: 0, hasCache: true, hasOutputs: true))
    #expect(report.runs == 1)
    #expect(report.outputs == 5)
    #expect(toy.outputs == ["pages/mine=mine"])
    #expect(!toy.disk.files.contains { $0.path.contains("/objects/") })
    toy.disk.delete("out/pages/mine")
    toy.build()
    #expect(toy.outputs == BuildTests.clean)
  }

  @Test(arguments: ["mine", "20260105", "20260105T093000.123", "20260105T093000.123-4711-copy"])
  func `a folder that is no run stays among the runs`(name: String) throws {
    let toy = ToyBuild.built()
    toy.disk.put("mine", at: ".bespoke/runs/\(name)/notes")
    toy.disk.put("log", at: ".bespoke/runs/20260105T093000.123-4711/log")
    #expect(
      try clean(settings(toy), Removal(age: 0, hasCache: true, hasOutputs: false)).runs == 2)
    #expect(runs(toy) == [".bespoke/runs/\(name)/notes"])
  }

  @Test(arguments: [false, true])
  func `one bound holds for a cache that serves several output folders`(isLimitOfPlan: Bool) {
    let toy = ToyBuild.built()
    func size() -> Int {
      toy.disk.files.filter { $0.path.contains("/objects/") }.reduce(0) { $0 + $1.text.utf8.count }
    }
    let limit = size() + 200
    for round in 0..<12 {
      toy.disk.put("a text of some length, round \(round)", at: "notes/a.txt")
      toy.build(cacheLimit: isLimitOfPlan ? Int64(limit) : nil) { settings in
        if !isLimitOfPlan { settings.cacheLimit = Int64(limit) }
        guard round % 3 > 0 else { return }
        settings.outputPath = "other-\(round % 3)"
        settings.output = SubtreeFileSystem(
          toy.disk, at: RelativePath(literal: "other").appending(RelativePath(literal: "x")))
      }
      #expect(size() <= limit, "round \(round)")
    }
  }

  @Test func `a cache that nobody has counted is counted`() {
    let toy = ToyBuild.built()
    for number in 0..<9 {
      toy.disk.put("left by others", at: ".bespoke/cache/objects/00/\(number)")
    }
    toy.disk.delete(".bespoke/cache/steps")
    toy.build { $0.cacheLimit = 60 }
    let objects = toy.disk.files.filter { $0.path.contains("/objects/") }
    #expect(objects.reduce(0) { $0 + $1.text.utf8.count } <= 60)
  }

  @Test func `the cache loses first what was used longest ago`() {
    let toy = ToyBuild([("notes/a.txt", "one"), ("template.txt", "<*>")])
    let hour: Int64 = 3_600_000_000_000
    func objects() -> Set<String> {
      Set(toy.disk.files.filter { $0.path.contains("/objects/") }.map(\.text))
    }
    toy.build()
    for text in ["two", "three"] {
      toy.disk.pass(hour)
      toy.disk.put(text, at: "notes/a.txt")
      toy.build()
    }
    // Back to the first text: its page comes from the cache's copy when the output is gone.
    toy.disk.pass(hour)
    toy.disk.put("one", at: "notes/a.txt")
    toy.build()
    let size = toy.disk.files.filter { $0.path.contains("/objects/") }
      .reduce(0) { $0 + $1.text.utf8.count }
    toy.disk.pass(hour)
    toy.disk.put("four", at: "notes/a.txt")
    toy.build { $0.cacheLimit = Int64(size + 2) }
    #expect(!objects().contains("<two>"), "\(objects())")
    #expect(objects().isSuperset(of: ["<three>", "<one>", "<four>"]), "\(objects())")
  }
}
