import Testing

@testable import BespokeKit

struct PageFitTests {
  /// A document whose length is a function of how many items left.
  private func fit(
    limit: Int?, candidates: Int, pages: @escaping (Int) -> Int
  ) -> PageFit<Int> {
    PageFit(limit: limit, candidates: candidates, pages: pages) { $0 }
  }

  @Test func `drops nothing without a limit`() {
    let fit = fit(limit: nil, candidates: 40) { _ in 9 }
    #expect(fit.droppedCount == 0)
    #expect(fit.fits)
    #expect(fit.layoutCount == 1)
  }

  @Test func `drops nothing from what fits`() {
    let fit = fit(limit: 2, candidates: 40) { _ in 2 }
    #expect(fit.droppedCount == 0)
    #expect(fit.layoutCount == 1)
  }

  @Test(arguments: 1...60) func `drops the fewest that suffice`(needed: Int) {
    let fit = fit(limit: 2, candidates: 60) { $0 >= needed ? 2 : 3 }
    #expect(fit.droppedCount == needed)
    #expect(fit.layout == needed)
    #expect(fit.layoutCount <= 8)
  }

  @Test func `says when even everything is not enough`() {
    let fit = fit(limit: 1, candidates: 5) { _ in 2 }
    #expect(!fit.fits)
    #expect(fit.droppedCount == 5)
  }
}
