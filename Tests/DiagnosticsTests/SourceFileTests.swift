import Testing

@testable import Diagnostics

@Suite struct SourceFileTests {
  @Test(arguments: [(0, 1, 1), (1, 1, 2), (3, 1, 3), (4, 2, 1), (6, 3, 1), (99, 3, 1), (-5, 1, 1)])
  func `counts lines and scalars from one`(offset: Int32, line: Int, column: Int) {
    let file = SourceFile(path: "x", text: "aé\nb\n")
    #expect(file.position(of: offset) == Position(line: line, column: column))
  }

  @Test func `gives lines without their ends`() {
    let file = SourceFile(path: "x", text: "a\r\nb\nc")
    #expect([0, 1, 2, 3, 4].map(file.line) == ["", "a", "b", "c", ""])
  }

  @Test func `an excerpt keeps the place in the whole file`() {
    let file = SourceFile(
      path: "x", bytes: Array("key: v\nw".utf8), origin: Position(line: 40, column: 7))
    #expect(file.position(of: 5) == Position(line: 40, column: 12))
    #expect(file.position(of: 7) == Position(line: 41, column: 1))
    #expect(file.line(40) == "key: v")
    #expect(file.line(1) == "")
  }
}
