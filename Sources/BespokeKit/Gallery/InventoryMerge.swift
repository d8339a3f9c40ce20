import Diagnostics
import Files

/// Joins what several builds have made to one output folder.
///
/// First everything is read and checked, then anything is written; one file is in memory at a time.
struct InventoryMerge {
  /// One of the builds.
  struct Part {
    /// As the user named it.
    var name: String
    /// Where its files are.
    var files: any FileSystem
    /// They stand in the destination already, made by another engine's build.
    var isInPlace: Bool
    var inventory: Inventory
  }

  private(set) var problems: [Diagnostic] = []
  private var parts: [Part] = []
  /// The part that each file comes from.
  private var owners: [String: (file: Inventory.File, part: Int)] = [:]
  private var cards: [String: (card: GalleryCard, part: Int)] = [:]

  /// The largest manifest that is read: some million files.
  private static let manifestLimit = 1 << 30

  /// Takes a part in: a folder with its `manifest.json`, or a manifest whose files are in the
  /// destination.
  mutating func add(_ name: String, destination: any FileSystem) {
    do throws(FileError) {
      let isManifest = name.hasSuffix(".json")
      let (folder, file) = isManifest ? name.folderAndName : (name, Inventory.manifestPath.text)
      let files = try DiskFileSystem(root: folder)
      let path = (try? RelativePath(file)) ?? Inventory.manifestPath
      let bytes = try files.read(path, limit: Self.manifestLimit)
      let shown = isManifest ? name : "\(folder)/\(file)"
      guard let inventory = Inventory.reading(bytes, path: shown, into: &problems) else { return }
      add(
        Part(
          name: name, files: isManifest ? destination : files, isInPlace: isManifest,
          inventory: inventory))
    } catch {
      problems.append(
        .error(
          "bad-manifest", "'\(name)' cannot be merged: \(error.explanation)", path: name,
          help: "give output folders of 'bespoke build', each with its manifest.json"))
    }
  }

  private mutating func add(_ part: Part) {
    let index = parts.count
    parts.append(part)
    for file in part.inventory.files {
      guard let other = owners.updateValue((file, index), forKey: file.path) else { continue }
      if other.file != file { conflict("'\(file.path)'", other.part, index) }
    }
    for card in part.inventory.cards {
      guard let other = cards.updateValue((card, index), forKey: card.id) else { continue }
      if other.card != card { conflict("the entry of '\(card.id)'", other.part, index) }
    }
  }

  private mutating func conflict(_ what: String, _ first: Int, _ second: Int) {
    problems.append(
      .error(
        "merge-conflict",
        "\(what) differs between '\(parts[first].name)' and '\(parts[second].name)'",
        help: "merge builds of the same content by the same tool"))
  }

  var inventory: Inventory {
    Inventory(files: owners.values.map(\.file), cards: cards.values.map(\.card))
  }

  // MARK: Checking

  /// Whether every file is what its manifest says, and no part of the build is missing.
  mutating func check() {
    checkShards()
    for (path, owner) in owners.sorted(by: { $0.key < $1.key }) {
      do throws(FileError) {
        _ = try bytes(of: path, owner)
      } catch {
        problems.append(error.diagnostic())
      }
    }
  }

  private mutating func checkShards() {
    let shards = parts.compactMap { $0.inventory.shard.flatMap { Shard($0) } }
    let counts = Set(shards.map(\.count)).sorted()
    guard counts.count <= 1 else {
      let shown = counts.map { String($0) }.joined(separator: ", ")
      problems.append(
        .error("mixed-shards", "the builds are split in different ways: \(shown) parts"))
      return
    }
    let numbers = Set(shards.map(\.number))
    for number in 1...(counts.first ?? 1) where !shards.isEmpty && !numbers.contains(number) {
      problems.append(
        .warning("missing-shard", "part \(number)/\(counts[0]) is missing in what is merged"))
    }
  }

  private mutating func bytes(
    of path: String, _ owner: (file: Inventory.File, part: Int)
  ) throws(FileError) -> [UInt8]? {
    let part = parts[owner.part]
    guard let safe = try? RelativePath(path) else { return nil }
    let bytes = try part.files.read(safe, limit: 1 << 30)
    if ContentHash(of: bytes).hexadecimal == owner.file.sha256 { return bytes }
    problems.append(
      .error(
        "changed-output", "'\(path)' is not as '\(part.name)' lists it", path: path,
        help: "build that part again"))
    return nil
  }

  // MARK: Writing

  /// Puts everything in place, the manifest last; gives the number of files that changed.
  mutating func write(to destination: any FileSystem) throws(FileError) -> Int {
    var changed = 0
    for (path, owner) in owners.sorted(by: { $0.key < $1.key })
    where !parts[owner.part].isInPlace {
      guard let bytes = try bytes(of: path, owner), let safe = try? RelativePath(path) else {
        return changed
      }
      if try destination.write(bytes, to: safe).changed { changed += 1 }
    }
    let inventory = inventory
    try removeStale(keeping: inventory, in: destination)
    let gallery = inventory.gallery
    try destination.write(gallery, to: Inventory.galleryPath)
    try destination.write(inventory.manifest(gallery: gallery), to: Inventory.manifestPath)
    return changed
  }

  /// Removes files of the destination's last manifest that no part has, unless somebody changed
  /// them.
  private func removeStale(
    keeping inventory: Inventory, in destination: any FileSystem
  ) throws(FileError) {
    var unheard: [Diagnostic] = []
    guard let bytes = try? destination.read(Inventory.manifestPath, limit: Self.manifestLimit),
      let old = Inventory.reading(bytes, path: "manifest.json", into: &unheard)
    else { return }
    for file in old.files where owners[file.path] == nil {
      guard let path = try? RelativePath(file.path),
        let bytes = try? destination.read(path, limit: 1 << 30),
        ContentHash(of: bytes).hexadecimal == file.sha256
      else { continue }
      _ = try destination.remove(path)
    }
  }
}
