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

  /// After pagination: no line is lost, and none that fits a page crosses its end.
  static func checkPages(_ root: Fragment, _ pages: PageGeometry, lineCount: Int) {
    #expect(root.lineCount == lineCount, "pagination lost or doubled lines")
    checkPages(root, pages, top: root.y)
  }

  private static func checkPages(_ fragment: Fragment, _ pages: PageGeometry, top: Double) {
    guard !fragment.flow.isMonolithic else { return }
    for line in fragment.lines {
      let page = pages.page(at: max(0, top + line.y + 0.02))
      let isWhole = top + line.y + line.height <= pages.end(of: page) + 0.1
      #expect(isWhole || line.height > pages.height(of: page), "a line across a page's end")
    }
    for child in fragment.children { checkPages(child, pages, top: top + child.y) }
  }
}

extension Fragment {
  /// Lines in it and in all that it holds.
  var lineCount: Int { children.reduce(lines.count) { $0 + $1.lineCount } }
}
