import Glibc

extension DiskFileSystem {
  public func list(_ path: RelativePath) throws(FileError) -> [DirectoryEntry] {
    let folder = try openBeneath(path, O_RDONLY | O_DIRECTORY, .list)
    let number = folder.release()
    guard let stream = fdopendir(number) else {
      let failure = errno
      _ = close(number)
      throw FileError(.list, path.description, Self.reason(failure))
    }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    while true {
      errno = 0
      guard let record = readdir(stream) else { break }
      if let entry = entry(record, in: path) { entries.append(entry) }
    }
    if errno != 0 { throw FileError(.list, path.description, Self.reason(errno)) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func entry(
    _ record: UnsafeMutablePointer<dirent>, in folder: RelativePath
  ) -> DirectoryEntry? {
    let bytes = UnsafeRawPointer(record).advanced(
      by: MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
    )
    .assumingMemoryBound(to: CChar.self)
    guard let name = String(validatingCString: bytes) else {
      return DirectoryEntry(name: String(cString: bytes), kind: .unusable)
    }
    if name == "." || name == ".." { return nil }
    if RelativePath.fault(in: name) != nil { return DirectoryEntry(name: name, kind: .unusable) }
    switch Int32(record.pointee.d_type) {
    case Int32(DT_REG): return DirectoryEntry(name: name, kind: .file)
    case Int32(DT_DIR): return DirectoryEntry(name: name, kind: .directory)
    case let type:
      let mayBeLink = type == Int32(DT_LNK) || type == Int32(DT_UNKNOWN)
      return DirectoryEntry(name: name, kind: kind(of: name, in: folder), isLink: mayBeLink)
    }
  }

  /// What a link leads to, or a name whose type the folder doesn't tell.
  private func kind(of name: String, in folder: RelativePath) -> DirectoryEntry.Kind {
    let path = folder.appending(RelativePath(trusted: name))
    switch (try? status(of: path))??.kind {
    case .file: return .file
    case .directory: return .directory
    default: return .other
    }
  }
}
