import Glibc

/// One of the three standard streams, read and written whole and without Foundation.
enum StandardStream: Int32 {
  case input = 0
  case output = 1
  case error = 2

  /// All bytes up to the end of the stream, or up to the first read error.
  func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    let size = 1 << 16
    while true {
      let block = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        var got = unsafe Glibc.read(rawValue, buffer.baseAddress, size)
        while got < 0, errno == EINTR {
          got = unsafe Glibc.read(rawValue, buffer.baseAddress, size)
        }
        count = max(0, got)
      }
      if block.isEmpty { return bytes }
      bytes += block
    }
  }

  /// Writes everything; stops silently when the reader is gone.
  func write(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes { buffer in
        unsafe Glibc.write(rawValue, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      written += count
    }
  }
}
