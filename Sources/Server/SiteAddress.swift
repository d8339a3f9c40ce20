import Files

/// The path of a request's target, decoded once and free of ways out.
struct SiteAddress {
  var path: RelativePath
  /// Ends in a slash.
  var isFolder: Bool

  /// Nil for what no link of ours says: dots, empty names, encoded slashes, backslashes, control
  /// characters, bytes that aren't UTF-8, an absolute URL.
  init?(_ target: Substring) {
    guard target.hasPrefix("/"), !target.contains("#") else { return nil }
    isFolder = target.hasSuffix("/")
    let inner = isFolder ? target.dropFirst().dropLast() : target.dropFirst()
    if inner.isEmpty {
      path = .root
      return
    }
    var names: [String] = []
    for part in inner.split(separator: "/", omittingEmptySubsequences: false) {
      guard let name = Self.decoded(part), !name.isEmpty, name != ".", name != "..",
        name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0x2F && $0 != 0x5C })
      else { return nil }
      names.append(name)
    }
    guard let path = try? RelativePath(names.joined(separator: "/")) else { return nil }
    self.path = path
  }

  /// Names with a dot in front are no documents: unfinished files, .gitignore.
  var isHidden: Bool { path.names.contains(where: \.isHiddenName) }

  /// The same folder with the slash, as a path of this site.
  var folderLocation: String {
    "/" + path.names.map { percentEncoded(String($0)) }.joined(separator: "/") + "/"
  }

  private static func decoded(_ part: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = part.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      guard digits.count == 2 else { return nil }
      bytes.append(UInt8(digits[0] << 4 | digits[1]))
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// A name as one segment of a URL's path.
func percentEncoded(_ name: String) -> String {
  var url = ""
  for byte in name.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
      url.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      url += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }
  }
  return url
}
