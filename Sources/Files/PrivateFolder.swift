import CLinux
import Glibc

extension DiskFileSystem {
  /// Makes a folder that its owner alone may enter (0700), and those above it as usual.
  public func makePrivateDirectory(_ path: RelativePath) throws(FileError) {
    guard let parent = path.parent else { return }
    try makeDirectory(parent)
    let folder = try openBeneath(parent, LINUX_O_PATH | O_DIRECTORY, .make)
    if mkdirat(folder.number, String(path.name), 0o700) != 0, errno != EEXIST {
      throw FileError(.make, path.description, Self.reason(errno))
    }
  }
}
