import Diagnostics
import Glibc
import Testing

@testable import Files

/// The disk's own dangers: links, pipes, temporary files.
@Suite struct DiskFileSystemTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func disk(_ kernelResolution: Bool) throws -> DiskFileSystem {
    try DiskFileSystem(root: folder.path, kernelResolution: kernelResolution)
  }

  @Test(arguments: [true, false]) func `follows links that stay inside`(kernel: Bool) throws {
    let files = try disk(kernel)
    try files.write(Array("in".utf8), to: RelativePath("a/real/f"))
    try folder.link("a/link", to: "real")
    try folder.link("a/up", to: "../a/./link/f")
    #expect(try files.read(RelativePath("a/link/f")) == Array("in".utf8))
    #expect(try files.read(RelativePath("a/up")) == Array("in".utf8))
    #expect(try files.linkStatus(of: RelativePath("a/up"))?.kind == .link)
    let entries = try files.list(RelativePath("a"))
    #expect(entries.map(\.kind) == [.directory, .directory, .file])
  }

  @Test(arguments: [true, false]) func `refuses links that lead out`(kernel: Bool) throws {
    let files = try disk(kernel)
    try files.makeDirectory(RelativePath("d"))
    try folder.link("abs", to: "/etc/passwd")
    try folder.link("d/up", to: "../../outside")
    try folder.link("dir", to: "/tmp")
    try folder.link("loop", to: "loop")
    for name in ["abs", "d/up", "dir/x"] {
      #expect(throws: FileError(.read, name, .outside)) { try files.read(RelativePath(name)) }
    }
    #expect(throws: FileError(.read, "loop", .system(ELOOP))) {
      try files.read(RelativePath("loop"))
    }
    #expect(throws: FileError(.write, "dir/x", .outside)) {
      try files.write([1], to: RelativePath("dir/x"))
    }
    #expect(throws: FileError(.make, "dir", .outside)) { try files.subtree(RelativePath("dir")) }
    #expect(try files.list(.root).map(\.kind) == [.other, .directory, .other, .other])
  }

  @Test(arguments: [true, false]) func `replaces a link, never what it leads to`(
    kernel: Bool
  ) throws {
    let files = try disk(kernel)
    try files.write([1], to: RelativePath("target"))
    try folder.link("link", to: "target")
    #expect(try files.write([1], to: RelativePath("link")).changed)
    #expect(try files.read(RelativePath("target")) == [1])
    #expect(try files.linkStatus(of: RelativePath("link"))?.kind == .file)
  }

  @Test func `a folder is made where it is asked for, not where it is looked at`() throws {
    let files = try disk(true)
    let path = try RelativePath("out/ada")
    #expect(throws: FileError.self) { try files.subtree(path, makingFolder: false) }
    #expect(!files.exists(path))
    _ = try files.subtree(path)
    #expect(try files.subtree(path, makingFolder: false).list(.root).isEmpty)
  }

  @Test func `refuses pipes and devices at once`() throws {
    let files = try disk(true)
    #expect(mkfifo(folder.path + "/pipe", 0o644) == 0)
    #expect(throws: FileError(.read, "pipe", .notAFile)) { try files.read(RelativePath("pipe")) }
    #expect(try files.list(.root) == [DirectoryEntry(name: "pipe", kind: .other)])
    let devices = try DiskFileSystem(root: "/dev")
    #expect(throws: FileError(.read, "zero", .notAFile)) {
      try devices.read(RelativePath("zero"))
    }
  }

  @Test func `leaves no temporary file after a failed write`() throws {
    let files = try disk(true)
    try files.makeDirectory(RelativePath("d"))
    #expect(throws: FileError(.write, "d", .notAFile)) {
      try files.write([1], to: RelativePath("d"))
    }
    #expect(try folder.names() == ["d"])
  }

  @Test func `keeps a name of 255 bytes`() throws {
    let files = try disk(true)
    let path = try RelativePath(String(repeating: "n", count: 255))
    try files.write([9], to: path)
    #expect(try files.read(path) == [9])
  }

  @Test func `marks names that nobody could write down`() throws {
    let files = try disk(true)
    for name in ["\u{1B}[31mred", "a\\b", "fine"] {
      #expect(close(creat(folder.path + "/" + name, 0o644)) == 0)
    }
    let bad = Array((folder.path + "/bad").utf8CString.dropLast()) + [-1, 0]
    #expect(close(creat(bad, 0o644)) == 0)
    #expect(
      try files.list(.root).map(\.kind) == [.unusable, .unusable, .unusable, .file])
  }

  @Test func `writes secrets for the owner only`() throws {
    let files = try disk(true)
    let result = try files.write([1], to: RelativePath("s"), options: .secret)
    #expect(result.status.mode == 0o600)
  }

  @Test func `names file and reason in a failure`() throws {
    let error = FileError(.write, "out/x.pdf", .system(ENOSPC))
    let diagnostic = error.diagnostic()
    #expect(diagnostic.message == "cannot write 'out/x.pdf': No space left on device")
    #expect(diagnostic.path == "out/x.pdf")
  }

  @Test func `knows a temporary name`() {
    #expect(isTemporaryName(nextTemporaryName()))
    #expect(nextTemporaryName() != nextTemporaryName())
    #expect(!isTemporaryName(".bespoke"))
  }
}
