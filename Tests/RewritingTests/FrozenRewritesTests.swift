import Diagnostics
import Files
import Profiles
import Rewriting
import Testing

@Suite struct FrozenRewritesTests {
  @Test func `reads what it wrote`() throws {
    var frozen = FrozenRewrites()
    frozen.settle(.init(id: "work-1.2", source: "Built: \"x\"", text: "Made \"x\""))
    frozen.settle(.init(id: "work-1.1", source: "- led\nall", text: nil, refused: "name 'X'"))
    frozen.settle(.init(id: "work-1.2", source: "Built: \"x\"", text: "Created \"x\""))
    frozen.unsent = ["work-2.1"]
    let files = MemoryFileSystem([
      ("content/rewrites/ada/acme.yaml", frozen.yaml(order: ["work-1.1", "work-1.2"]))
    ])
    var problems: [Diagnostic] = []
    let again = try #require(
      FrozenRewrites(profile: "ada", job: "acme", in: files, into: &problems))
    #expect(again.entries.map(\.id) == ["work-1.1", "work-1.2"])
    #expect(again.entries.map(\.source) == ["- led\nall", "Built: \"x\""])
    #expect(again.entries.map(\.text) == [nil, "Created \"x\""])
    #expect(again.entries[0].refused == "name 'X'")
    #expect(again.unsent == ["work-2.1"])
    #expect(problems.isEmpty)
  }

  @Test func `an answer that nobody read is found again by its prompt`() throws {
    let files = MemoryFileSystem()
    var record = ResponseStore.Record(
      time: "t", profile: "ada", job: "acme", command: ["x"], promptHash: "abc", ending: "exited",
      exitCode: 0, milliseconds: 1, reply: [0xFF, 0])
    let place = try ResponseStore(files, run: "one").keep([0xFF, 0], record)
    let later = ResponseStore(files, run: "two")
    #expect(later.unread("abc")?.reply == [0xFF, 0])
    #expect(later.unread("abd") == nil)
    record.isSettled = true
    try later.write(record, at: place)
    #expect(later.unread("abc") == nil)
    #expect(later.records.count == 1)
  }
}
