import CLinux
import Glibc

/// The quickest look at many files below one folder, for the check that nothing has changed.
///
/// It reads no more than status records, and leaves the question where links lead to the program
/// that opens the files.
public struct StatusProbe: ~Copyable, Sendable {
  private let folder: Descriptor

  /// Opens the folder below which paths are; nil when there is none.
  public init?(root path: String) {
    let number = open(path, LINUX_O_PATH | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { return nil }
    folder = Descriptor(owning: number)
  }

  /// The digest of the status of a path that stands in a buffer and ends in NUL.
  ///
  /// Zero stands for "nothing there", nil for any other failure.
  public func digest(ofPathIn bytes: [UInt8], at offset: Int, followingLinks: Bool) -> UInt64? {
    var record = stat()
    let failure: Int32 = bytes.withUnsafeBytes { buffer in
      guard offset >= 0, offset < buffer.count, let base = buffer.baseAddress else { return EINVAL }
      let path = (base + offset).assumingMemoryBound(to: CChar.self)
      let flags = followingLinks ? 0 : AT_SYMLINK_NOFOLLOW
      return fstatat(folder.number, path, &record, flags) == 0 ? 0 : errno
    }
    if failure == ENOENT || failure == ENOTDIR { return 0 }
    return failure == 0 ? FileStatus(record).digest : nil
  }
}
