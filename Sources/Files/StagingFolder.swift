import Glibc

/// A folder on the disk in which files are written before they are renamed to where they belong, so
/// that nothing unfinished ever stands beside finished files.
public final class StagingFolder: Sendable {
  let folder: Descriptor
  /// The file system that it lies on; nothing can be renamed to another one.
  private let device: UInt64?

  init(_ folder: consuming Descriptor) {
    device = Self.device(of: folder.number)
    self.folder = folder
  }

  /// Whether files can be renamed from here to an open folder.
  func reaches(_ number: Int32) -> Bool {
    device != nil && Self.device(of: number) == device
  }

  private static func device(of number: Int32) -> UInt64? {
    var record = stat()
    return fstat(number, &record) == 0 ? UInt64(record.st_dev) : nil
  }
}
