import Files

/// The tool and every library that shapes its output, each by the linker's build id.
///
/// Names of folders are left out, so that a cache may move to another machine with the same
/// libraries.
func toolIdentity(engine: String, libraries: [String]) throws(FileError) -> String {
  var hasher = ContentHasher()
  for path in libraries {
    hasher.update(field: String(path.split(separator: "/").last ?? ""))
    hasher.update(field: try buildIdentity(of: path) ?? "")
  }
  let own = try buildIdentity(of: engine) ?? ""
  return "bespoke \(CommandTable.version) \(own) \(hasher.finish().hexadecimal.prefix(16))"
}
