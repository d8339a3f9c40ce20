import Diagnostics
import Files

/// Writes a file that the user named by a path from where they stand; `-` is standard output.
func writeNamedFile(_ bytes: [UInt8], to path: String) throws(FileError) {
  if path == "-" {
    guard StandardStream.output.write(bytes) else {
      throw FileError(.write, "standard output", .missing)
    }
    return
  }
  let (folder, name) = path.folderAndName
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

/// What is wrong with a folder of outputs that the user named: documents among what they are made
/// from would be taken for it, and might replace it.
func outputFault(_ out: String, in root: String) -> Diagnostic? {
  guard let base = absolutePath(of: root) else { return nil }
  var (place, rest) = (out.hasPrefix("/") ? out : "\(base)/\(out)", "")
  var resolved = absolutePath(of: place)
  while resolved == nil, place.count > 1 {
    let (folder, name) = place.folderAndName
    (place, rest) = (folder, "/" + name + rest)
    resolved = absolutePath(of: place)
  }
  var names: [Substring] = []
  for name in ((resolved ?? place) + rest).pathNames where name != "." {
    if name == ".." { _ = names.popLast() } else { names.append(name) }
  }
  let whole = "/" + names.joined(separator: "/")
  let taken = ["content", "templates", ".bespoke", ".git"].map { "\(base)/\($0)" }
  guard whole == base || taken.contains(where: { whole == $0 || whole.isPath(below: $0) }) else {
    return nil
  }
  return .error(
    "output-among-sources", "'\(out)' holds what documents are made from, not documents",
    help: "name a folder of its own, such as 'out'")
}
