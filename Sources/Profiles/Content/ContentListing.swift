public import Diagnostics
public import Files

/// The files of a project's content, by what they are; nothing is read but folders.
public struct ContentListing: Sendable {
  public struct ProfileSource: Sendable {
    public var id: String
    /// The file, or `profile.yaml` in a folder of its own.
    public var main: RelativePath
    /// Further files of the folder, in order of name.
    public var parts: [RelativePath]
  }

  public struct Source: Sendable {
    public var id: String
    public var path: RelativePath
  }

  public var config: RelativePath?
  /// `content/lexicon.yaml`, where there is one.
  public var lexicon: RelativePath?
  /// Each list in order of id.
  public var profiles: [ProfileSource] = []
  public var jobs: [Source] = []
  public var locales: [Source] = []

  /// Lists `bespoke.yaml` and `content/`; what is neither is left alone.
  ///
  /// Hidden files, backups, and names that begin with an underscore are passed over; two files of
  /// one id, and files that nobody can read, are reported.
  public init(
    _ files: any FileSystem, content: RelativePath = RelativePath(literal: "content"),
    into diagnostics: inout [Diagnostic]
  ) {
    var lister = Lister(files: files)
    config = ["bespoke.yaml", "bespoke.yml"].lazy
      .compactMap { try? RelativePath($0) }.first { files.exists($0) }
    lexicon = (try? content.appending("lexicon.yaml")).flatMap { files.exists($0) ? $0 : nil }
    profiles = lister.profiles(in: content)
    jobs = lister.sources(
      in: content, "jobs", what: "posting",
      extensions: ["md", "markdown", "txt", "yaml", "yml", "json"])
    locales = lister.sources(
      in: content, "locales", what: "locale", extensions: ["yaml", "yml", "json"])
    lister.refuseGeneral(&jobs)
    lister.refuseGalleryFiles(&profiles)
    diagnostics += lister.diagnostics
  }
}

/// Walks the folders of `content/`.
private struct Lister {
  let files: any FileSystem
  var diagnostics: [Diagnostic] = []

  init(files: any FileSystem) { self.files = files }

  private static var treeExtensions: [String] { ["yaml", "yml", "json"] }

  mutating func sources(
    in content: RelativePath, _ folder: String, what: String, extensions: [String]
  ) -> [ContentListing.Source] {
    guard let folder = try? content.appending(folder) else { return [] }
    var sources: [ContentListing.Source] = []
    for (entry, path) in entries(of: folder) {
      guard entry.kind != .directory else { continue }
      guard extensions.contains(path.pathExtension.lowercased()) else {
        reportUnread(path, what, extensions)
        continue
      }
      sources.append(ContentListing.Source(id: String(path.stem), path: path))
    }
    return distinct(sources, \.id, \.path, what)
  }

  mutating func profiles(in content: RelativePath) -> [ContentListing.ProfileSource] {
    guard let folder = try? content.appending("profiles") else { return [] }
    var profiles: [ContentListing.ProfileSource] = []
    for (entry, path) in entries(of: folder) {
      if entry.kind == .directory {
        if let profile = folderProfile(path) { profiles.append(profile) }
      } else if Self.treeExtensions.contains(path.pathExtension.lowercased()) {
        profiles.append(
          ContentListing.ProfileSource(id: String(path.stem), main: path, parts: []))
      } else if !Self.assetExtensions.contains(path.pathExtension.lowercased()) {
        reportUnread(path, "profile", Self.treeExtensions)
      }
    }
    return distinct(profiles, \.id, \.main, "profile")
  }

  /// Pictures stand beside profiles.
  private static var assetExtensions: [String] {
    ["jpg", "jpeg", "png", "gif", "svg", "webp", "pdf"]
  }

