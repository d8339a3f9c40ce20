/// Regular files of a tar archive (POSIX.1-2001 pax, as `git archive` writes it).
public enum TarReader {
  private static let block = 512

  /// Names and contents in the archive's order; folders and links are left out.
  public static func files(
    in bytes: [UInt8]
  ) throws(ArchiveError) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    var offset = 0
    var longName: String?
    while offset + block <= bytes.count, bytes[offset] != 0 {
      let header = bytes[offset..<offset + block]
      let start = offset + block
      guard let size = octal(header, 124, 12), size >= 0, size <= bytes.count - start else {
        throw .damaged("tar entry at byte \(offset) is longer than the archive")
      }
      let content = Array(bytes[start..<start + size])
      switch header[header.startIndex + 156] {
      case UInt8(ascii: "x"): longName = paxPath(content)
      case UInt8(ascii: "0"), 0:
        let folder = text(header, 345, 155)
        let name = text(header, 0, 100)
        files.append((longName ?? (folder.isEmpty ? name : "\(folder)/\(name)"), content))
        longName = nil
      default: longName = nil
      }
      offset = start + (size + block - 1) / block * block
    }
    return files
  }

  private static func text(_ header: ArraySlice<UInt8>, _ place: Int, _ length: Int) -> String {
    let field = header[header.startIndex + place..<header.startIndex + place + length]
    return String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func octal(_ header: ArraySlice<UInt8>, _ place: Int, _ length: Int) -> Int? {
    Int(text(header, place, length).filter { $0 != " " }, radix: 8)
  }

  /// The name in an extended header: records of `<length> <key>=<value>` and a line end.
  private static func paxPath(_ bytes: [UInt8]) -> String? {
    var rest = bytes[...]
    while let space = rest.firstIndex(of: UInt8(ascii: " ")),
      let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
      length > space - rest.startIndex + 1, length <= rest.count
    {
      let record = String(
        decoding: rest[(space + 1)..<(rest.startIndex + length - 1)], as: UTF8.self)
      if record.hasPrefix("path=") { return String(record.dropFirst(5)) }
      rest = rest.dropFirst(length)
    }
    return nil
  }
}
