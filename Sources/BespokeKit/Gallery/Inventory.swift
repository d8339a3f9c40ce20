import BuildGraph
import Diagnostics
import Files
import JSON
import YAML

/// What a build has made: every file with its hashes, and what the gallery shows of each variant.
///
/// Written to `out/manifest.json`. Inventories of the shards of a build join to that of the whole,
/// byte for byte.
struct Inventory: Sendable {
  struct File: Hashable, Sendable {
    /// Below out/.
    var path: String
    /// SHA-256 of the bytes, in hexadecimal.
    var sha256: String
    /// Hash of all that the file was made from, in hexadecimal.
    var inputs: String
  }

  static let manifestPath = RelativePath(literal: "manifest.json")
  static let galleryPath = RelativePath(literal: "index.html")
  private static let version = 1

  /// All files but the manifest and the gallery.
  private(set) var files: [File] = []
  private(set) var cards: [GalleryCard] = []
  /// `2/5` for a shard of a build.
  var shard: String?

  init() {}

  /// Sorts by path and id, so that the order in which parts come doesn't matter.
  init(files: [File], cards: [GalleryCard]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.cards = cards.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// The gallery's page.
  var gallery: [UInt8] { Array(Gallery(cards).html.utf8) }

  /// The manifest, of the gallery too.
  func manifest(gallery: [UInt8]) -> [UInt8] {
    let shown = JSONValue.array(cards.map(\.json))
    let page = File(
      path: Self.galleryPath.text, sha256: ContentHash(of: gallery).hexadecimal,
      inputs: ContentHash(of: Array(shown.serialized().utf8)).hexadecimal)
    let all = (files + [page]).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let value: JSONValue = [
      "version": .integer(Self.version), "tool": .string("Bespoke \(CommandTable.version)"),
      "shard": shard.map { .string($0) } ?? .null,
      "files": .array(
        all.map {
          ["path": .string($0.path), "sha256": .string($0.sha256), "inputs": .string($0.inputs)]
        }),
      "variants": shown,
    ]
    return Array(value.serialized(indented: true).utf8)
  }

  /// Reads a manifest; what is wrong with it becomes an error.
  static func reading(
    _ bytes: [UInt8], path: String, into problems: inout [Diagnostic]
  ) -> Inventory? {
    func refused(_ why: String) -> Inventory? {
      problems.append(
        .error(
          "bad-manifest", why, path: path,
          help: "give an output folder that 'bespoke build' of this version has made"))
      return nil
    }
    guard let value = JSONValue(parsing: bytes) else { return refused("this is not JSON") }
    guard value["version"]?.intValue == version else {
      return refused("this is not a manifest of version \(version)")
    }
    guard let files = value["files"]?.arrayValue, let variants = value["variants"]?.arrayValue
    else { return refused("'files' or 'variants' is missing") }
    let entries = files.compactMap(File.init(json:))
    let cards = variants.compactMap(GalleryCard.init(json:))
    guard entries.count == files.count else {
      return refused("an entry of 'files' lacks a path below out/ or a hash")
    }
    guard cards.count == variants.count else { return refused("an entry of 'variants' is damaged") }
    var inventory = Inventory(
      files: entries.filter { $0.path != galleryPath.text }, cards: cards)
    inventory.shard = value["shard"]?.stringValue
    return inventory
  }
}

extension Inventory.File {
  init?(json: JSONValue) {
    guard let path = json["path"]?.stringValue, let safe = try? RelativePath(path),
      safe.text == path, !safe.isRoot, let sha256 = json["sha256"]?.stringValue,
      let inputs = json["inputs"]?.stringValue
    else { return nil }
    self.init(path: path, sha256: sha256, inputs: inputs)
  }
}
