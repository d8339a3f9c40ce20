import Glibc
import Testing

@testable import Files

/// What each implementation has to keep; `disk-walk` is the disk without openat2.
@Suite struct FileSystemTests {
  static let kinds = ["memory", "disk", "disk-walk"]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ kind: String) throws -> any FileSystem {
    if kind == "memory" { return MemoryFileSystem() }
    return try DiskFileSystem(root: folder.path, kernelResolution: kind == "disk")
  }

  @Test(arguments: kinds) func `reads what was written`(kind: String) throws {
    let files = try make(kind)
    let path = try RelativePath("a/b/c.txt")
    let result = try files.write(Array("hello".utf8), to: path)
    #expect(result.changed)
    #expect(try files.read(path) == Array("hello".utf8))
    #expect(try files.status(of: path) == result.status)
    #expect(result.status.kind == .file)
    #expect(result.status.size == 5)
    #expect(result.status.mode & 0o400 != 0)
  }

  @Test(arguments: kinds) func `leaves a file alone that holds the bytes`(kind: String) throws {
    let files = try make(kind)
    let path = try RelativePath("x")
    let first = try files.write([1, 2, 3], to: path)
    let second = try files.write([1, 2, 3], to: path)
    #expect(!second.changed)
    #expect(second.status == first.status)
    #expect(try files.write([1, 2, 3], to: path, options: []).changed)
    #expect(try files.write([1, 2, 4], to: path).changed)
  }

  @Test(arguments: kinds) func `lists in byte order`(kind: String) throws {
    let files = try make(kind)
    for name in ["b", "a", "Z", "é", "sub/x"] { try files.write([], to: RelativePath(name)) }
    let names = try files.list(.root).map { "\($0.name):\($0.kind)" }
    #expect(names == ["Z:file", "a:file", "b:file", "sub:directory", "é:file"])
  }

  @Test(arguments: kinds) func `says what is missing or of the wrong type`(kind: String) throws {
    let files = try make(kind)
    try files.write([1], to: RelativePath("d/f"))
    let missing = try RelativePath("d/none")
    #expect(throws: FileError(.read, "d/none", .missing)) { try files.read(missing) }
    #expect(try files.status(of: missing) == nil)
    #expect(try files.status(of: RelativePath("d/f/x")) == nil)
    #expect(throws: FileError(.read, "d", .notAFile)) { try files.read(RelativePath("d")) }
    #expect(throws: FileError(.list, "d/f", .notADirectory)) {
      try files.list(RelativePath("d/f"))
    }
    #expect(throws: FileError(.list, "none", .missing)) { try files.list(RelativePath("none")) }
    #expect(throws: (any Error).self) { try files.write([1], to: RelativePath("d")) }
  }

  @Test(arguments: kinds) func `refuses more than the limit`(kind: String) throws {
    let files = try make(kind)
    let path = try RelativePath("big")
    try files.write([UInt8](repeating: 7, count: 1000), to: path)
    #expect(try files.read(path, limit: 1000).count == 1000)
    #expect(throws: FileError(.read, "big", .tooLarge(999))) {
      try files.read(path, limit: 999)
    }
  }

  @Test(arguments: kinds) func `removes files, empty folders and trees`(kind: String) throws {
    let files = try make(kind)
    for name in ["t/a/b/c", "t/a/d", "t/e"] { try files.write([1], to: RelativePath(name)) }
    #expect(try files.remove(RelativePath("t/a/d")))
    #expect(try !files.remove(RelativePath("t/a/d")))
    #expect(try !files.removeEmptyDirectory(RelativePath("t/a")))
    #expect(try !files.removeEmptyDirectory(RelativePath("nowhere")))
    try files.removeTree(RelativePath("t"))
    #expect(try files.list(.root).isEmpty)
  }

  @Test(arguments: kinds) func `makes folders once or twice`(kind: String) throws {
    let files = try make(kind)
    let path = try RelativePath("p/q/r")
    try files.makeDirectory(path)
    try files.makeDirectory(path)
    #expect(try files.status(of: path)?.kind == .directory)
    #expect(try files.removeEmptyDirectory(path))
  }

  @Test func `remembers what was asked of the memory`() throws {
    let files = MemoryFileSystem([("a", "1"), ("b", "2")])
    _ = try files.read(RelativePath("b"))
    try files.write(Array("1".utf8), to: RelativePath("a"))
    try files.write(Array("3".utf8), to: RelativePath("a"))
    #expect(files.reads.map(\.text) == ["b"])
    #expect(files.writes.map(\.text) == ["a"])
    #expect(files.files.map(\.text) == ["3", "2"])
  }

  @Test func `knows a record that a quick edit could have kept`() {
    func status(_ time: Int64) -> FileStatus {
      FileStatus(kind: .file, mode: 0, size: 1, modified: time, changed: time, inode: 1)
    }
    let time: Int64 = 1_700_000_000_500_000_000
    #expect(status(time).isRacy(observedAt: time))
    #expect(status(time).isRacy(observedAt: time + 5_000_000))
    #expect(!status(time).isRacy(observedAt: time + 11_000_000))
    #expect(status(time).isRacy(observedAt: time - 10_000_000_000))
    let second: Int64 = 1_700_000_000_000_000_000
    #expect(status(second).isRacy(observedAt: second + 1_500_000_000))
    #expect(!status(second).isRacy(observedAt: second + 2_500_000_000))
  }
}
