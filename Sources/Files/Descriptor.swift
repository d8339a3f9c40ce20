import Glibc

/// An open file descriptor, closed when its one owner goes.
struct Descriptor: ~Copyable, Sendable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { _ = close(number) }

  /// Hands the descriptor over to the caller, who closes it.
  consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// Closes it and says whether the system took all that was written.
  consuming func closed() throws(Errno) {
    let number = release()
    if close(number) != 0, errno != EINTR { throw Errno(errno) }
  }

  /// Waits until the disk has all that was written.
  func synchronize() throws(Errno) {
    while fsync(number) != 0 {
      guard errno == EINTR else { throw Errno(errno) }
    }
  }

  func status() throws(Errno) -> FileStatus {
    var record = stat()
    guard fstat(number, &record) == 0 else { throw Errno(errno) }
    return FileStatus(record)
  }

  /// Reads to the end of the file; nil when it holds more than `limit` bytes.
  func readAll(expecting size: Int, limit: Int) throws(Errno) -> [UInt8]? {
    var bytes: [UInt8] = []
    // One byte more than expected, so that the end shows without a second round.
    var room = min(max(size, 0), limit) + 1
    while true {
      let (count, number) = appendOnce(to: &bytes, room: room)
      if number == EINTR { continue }
      if number != 0 { throw Errno(number) }
      if count == 0 { return bytes }
      if bytes.count > limit { return nil }
      room = max(room - count, count == room ? 65_536 : 1)
    }
  }

  /// Reads at most `count` bytes from where the file stands.
  func readHead(_ count: Int) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let (more, number) = appendOnce(to: &bytes, room: count - bytes.count)
      if number == EINTR { continue }
      if number != 0 { throw Errno(number) }
      if more == 0 { break }
    }
    return bytes
  }

  /// One `read` at the end of the buffer, with the error number.
  private func appendOnce(to bytes: inout [UInt8], room: Int) -> (Int, Int32) {
    if bytes.isEmpty {
      var count = 0
      var failure: Int32 = 0
      bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
        count = read(number, buffer.baseAddress, room)
        failure = count < 0 ? errno : 0
        initialized = max(count, 0)
      }
      return (max(count, 0), failure)
    }
    let end = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: room))
    let count = bytes.withUnsafeMutableBytes { buffer in
      read(number, buffer.baseAddress.map { $0 + end }, room)
    }
    let failure = count < 0 ? errno : 0
    bytes.removeLast(room - max(count, 0))
    return (max(count, 0), failure)
  }

  func writeAll(_ bytes: [UInt8]) throws(Errno) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(number, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Errno(errno)
      }
      written += count
    }
  }
}

/// An error number of the system.
struct Errno: Error, Equatable {
  let number: Int32

  init(_ number: Int32) { self.number = number }
}

/// What the system calls an error: `Permission denied`.
public func systemErrorText(_ number: Int32) -> String {
  guard let text = strerror(number) else { return "error \(number)" }
  return String(cString: text)
}

extension FileStatus {
  init(_ record: stat) {
    let kind: Kind =
      switch record.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    self.init(
      kind: kind, mode: UInt16(truncatingIfNeeded: record.st_mode & 0o7777),
      size: Int64(record.st_size), modified: Self.nanoseconds(record.st_mtim),
      changed: Self.nanoseconds(record.st_ctim), inode: UInt64(record.st_ino))
  }

  /// Wraps for times beyond the year 2262, which still differ from one another.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
