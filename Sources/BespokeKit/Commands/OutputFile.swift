import Files

/// Writes a file that the user named by a path from where they stand; `-` is standard output.
func writeNamedFile(_ bytes: [UInt8], to path: String) throws(FileError) {
  if path == "-" {
    guard StandardStream.output.write(bytes) else {
      throw FileError(.write, "standard output", .missing)
    }
    return
  }
  let (folder, name) = splitPath(path)
  guard let name = try? RelativePath(name), !name.isRoot else {
    throw FileError(.write, path, .notAFile)
  }
  _ = try openFolder(folder).write(bytes, to: name, options: [])
}

/// A folder that the user named by a path from where they stand, made when missing.
func openFolder(_ path: String) throws(FileError) -> DiskFileSystem {
  do throws(FileError) {
    return try DiskFileSystem(root: path)
  } catch {
    guard error.reason == .missing, let new = try? RelativePath(String(path.drop { $0 == "/" }))
    else { throw error }
    let base = path.hasPrefix("/") ? try DiskFileSystem.host() : try DiskFileSystem(root: ".")
    try base.makeDirectory(new)
    return try DiskFileSystem(root: path)
  }
}

/// The folder of a path and the name in it.
func splitPath(_ path: String) -> (folder: String, name: String) {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
  let folder = String(path[..<slash])
  return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
}
