import Diagnostics
import Files
import Screening

/// The files that a command line names: single ones, and those in folders, in order of their names.
struct Inbox {
  private(set) var items: [Batch.Item] = []
  private(set) var problems: [Diagnostic] = []
  private var bytes: Int64 = 0
  private var unread = 0
  private let limits: BatchLimits

  init(_ words: [String], _ limits: BatchLimits) {
    self.limits = limits
    for word in words {
      guard let path = absolutePath(of: word) else {
        problems.append(.error("missing-file", "there is no such file or folder", path: word))
        continue
      }
      if let folder = try? DiskFileSystem(root: path) {
        collect(
          folder, .root, path: path, name: word.hasSuffix("/") ? String(word.dropLast()) : word)
      } else {
        add(path, word)
      }
    }
    if items.count > limits.files {
      problems.append(
        .error(
          "too-many-files", "\(items.count) files, and a batch takes \(limits.files)",
          help: "screen them in parts, or raise --max-files"))
    }
    if bytes > Int64(limits.bytes) {
      problems.append(
        .error(
          "batch-too-large",
          "the files have \(bytes >> 20) MB, and a batch takes \(limits.bytes >> 20)",
          help: "screen them in parts, or raise --max-batch-size"))
    }
  }

  private mutating func add(_ path: String, _ name: String) {
    items.append(Batch.Item(path: path, name: name))
    let (folder, last) = path.folderAndName
    guard let files = try? DiskFileSystem(root: folder), let place = try? RelativePath(last),
      let status = (try? files.status(of: place)) ?? nil
    else { return }
    // A file that is too large is refused by itself.
    if status.size <= Int64(limits.bytesPerFile) { bytes += status.size }
  }

  /// Deeper folders after the files beside them; hidden files are passed over.
  private mutating func collect(
    _ files: DiskFileSystem, _ folder: RelativePath, path: String, name: String, depth: Int = 0
  ) {
    guard depth < 32, let entries = try? files.list(folder) else { return }
    // What is no file, or has a name that no path may hold, is an error of its own.
    for entry in entries where !entry.name.isHiddenName && entry.kind != .directory {
      add(path + "/" + entry.name, name + "/" + entry.name)
    }
    for entry in entries
    where !entry.name.isHiddenName && entry.kind == .directory && !entry.isLink {
      guard let next = try? folder.appending(entry.name) else { continue }
      collect(
        files, next, path: path + "/" + entry.name, name: name + "/" + entry.name, depth: depth + 1)
    }
  }
}
