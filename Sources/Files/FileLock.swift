import Glibc

/// The right to build in one tree, held by at most one process and given up when it dies.
public struct FileLock: ~Copyable, Sendable {
  private let file: Descriptor

  /// Takes the lock on a file, made when missing; nil when another process holds it.
  ///
  /// `waiting` blocks until the other process has given it up.
  public init?(path: String, waiting: Bool) throws(FileError) {
    let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard number >= 0 else { throw FileError(.lock, path, .system(errno)) }
    let opened = Descriptor(owning: number)
    while flock(number, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      // Whoever waits may be asked to stop.
      if errno == EINTR, Interruption.signal == nil { continue }
      if errno == EWOULDBLOCK { return nil }
      throw FileError(.lock, path, .system(errno))
    }
    file = opened
  }
}
