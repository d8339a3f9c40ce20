import Diagnostics
import Files
import Testing

@testable import BespokeKit

struct InventoryTests {
  private func inventory(_ names: [String], shard: String? = nil) -> Inventory {
    let files = names.map { name in
      Inventory.File(
        path: "\(name)/resume-ats.txt", sha256: ContentHash(of: Array(name.utf8)).hexadecimal,
        inputs: "00")
    }
    let cards = names.map { name in
      GalleryCard(
        profile: String(name.split(separator: "/")[0]), job: String(name.split(separator: "/")[1]),
        template: "ats", document: "resume", build: "", stem: "resume-ats", formats: ["txt"],
        person: "Ada \"Q\" Ärlig", label: nil,
        jobTitle: "Enginéer", company: "Acme", score: 61.25 / 3, pages: 2)
    }
    var inventory = Inventory(files: files, cards: cards)
    inventory.shard = shard
    return inventory
  }

  /// An output folder on disk with its manifest.
  private func folder(_ names: [String], shard: String? = nil) throws -> String {
    let path = "/tmp/bespoke-inventory-\(UInt64.random(in: 0...UInt64.max))"
    try DiskFileSystem.host().makeDirectory(RelativePath(String(path.dropFirst())))
    let files = try DiskFileSystem(root: path)
    for name in names {
      try files.write(Array(name.utf8), to: RelativePath("\(name)/resume-ats.txt"))
    }
    let inventory = inventory(names, shard: shard)
    try files.write(
      inventory.manifest(gallery: inventory.gallery), to: Inventory.manifestPath)
    return path
  }

  private func removed(_ paths: [String]) {
    for path in paths {
      guard let host = try? DiskFileSystem.host(),
        let inner = try? RelativePath(String(path.dropFirst()))
      else { continue }
      try? host.removeTree(inner)
    }
  }

  @Test func `reads back the manifest that it wrote`() throws {
    let whole = inventory(["ada/acme", "bo/general"])
    let bytes = whole.manifest(gallery: whole.gallery)
    var problems: [Diagnostic] = []
    let read = try #require(Inventory.reading(bytes, path: "m.json", into: &problems))
    #expect(problems.isEmpty)
    #expect(read.files == whole.files)
    #expect(read.cards == whole.cards)
    #expect(read.manifest(gallery: read.gallery) == bytes)
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"version\": 2, \"files\": [], \"variants\": []}",
    "{\"version\": 1, \"variants\": []}",
    "{\"version\": 1, \"files\": [{\"path\": \"../x\", \"sha256\": \"\", \"inputs\": \"\"}], \"variants\": []}",
    "{\"version\": 1, \"files\": [{\"path\": \"/x\", \"sha256\": \"\", \"inputs\": \"\"}], \"variants\": []}",
    "{\"version\": 1, \"files\": [], \"variants\": [{}]}",
  ])
  func `refuses what is no manifest`(text: String) {
    var problems: [Diagnostic] = []
    #expect(Inventory.reading(Array(text.utf8), path: "m.json", into: &problems) == nil)
    #expect(problems.map(\.id) == ["bad-manifest"])
  }

  @Test func `parts join to the whole, byte for byte`() throws {
    let parts = [
      try folder(["bo/general"], shard: "2/2"), try folder(["ada/acme", "ada/b"], shard: "1/2"),
    ]
    defer { removed(parts) }
    let target = MemoryFileSystem()
    var merge = InventoryMerge()
    for part in parts { merge.add(part, destination: target) }
    merge.check()
    #expect(merge.problems.isEmpty)
    _ = try merge.write(to: target)
    let whole = inventory(["ada/acme", "ada/b", "bo/general"])
    #expect(try target.read(Inventory.galleryPath) == whole.gallery)
    #expect(try target.read(Inventory.manifestPath) == whole.manifest(gallery: whole.gallery))
    #expect(try target.read(RelativePath("ada/b/resume-ats.txt")) == Array("ada/b".utf8))
  }

  @Test func `says which part is missing`() throws {
    let part = try folder(["ada/acme"], shard: "1/3")
    defer { removed([part]) }
    var merge = InventoryMerge()
    merge.add(part, destination: MemoryFileSystem())
    merge.check()
    #expect(merge.problems.map(\.id) == ["missing-shard", "missing-shard"])
  }

  @Test func `finds files that are not as their manifest lists them`() throws {
    let part = try folder(["ada/acme", "bo/acme"])
    defer { removed([part]) }
    let files = try DiskFileSystem(root: part)
    try files.write(Array("other".utf8), to: RelativePath("ada/acme/resume-ats.txt"))
    _ = try files.remove(RelativePath("bo/acme/resume-ats.txt"))
    var merge = InventoryMerge()
    merge.add(part, destination: MemoryFileSystem())
    merge.check()
    #expect(merge.problems.map(\.id) == ["changed-output", "missing-file"])
  }

  @Test func `removes what no part has any more, and nothing of others`() throws {
    let old = try folder(["ada/acme", "bo/acme", "cy/acme"])
    let new = try folder(["ada/acme"])
    defer { removed([old, new]) }
    let target = try DiskFileSystem(root: old)
    try target.write(Array("mine".utf8), to: RelativePath("notes.txt"))
    try target.write(Array("edited".utf8), to: RelativePath("cy/acme/resume-ats.txt"))
    var merge = InventoryMerge()
    merge.add(new, destination: target)
    merge.check()
    _ = try merge.write(to: target)
    let left = try ["ada/acme/resume-ats.txt", "cy/acme/resume-ats.txt", "notes.txt"].map {
      target.exists(try RelativePath($0))
    }
    #expect(left == [true, true, true])
    let gone = try RelativePath("bo/acme/resume-ats.txt")
    #expect(!target.exists(gone))
  }
}
