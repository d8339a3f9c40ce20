import Testing

@testable import Benchmark

struct TableTests {
  private func figure(_ aim: Figure.Aim) -> Figure {
    Figure("work", against: "peer", aim: aim) { _ in Figure.Costs(ours: 1, peers: 1) }
  }

  private func remarks(_ aim: Figure.Aim, _ costs: Figure.Costs, before: Double) -> Bool {
    var table = Table()
    table.add(figure(aim), .success(costs), before: before)
    return !table.isFine
  }

  @Test(arguments: [(2.0, 10.0, 5.9, false), (2.0, 10.0, 6.1, true)])
  func `reports a lead that shrank by more than a fifth`(
    ours: Double, peers: Double, before: Double, isReported: Bool
  ) {
    let costs = Figure.Costs(ours: ours, peers: peers)
    #expect(remarks(.timesLess(1), costs, before: before) == isReported)
  }

  @Test(arguments: [(12.0, 10.0, 1.01, false), (12.0, 10.0, 0.99, true)])
  func `reports a cost that grew by more than a fifth of the peer's`(
    ours: Double, peers: Double, before: Double, isReported: Bool
  ) {
    let costs = Figure.Costs(ours: ours, peers: peers)
    #expect(remarks(.timesOf(1), costs, before: before) == isReported)
  }

  @Test func `says what could not be measured`() {
    var table = Table()
    table.add(figure(.timesOf(1)), .failure(BenchError("no peer")), before: nil)
    #expect(!table.isFine)
    #expect(table.text.contains("work: not measured: no peer"))
    #expect(table.ratios.isEmpty)
  }

  @Test(arguments: [(1.25, 2, "1.25"), (1.999, 2, "2"), (-0.5, 1, "-0.5"), (35, 2, "35")])
  func `prints numbers without idle zeros`(value: Double, digits: Int, text: String) {
    #expect(decimal(value, digits) == text)
  }
}