  private mutating func folderProfile(_ path: RelativePath) -> ContentListing.ProfileSource? {
    var main: RelativePath?
    var parts: [RelativePath] = []
    for (entry, file) in entries(of: path) where entry.kind != .directory {
      let isTree = Self.treeExtensions.contains(file.pathExtension.lowercased())
      if isTree, file.stem == "profile" {
        guard let first = main else {
          main = file
          continue
        }
        reportDuplicate(String(path.name), first, file, "profile")
      } else if isTree {
        parts.append(file)
      } else if !Self.assetExtensions.contains(file.pathExtension.lowercased()) {
        reportUnread(file, "part of the profile", Self.treeExtensions)
      }
    }
    guard let main else {
      if !parts.isEmpty {
        diagnostics.append(
          .warning(
            "missing-profile", "folder without 'profile.yaml' is not read", path: path.text,
            help: "name the file with 'basics' profile.yaml"))
      }
      return nil
    }
    return ContentListing.ProfileSource(id: String(path.name), main: main, parts: parts)
  }

  /// The entries of a folder in order of name, without those that are nobody's content.
  private mutating func entries(
    of folder: RelativePath
  ) -> [(DirectoryEntry, RelativePath)] {
    let listing: [DirectoryEntry]
    do {
      listing = try files.list(folder)
    } catch {
      if files.exists(folder) { diagnostics.append(error.diagnostic()) }
      return []
    }
    var result: [(DirectoryEntry, RelativePath)] = []
    for entry in listing.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      guard !isPassedOver(entry.name) else { continue }
      guard entry.kind != .unusable, let path = try? folder.appending(entry.name) else {
        diagnostics.append(
          .error(
            "unusable-name", "'\(entry.name.shortened)' has a name that cannot be used",
            path: folder.text, help: "rename it"))
        continue
      }
      result.append((entry, path))
    }
    return result
  }

  private func isPassedOver(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("_") || name.hasSuffix("~") || name.hasPrefix("#")
  }

  private mutating func reportUnread(_ path: RelativePath, _ what: String, _ extensions: [String]) {
    diagnostics.append(
      .warning(
        "unread-file",
        "file is not read as a \(what): its extension is none of "
          + extensions.joined(separator: ", "), path: path.text,
        help: "rename it, or begin its name with '_'"))
  }

  private mutating func reportDuplicate(
    _ id: String, _ first: RelativePath, _ second: RelativePath, _ what: String
  ) {
    diagnostics.append(
      .error(
        "duplicate-id", "\(what) '\(id.shortened)' is also '\(first.text)'; this file is not read",
        path: second.text, help: "rename one of the two"))
  }

  /// The first file of each id; ids that differ only in case or composition share a path on some
  /// disks, so they count as one.
  private mutating func distinct<Item>(
    _ items: [Item], _ id: KeyPath<Item, String>, _ path: KeyPath<Item, RelativePath>,
    _ what: String
  ) -> [Item] {
    var firsts: [String: RelativePath] = [:]
    var result: [Item] = []
    for item in items {
      let key = item[keyPath: id].lowercased()
      if let first = firsts[key] {
        reportDuplicate(item[keyPath: id], first, item[keyPath: path], what)
      } else {
        firsts[key] = item[keyPath: path]
        result.append(item)
      }
    }
    return result
  }

  /// `general` is the name of the resume that no job shaped.
  mutating func refuseGeneral(_ jobs: inout [ContentListing.Source]) {
    jobs.removeAll { job in
      guard job.id.lowercased() == "general" else { return false }
      diagnostics.append(
        .error(
          "reserved-id", "'general' names the resume for no job in particular; not read",
          path: job.path.text, help: "rename the file"))
      return true
    }
  }

  /// The output folder of a profile would stand where a file of the gallery belongs.
  mutating func refuseGalleryFiles(_ profiles: inout [ContentListing.ProfileSource]) {
    profiles.removeAll { profile in
      guard ["index.html", "manifest.json"].contains(profile.id.lowercased()) else { return false }
      diagnostics.append(
        .error(
          "reserved-id", "'\(profile.id)' names a file of the gallery; not read",
          path: profile.main.text, help: "rename the profile"))
      return true
    }
  }
}
