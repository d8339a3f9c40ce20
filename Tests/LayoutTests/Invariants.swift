import CSS
import Testing

@testable import Layout

/// What must hold after each pass, checked on every tree that a test lays out.
enum Invariants {
  static func check(_ box: Box) {
    let inFlow = box.children.filter(\.isInFlow)
    switch box.kind {
    case .blockContainer, .tableCell, .tableCaption:
      let inlines = inFlow.count { $0.isInlineLevel && !$0.isItem }
      #expect(inlines == 0 || inlines == inFlow.count, "block and inline children side by side")
    case .inline:
      #expect(inFlow.allSatisfy { $0.isInlineLevel }, "a block in an inline box")
    case .flexContainer, .gridContainer:
      #expect(inFlow.allSatisfy { $0.isItem && !$0.isText }, "a child that is no item")
    case .table:
      #expect(inFlow.allSatisfy { $0.isTablePart }, "a stranger in a table")
    case .text, .lineBreak, .replaced:
      #expect(box.children.isEmpty, "children of a leaf")
    default: break
    }
    for child in box.children { check(child) }
  }

  static func check(_ fragment: Fragment) {
    #expect(fragment.width.isFinite && fragment.height.isFinite)
    #expect(fragment.width >= 0 && fragment.height >= 0, "a negative size")
    #expect(fragment.placeholder == nil, "a placeholder that nobody placed")
    if case .lines = fragment.flow {
      var y = -Double.infinity
      for line in fragment.lines {
        #expect(line.y >= y, "lines out of order")
        y = line.y
      }
    } else {
      #expect(fragment.lines.isEmpty)
    }
    for child in fragment.children { check(child) }
  }
}
