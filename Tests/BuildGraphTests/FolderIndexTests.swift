import BuildGraph
import Files
import Synchronization
import Testing

@Suite struct FolderIndexTests {
  @Test func `a library is asked again about a folder that changed`() {
    let disk = MemoryFileSystem([("fonts/a", "a")])
    let fonts = RelativePath(literal: "fonts")
    let questions = Mutex(0)
    func run(_ answer: String) -> String? {
      disk.wait()
      var settings = BuildSettings(project: disk)
      settings.host = disk
      let report = build(settings) { graph, _ in
        graph.index = { [now = disk.now] _ in
          questions.withLock { $0 += 1 }
          return (ContentHash(of: Array(answer.utf8)), now)
        }
        graph.add("page", name: "x", key: stepKey("x", version: 1)) { context in
          context.note(.index, .host, fonts)
          return 0
        }
      }
      return report.steps.last?.reason
    }
    #expect(run("a") == "never built before")
    #expect(run("b") == nil, "the folder's status record vouches for the answer")
    #expect(questions.withLock { $0 } == 1)
    disk.put("b", at: "fonts/b")
    #expect(run("a") == nil, "the answer is the same")
    #expect(questions.withLock { $0 } == 2)
    disk.put("c", at: "fonts/c")
    #expect(run("c") == "what is in /fonts changed")
    for name in ["a", "b", "c"] { disk.delete("fonts/\(name)") }
    #expect(run("none") == "what is in /fonts changed")
    #expect(questions.withLock { $0 } == 4)
  }
}
