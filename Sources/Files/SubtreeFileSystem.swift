/// The files below one folder of another file system; the folder is made by the first write.
package struct SubtreeFileSystem: FileSystem {
  private let base: any FileSystem
  private let folder: RelativePath

  package init(_ base: any FileSystem, at folder: RelativePath) {
    self.base = base
    self.folder = folder
  }

  package var now: Int64 { base.now }

  package func load(_ path: RelativePath, limit: Int) throws(FileError) -> LoadedFile {
    try base.load(folder.appending(path), limit: limit)
  }

  package func head(_ path: RelativePath, count: Int) throws(FileError) -> LoadedFile {
    try base.head(folder.appending(path), count: count)
  }

  package func list(_ path: RelativePath) throws(FileError) -> [DirectoryEntry] {
    try base.list(folder.appending(path))
  }

  package func status(of path: RelativePath) throws(FileError) -> FileStatus? {
    try base.status(of: folder.appending(path))
  }

  package func linkStatus(of path: RelativePath) throws(FileError) -> FileStatus? {
    try base.linkStatus(of: folder.appending(path))
  }

  package func write(
    _ bytes: [UInt8], to path: RelativePath, options: WriteOptions, stagedIn staging: StagingFolder?
  ) throws(FileError) -> WriteResult {
    try base.write(bytes, to: folder.appending(path), options: options, stagedIn: staging)
  }

  package func makeStaging(_ path: RelativePath) throws(FileError) -> StagingFolder? {
    try base.makeStaging(folder.appending(path))
  }

  package func append(_ bytes: [UInt8], to path: RelativePath) throws(FileError) {
    try base.append(bytes, to: folder.appending(path))
  }

  package func markUsed(_ path: RelativePath) { base.markUsed(folder.appending(path)) }

  package func makeDirectory(_ path: RelativePath) throws(FileError) {
    try base.makeDirectory(folder.appending(path))
  }

  package func remove(_ path: RelativePath) throws(FileError) -> Bool {
    try base.remove(folder.appending(path))
  }

  package func removeEmptyDirectory(_ path: RelativePath) throws(FileError) -> Bool {
    try base.removeEmptyDirectory(folder.appending(path))
  }
}
