import CLinux
import Glibc

/// What a program keeps for itself: staging folders, logs that grow, marks of use.
extension DiskFileSystem {
  public func makeStaging(_ path: RelativePath) throws(FileError) -> StagingFolder? {
    try makeDirectory(path)
    return StagingFolder(try openBeneath(path, LINUX_O_PATH | O_DIRECTORY, .make))
  }

  public func append(_ bytes: [UInt8], to path: RelativePath) throws(FileError) {
    let parent = path.parent ?? .root
    try makeDirectory(parent)
    let folder = try openBeneath(parent, LINUX_O_PATH | O_DIRECTORY, .write)
    let number = openat(
      folder.number, String(path.name),
      O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw FileError(.write, path.description, Self.reason(errno)) }
    let file = Descriptor(owning: number)
    do throws(Errno) {
      try file.writeAll(bytes)
      try file.closed()
    } catch {
      throw FileError(.write, path.description, Self.reason(error.number))
    }
  }

  public func markUsed(_ path: RelativePath) {
    guard let folder = try? resolve(path.parent ?? .root, LINUX_O_PATH | O_DIRECTORY) else {
      return
    }
    _ = utimensat(folder.number, String(path.name), nil, AT_SYMLINK_NOFOLLOW)
  }
}
