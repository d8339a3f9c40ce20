/// The files below one folder of another file system; the folder is made by the first write.
public struct SubtreeFileSystem: FileSystem {
  private let base: any FileSystem
  private let folder: RelativePath

  public init(_ base: any FileSystem, at folder: RelativePath) {
    self.base = base
    self.folder = folder
  }

  public var now: Int64 { base.now }

  public func load(_ path: RelativePath, limit: Int) throws(FileError) -> LoadedFile {
    try base.load(folder.appending(path), limit: limit)
  }

  public func head(_ path: RelativePath, count: Int) throws(FileError) -> LoadedFile {
    try base.head(folder.appending(path), count: count)
  }

  public func list(_ path: RelativePath) throws(FileError) -> [DirectoryEntry] {
    try base.list(folder.appending(path))
  }

  public func status(of path: RelativePath) throws(FileError) -> FileStatus? {
    try base.status(of: folder.appending(path))
  }

  public func linkStatus(of path: RelativePath) throws(FileError) -> FileStatus? {
    try base.linkStatus(of: folder.appending(path))
  }

  public func write(
    _ bytes: [UInt8], to path: RelativePath, options: WriteOptions, stagedIn staging: StagingFolder?
  ) throws(FileError) -> WriteResult {
    try base.write(bytes, to: folder.appending(path), options: options, stagedIn: staging)
  }

  public func makeStaging(_ path: RelativePath) throws(FileError) -> StagingFolder? {
    try base.makeStaging(folder.appending(path))
  }

  public func append(_ bytes: [UInt8], to path: RelativePath) throws(FileError) {
    try base.append(bytes, to: folder.appending(path))
  }

  public func markUsed(_ path: RelativePath) { base.markUsed(folder.appending(path)) }

  public func makeDirectory(_ path: RelativePath) throws(FileError) {
    try base.makeDirectory(folder.appending(path))
  }

  public func remove(_ path: RelativePath) throws(FileError) -> Bool {
    try base.remove(folder.appending(path))
  }

  public func removeEmptyDirectory(_ path: RelativePath) throws(FileError) -> Bool {
    try base.removeEmptyDirectory(folder.appending(path))
  }
}
