import Testing

@testable import Files

@Suite struct RelativePathTests {
  @Test(arguments: [
    ("a/b.md", "a/b.md"), ("./a//b/", "a/b"), (".", ""), ("./", ""), ("a/./b", "a/b"),
    ("%2e%2e/x", "%2e%2e/x"), ("..a/b..", "..a/b.."), ("日本/é.yaml", "日本/é.yaml"),
    ("-rf", "-rf"), ("a b", "a b"),
  ])
  func `normalises what people write`(written: String, normal: String) throws {
    #expect(try RelativePath(written).text == normal)
  }

  @Test(arguments: [
    ("", PathError.Reason.empty), ("/etc/passwd", .absolute), ("..", .parent),
    ("a/../b", .parent), ("a/..", .parent), ("../\u{301}x", .parent), ("a/../\u{301}b", .parent),
    ("a\\..\\b", .backslash), ("a\u{0}b", .control),
    ("a\nb", .control), ("a\u{9B}b", .control), ("a\u{7F}", .control),
    (String(repeating: "x", count: 256), .tooLong),
    (String(repeating: "abcdefg/", count: 600), .tooLong),
  ])
  func `refuses what could leave the project`(written: String, reason: PathError.Reason) {
    #expect(throws: PathError(path: written, reason: reason)) { try RelativePath(written) }
  }

  @Test func `takes a path apart`() throws {
    let path = try RelativePath("content/jobs/acme.tar.gz")
    #expect(path.name == "acme.tar.gz")
    #expect(path.stem == "acme.tar")
    #expect(path.pathExtension == "gz")
    #expect(path.parent?.text == "content/jobs")
    #expect(try RelativePath("x").parent == .root)
    #expect(RelativePath.root.parent == nil)
    #expect(try RelativePath(".hidden").pathExtension == "")
  }

  @Test func `is within its folders only`() throws {
    let path = try RelativePath("out/ada/x.pdf")
    #expect(path.isWithin(try RelativePath("out")))
    #expect(path.isWithin(.root))
    #expect(path.isWithin(path))
    #expect(!path.isWithin(try RelativePath("ou")))
    #expect(!path.isWithin(try RelativePath("out/ad")))
  }

  @Test func `parts names at every slash, whatever follows it`() throws {
    #expect(try RelativePath("a/\u{301}b/c").names == ["a", "\u{301}b", "c"])
    #expect(try RelativePath("a").following("../\u{301}b")?.text == "\u{301}b")
    #expect(try RelativePath("a").following("../../\u{301}b") == nil)
  }

  @Test(arguments: [
    ("a/b.md", "a", "b.md"), ("b.md", ".", "b.md"), ("/b", "/", "b"),
    ("a/\u{301}b.md", "a", "\u{301}b.md"), ("a/", "a", ""),
  ])
  func `parts a folder from a name`(path: String, folder: String, name: String) {
    #expect(path.folderAndName.folder == folder)
    #expect(Array(path.folderAndName.name.utf8) == Array(name.utf8))
  }

  @Test func `what begins with a combining mark lies below its folder too`() throws {
    #expect("content/\u{301}d".isPath(below: "content"))
    #expect(!"content".isPath(below: "content"))
    #expect(!"contents/d".isPath(below: "content"))
    #expect(try RelativePath("a/\u{301}b").isWithin(RelativePath("a")))
    #expect(try RelativePath("a/.\u{301}b").isPrivate)
  }

  @Test func `tells composed from decomposed names`() throws {
    let composed = try RelativePath("\u{E9}")
    let decomposed = try RelativePath("e\u{301}")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
  }
}
