import CZlib

/// Why packed bytes could not be unpacked.
public enum ArchiveError: Error, Hashable, Sendable {
  case damaged(String)
  /// More bytes, entries or depth than the caller allows.
  case tooLarge(String)
  /// A feature that is not read: encryption, ZIP64, another compression.
  case unsupported(String)

  public var message: String {
    switch self {
    case .damaged(let text), .tooLarge(let text), .unsupported(let text): text
    }
  }
}

/// DEFLATE (RFC 1951) through zlib.
public enum Deflate {
  public enum Format: Sendable {
    /// Without header and checksum, as ZIP has it.
    case raw
    /// With zlib's header (RFC 1950), as PDF and PNG have it.
    case zlib

    fileprivate var windowBits: Int32 { self == .raw ? -15 : 15 }
  }

  /// The bytes packed; the same bytes, level (0 to 9) and zlib give the same result.
  public static func pack(
    _ bytes: [UInt8], format: Format = .raw, level: Int32 = 6
  ) -> [UInt8] {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, max(0, min(level, 9)), Z_DEFLATED, format.windowBits, 8, Z_DEFAULT_STRATEGY,
        ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return [] }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { output, filled in
      bytes.withUnsafeBufferPointer { input in
        // zlib takes 32-bit lengths; `deflate` only reads the input.
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(clamping: input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(clamping: output.count)
        _ = deflate(&stream, Z_FINISH)
        filled = Int(stream.total_out)
      }
    }
  }

  /// The bytes unpacked, at most `limit` of them.
  public static func unpack(
    _ bytes: ArraySlice<UInt8>, format: Format = .raw, limit: Int
  ) throws(ArchiveError) -> [UInt8] {
    var stream = z_stream()
    guard
      inflateInit2_(
        &stream, format.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damaged("zlib does not start") }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    output.reserveCapacity(min(limit, bytes.count * 4))
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let status = bytes.withUnsafeBufferPointer { input -> Int32 in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(clamping: input.count)
      var status = Z_OK
      while status == Z_OK, output.count <= limit {
        status = inflate(&stream, into: &chunk, appendingTo: &output)
      }
      return status
    }
    guard output.count <= limit else { throw .tooLarge("more than \(limit) bytes when unpacked") }
    guard status == Z_STREAM_END else { throw .damaged("packed data is damaged") }
    return output
  }

  private static func inflate(
    _ stream: inout z_stream, into chunk: inout [UInt8], appendingTo output: inout [UInt8]
  ) -> Int32 {
    let capacity = chunk.count
    let status = chunk.withUnsafeMutableBufferPointer { buffer -> Int32 in
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(capacity)
      return CZlib.inflate(&stream, Z_NO_FLUSH)
    }
    output += chunk[..<(capacity - Int(stream.avail_out))]
    return status
  }
}

/// The checksum of ZIP and PNG (ISO 3309).
public enum CRC32 {
  public static func of(_ bytes: some Collection<UInt8>) -> UInt32 {
    let start = crc32(0, nil, 0)
    let fast = bytes.withContiguousStorageIfAvailable {
      crc32(start, $0.baseAddress, UInt32(clamping: $0.count))
    }
    if let fast { return UInt32(truncatingIfNeeded: fast) }
    let copy = Array(bytes)
    return UInt32(truncatingIfNeeded: crc32(start, copy, UInt32(clamping: copy.count)))
  }
}
