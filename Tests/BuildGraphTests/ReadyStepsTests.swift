import BuildGraph
import Files
import Glibc
import Testing

@testable import struct BuildGraph.ReadySteps

/// Which worker takes which step.
@Suite struct ReadyStepsTests {
  @Test func `the smallest goes first`() {
    var ready = ReadySteps()
    for step in [4, 1, 3] { ready.push(step) }
    #expect([ready.pop(for: 0), ready.pop(for: 1), ready.pop(for: 0)] == [1, 3, 4])
    #expect(ready.pop(for: 0) == nil)
  }

  @Test func `what goes on elsewhere waits for its worker`() {
    var ready = ReadySteps()
    ready.push(2, near: 1)
    ready.push(7)
    #expect(ready.pop(for: 0) == 7)
    #expect(ready.pop(for: 0) == nil)
    #expect(ready.pop(for: 1) == 2)
  }

  @Test func `an idle worker takes all but one`() {
    var ready = ReadySteps()
    for step in [2, 3, 4] { ready.push(step, near: 1) }
    #expect([ready.pop(for: 0), ready.pop(for: 0), ready.pop(for: 0)] == [2, 3, nil])
    #expect(ready.pop(for: 1) == 4)
  }

  @Test func `a step runs where the one that it goes on from ran`() {
    var settings = BuildSettings(project: MemoryFileSystem([]))
    settings.workers = 3
    let report = BuildGraph.build(settings) { graph, _ in
      for number in 0..<40 {
        let first = graph.add("first \(number)", name: "first", key: stepKey("first", version: 1)) {
          _ -> Int in
          usleep(UInt32(number % 3) * 500)
          return number
        }
        graph.add(
          "next \(number)", name: "next", key: stepKey("next", version: 1), needs: [first],
          near: first
        ) { try $0.value(of: first) }
      }
    }
    let workers = Dictionary(uniqueKeysWithValues: report.steps.map { ($0.step.id, $0.worker) })
    let moved = (0..<40).filter { workers["first \($0)"] != workers["next \($0)"] }
    #expect(report.steps.count == 80)
    #expect(moved.isEmpty, "\(moved)")
  }
}
