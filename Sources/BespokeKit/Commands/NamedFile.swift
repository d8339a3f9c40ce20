import Arguments
import Diagnostics
import Files

/// A file that the command line names: any path of the machine, `-` for the standard streams.
enum NamedFile {
  /// Reads the file under the path that messages print.
  static func read(_ path: String, limit: Int = defaultReadLimit) throws(FileError) -> SourceFile {
    guard path != "-" else {
      return SourceFile(path: "<stdin>", bytes: try StandardStream.readInput(limit: limit))
    }
    let (folder, name) = path.folderAndName
    let files: DiskFileSystem
    do {
      files = try DiskFileSystem(root: folder)
    } catch {
      throw FileError(.read, path, error.reason)
    }
    do {
      return SourceFile(path: path, bytes: try files.load(try relative(name), limit: limit).bytes)
    } catch {
      throw FileError(.read, path, error.reason)
    }
  }

  /// Puts the file in place whole, making the folders above a relative path.
  static func write(_ text: String, to path: String) throws(FileError) {
    guard path != "-" else {
      StandardStream.output.write(text)
      return
    }
    if !path.hasPrefix("/"), let place = try? RelativePath(path) {
      try DiskFileSystem(root: ".").write(Array(text.utf8), to: place)
    } else {
      let (folder, name) = path.folderAndName
      try DiskFileSystem(root: folder).write(Array(text.utf8), to: try relative(name))
    }
  }

  static func exists(_ path: String) -> Bool {
    let (folder, name) = path.folderAndName
    guard let files = try? DiskFileSystem(root: folder), let place = try? RelativePath(name) else {
      return false
    }
    return ((try? files.linkStatus(of: place)) ?? nil) != nil
  }

  static func relative(_ name: String) throws(FileError) -> RelativePath {
    do {
      return try RelativePath(name)
    } catch {
      throw FileError(.read, name, .missing)
    }
  }
}

extension ParsedArguments {
  /// The project's folder.
  func project() throws(FileError) -> DiskFileSystem {
    try DiskFileSystem(root: value(of: CommandTable.root) ?? ".")
  }

  /// The project's folder; nil, with its error told, when it can't be opened.
  func project(tellingOn console: Console) -> DiskFileSystem? {
    do throws(FileError) {
      return try project()
    } catch {
      console.report([error.diagnostic()])
      return nil
    }
  }
}

extension [Diagnostic] {
  var hasErrors: Bool { contains { $0.severity == .error } }
}
