import Testing

@testable import BespokeKit

/// A column of paragraphs on pages of ten lines, each of 10 px; paragraphs aren't broken.
private struct Column {
  /// Heights in lines: of what stays, then of what may leave, least wanted first.
  var fixed: [Int]
  var optional: [Int]
  var left = 0.0
  /// What a level of tightness takes from every line, px.
  var tightening = 0.5

  static let pageHeight = 100.0

  func blocks(without dropped: Set<Int>, _ level: Int, from element: Int) -> [PageMeasure.Block] {
    let pitch = 10 - tightening * Double(level)
    var blocks: [PageMeasure.Block] = []
    var (page, y) = (0, 0.0)
    let lines = fixed + optional
    for (index, count) in lines.enumerated() where !dropped.contains(index - fixed.count) {
      let height = Double(count) * pitch
      if y + height > Self.pageHeight { (page, y) = (page + 1, 0) }
      blocks.append(
        PageMeasure.Block(
          element: element + index, page: page, left: left, right: left + 90, top: y,
          bottom: y + height, lines: count, baseline: y + height, pitch: pitch))
      y += height
    }
    return blocks
  }
}

struct PageFitTests {
  private typealias Fit = PageFit<PageMeasure>

  private func fit(
    _ columns: [Column], limit: Int?, tightest: Int = 0, gentlest: Int = 0, needs: [Int: Int] = [:]
  ) -> Fit {
    // Names of four letters and more, as the measure finds elements by.
    func name(_ element: Int) -> String { "item" + String(element + 100) }
    var steps: [Fit.Step] = []
    var places: [(column: Int, item: Int)] = []
    var start = 0
    for (number, column) in columns.enumerated() {
      for item in column.optional.indices {
        let element = start + column.fixed.count + item
        steps.append(Fit.Step(texts: [name(element)], needs: needs[steps.count]))
        places.append((number, item))
      }
      start += column.fixed.count + column.optional.count
    }
    return PageFit(
      limit: limit, steps: steps, tightest: tightest, gentlest: gentlest,
      measure: { measure, readsText in
        guard readsText else { return measure }
        return measure.naming(name)
      },
      layOut: { left, level in
        var blocks: [PageMeasure.Block] = []
        var element = 0
        for (number, column) in columns.enumerated() {
          let dropped = Set(left.map { places[$0] }.filter { $0.column == number }.map(\.item))
          blocks += column.blocks(without: dropped, level, from: element)
          element += column.fixed.count + column.optional.count
        }
        let last = blocks.map(\.page).max() ?? 0
        let end = blocks.filter { $0.page == last }.map(\.bottom).max() ?? 0
        return PageMeasure(
          pageCount: last + 1, blocks: blocks, room: Column.pageHeight - end)
      })
  }

  @Test func `drops nothing without a limit`() {
    let fit = fit([Column(fixed: [5], optional: [9, 9, 9])], limit: nil)
    #expect(fit.left.isEmpty && fit.fits && fit.layoutCount == 1)
  }

  @Test func `drops nothing from what fits`() {
    let fit = fit([Column(fixed: [5], optional: [2, 3])], limit: 1)
    #expect(fit.left.isEmpty && fit.fits && fit.layoutCount == 1)
  }

  @Test(arguments: 1...40) func `drops the fewest that suffice`(count: Int) {
    let fit = fit([Column(fixed: [4], optional: Array(repeating: 1, count: 6 + count))], limit: 1)
    #expect(fit.fits)
    #expect(fit.left == Set(0..<count))
    #expect(fit.layoutCount <= 4)
  }

  @Test func `takes back what has room`() {
    // The last to leave is too long to come back; two short ones that left before are not.
    let fit = fit([Column(fixed: [6], optional: [1, 1, 5])], limit: 1)
    #expect(fit.left == [2])
  }

  @Test func `leaves a column alone that is not too long`() {
    let side = Column(fixed: [1], optional: [1, 1], left: 100)
    let fit = fit([side, Column(fixed: [6], optional: [2, 2, 2])], limit: 1)
    #expect(fit.left == [2])
  }

  @Test func `takes a line back only with its entry`() {
    let fit = fit([Column(fixed: [9], optional: [1, 3])], limit: 1, needs: [0: 1])
    #expect(fit.left == [0, 1])
  }

  @Test func `tightens when all that is optional has left`() {
    let fit = fit([Column(fixed: [4, 4, 3], optional: [1])], limit: 1, tightest: 4)
    #expect(fit.fits)
    #expect(fit.left == [0])
    #expect(fit.tightness == 2)
  }

  @Test(arguments: [nil, 2])
  func `takes a last page of a few lines back`(limit: Int?) {
    let fit = fit([Column(fixed: [5, 5, 1], optional: [])], limit: limit, tightest: 4, gentlest: 3)
    #expect(fit.layout.pageCount == 1)
    #expect(fit.tightness == 2)
  }

  @Test(arguments: [[5, 5, 4], [5, 5, 3], [5, 5]])
  func `leaves pages alone that hold enough or can't shrink`(fixed: [Int]) {
    let fit = fit([Column(fixed: fixed, optional: [])], limit: nil, tightest: 4, gentlest: 3)
    #expect(fit.tightness == 0)
  }

  @Test func `says by how much it doesn't fit`() {
    let fit = fit([Column(fixed: [6, 6], optional: [1])], limit: 1, tightest: 2)
    #expect(!fit.fits)
    #expect(fit.excess.lines == 6)
    #expect(fit.excess.height == 54)
    #expect(fit.left == [0])
  }

  @Test func `no text gets smaller than the floor`() {
    let bounds = FitBounds(spacing: 0.8, font: 12)
    #expect(bounds.tightening(0, smallestText: 14) == Tightening())
    let tightest = bounds.tightening(bounds.levels, smallestText: 14)
    #expect(tightest.spacing == 0.8)
    #expect(tightest.text * 14 >= 12)
    #expect(bounds.tightening(bounds.levels, smallestText: 11).text == 1)
  }
}

extension PageMeasure {
  /// With a text for each element.
  fileprivate func naming(_ name: (Int) -> String) -> PageMeasure {
    let count = (blocks.map(\.element).max() ?? 0) + 1
    return PageMeasure(
      pageCount: pageCount, blocks: blocks, room: room,
      texts: (0..<count).map { Self.letters(of: name($0)) })
  }
}
