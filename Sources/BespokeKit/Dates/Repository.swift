import Files

/// The git repository that a project lies in, as far as its files tell which commit is checked out.
///
/// It is read through a recording file system, so that the check for "nothing to do" sees when
/// another commit is: no program has to run for that.
struct Repository {
  private let host: any FileSystem
  private let folder: RelativePath
  /// The folder that all worktrees share.
  private let common: RelativePath
  /// Names of folders from the top of the work tree to the project.
  let prefix: [String]

  /// Looks for `.git` in a folder and those above it.
  init?(around path: String, _ host: any FileSystem) {
    guard var place = hostPath(path) else { return nil }
    let depth = place.names.count
    while true {
      let entry = place.appending(RelativePath(literal: ".git"))
      let prefix = (hostPath(path)?.names ?? []).suffix(depth - place.names.count).map(String.init)
      switch (try? host.status(of: entry))??.kind {
      case .directory: self.init(host, folder: entry, prefix: prefix)
      case .file:
        guard let text = Self.line(entry, host), text.hasPrefix("gitdir: "),
          let folder = Self.resolve(String(text.dropFirst(8)), from: place)
        else { return nil }
        self.init(host, folder: folder, prefix: prefix)
      default:
        guard let parent = place.parent else { return nil }
        place = parent
        continue
      }
      return
    }
  }

  private init(_ host: any FileSystem, folder: RelativePath, prefix: [String]) {
    self.host = host
    self.prefix = prefix
    self.folder = folder
    let named = Self.line(folder.child("commondir"), host)
    common = named.flatMap { Self.resolve($0, from: folder) } ?? folder
  }

  /// Whether only some of the history is here, so that the last commit of a file may be missing.
  var isShallow: Bool { host.exists(common.child("shallow")) }

  /// What names the commit that is checked out; nil before the first one.
  var commit: String? {
    guard let head = Self.line(folder.child("HEAD"), host) else { return nil }
    guard head.hasPrefix("ref: ") else { return head }
    let name = String(head.dropFirst(5))
    for place in [folder, common] {
      if let path = try? place.appending(name), let id = Self.line(path, host) { return id }
    }
    if let packed = try? host.read(common.child("packed-refs")) {
      for line in String(decoding: packed, as: UTF8.self).split(separator: "\n")
      where line.hasSuffix(" " + name) { return String(line.prefix { $0 != " " }) }
    }
    // References in tables: their list changes with each commit.
    return Self.line(common.child("reftable/tables.list"), host)
  }

  /// The first line of a small file.
  private static func line(_ path: RelativePath, _ host: any FileSystem) -> String? {
    guard let bytes = try? host.read(path, limit: 1 << 16) else { return nil }
    let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return line.isEmpty ? nil : line
  }

  /// A path that a file of git names, absolute or relative to a folder.
  private static func resolve(_ text: String, from folder: RelativePath) -> RelativePath? {
    text.hasPrefix("/") ? hostPath(text) : folder.following(text)
  }
}
