import Glibc

/// What tells one build of a program from another: the linker's build id, in hexadecimal.
///
/// A program without one is known by the hash of all its bytes, which takes longer. Nil when it
/// isn't there (any more): what can't be read for another reason must not pass for another build.
public func buildIdentity(of path: String) throws(FileError) -> String? {
  do throws(Errno) {
    let file = try DiskFileSystem.openPath(path, in: AT_FDCWD, O_RDONLY)
    if let id = ELFHeader(try file.readHead(4096))?.buildID() { return hexadecimal(id) }
    guard lseek(file.number, 0, SEEK_SET) == 0 else { throw Errno(errno) }
    let bytes = try file.readAll(expecting: 1 << 24, limit: 1 << 30)
    return bytes.map { ContentHash(of: $0).hexadecimal }
  } catch {
    if error.number == ENOENT || error.number == ENOTDIR { return nil }
    throw FileError(.read, path, DiskFileSystem.reason(error.number))
  }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// The beginning of a 64-bit little-endian program file (System V ABI, chapters 4 and 5).
private struct ELFHeader {
  private let bytes: [UInt8]

  init?(_ bytes: [UInt8]) {
    // Magic, 64 bits, little-endian.
    guard bytes.count >= 64, bytes[..<6].elementsEqual([0x7F, 0x45, 0x4C, 0x46, 2, 1]) else {
      return nil
    }
    self.bytes = bytes
  }

  /// The description of the note NT_GNU_BUILD_ID, where it lies within these bytes.
  func buildID() -> ArraySlice<UInt8>? {
    guard let table = number(at: 32, width: 8), let size = number(at: 54, width: 2),
      let count = number(at: 56, width: 2)
    else { return nil }
    for index in 0..<min(count, 64) {
      let header = table + index * size
      // PT_NOTE; its offset and length in the file.
      guard number(at: header, width: 4) == 4, let offset = number(at: header + 8, width: 8),
        let length = number(at: header + 32, width: 8), length <= bytes.count
      else { continue }
      if let id = buildID(inNotes: offset, end: offset + length) { return id }
    }
    return nil
  }

  private func buildID(inNotes start: Int, end: Int) -> ArraySlice<UInt8>? {
    var offset = start
    while offset + 16 <= end, let nameSize = number(at: offset, width: 4),
      let size = number(at: offset + 4, width: 4), let type = number(at: offset + 8, width: 4),
      nameSize <= 64, size <= 64
    {
      let name = offset + 12
      let description = name + (nameSize + 3) / 4 * 4
      guard description + size <= bytes.count else { return nil }
      if type == 3, bytes[name..<name + nameSize].elementsEqual("GNU\0".utf8) {
        return bytes[description..<description + size]
      }
      offset = description + (size + 3) / 4 * 4
    }
    return nil
  }

  /// An unsigned number; nil outside these bytes or beyond what a file offset may be.
  private func number(at offset: Int, width: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - width else { return nil }
    let value = (0..<width).reduce(UInt64(0)) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    return value < 1 << 40 ? Int(value) : nil
  }
}
