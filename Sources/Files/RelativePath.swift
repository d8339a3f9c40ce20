public import Diagnostics
import Glibc

/// A path below a root that can't leave it: `/` between names, no `..`, no leading `/`.
///
/// Every path that comes from content, a template or a command line passes through this type
/// before anything is opened. Symbolic links are the file system's business (`DiskFileSystem`).
public struct RelativePath: Hashable, Sendable, CustomStringConvertible {
  /// The path in normal form: `content/jobs/acme.md`; empty for the root itself.
  public let text: String

  /// The root itself, printed as `.`.
  public static let root = RelativePath(trusted: "")

  /// A path already in normal form.
  init(trusted text: String) { self.text = text }

  /// Reads a path as people write it, dropping `.` and doubled or final slashes.
  public init(_ text: String) throws(PathError) {
    if Self.isNormal(text) {
      self.text = text
      return
    }
    if text.utf8.first == UInt8(ascii: "/") { throw PathError(path: text, reason: .absolute) }
    var names: [Substring] = []
    for name in text.pathNames where name != "." {
      if let reason = Self.fault(in: name) { throw PathError(path: text, reason: reason) }
      names.append(name)
    }
    guard !names.isEmpty || text.utf8.first == UInt8(ascii: ".") else {
      throw PathError(path: text, reason: .empty)
    }
    guard text.utf8.count <= Self.longestPath else {
      throw PathError(path: text, reason: .tooLong)
    }
    self.text = names.joined(separator: "/")
  }

  /// Whether a text is a plain path in normal form; false may also mean "look closer".
  private static func isNormal(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated() {
        if byte == UInt8(ascii: "/") {
          if !isPlainName(bytes, start..<index) { return false }
          start = index + 1
        }
        // 0xC2 begins the C1 controls, among others.
        if byte < 0x20 || byte == 0x7F || byte == 0x5C || byte == 0xC2 { return false }
      }
      return isPlainName(bytes, start..<bytes.count) && bytes.count <= longestPath
    } ?? false
  }

  private static func isPlainName(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    !range.isEmpty && range.count <= longestName && bytes[range.lowerBound] != UInt8(ascii: ".")
  }

  /// A path known to be right when the program was written; the root when it is not.
  public init(literal text: StaticString) {
    self = (try? RelativePath("\(text)")) ?? .root
  }

  /// Longest path that Linux takes, less room for a temporary name.
  static let longestPath = 3800
  static let longestName = 255

  public var description: String { text.isEmpty ? "." : text }
  public var isRoot: Bool { text.isEmpty }

  /// The names from the root downwards.
  public var names: [Substring] { text.pathNames }

  /// The last name; empty for the root.
  public var name: Substring {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return text[...] }
    return text[text.utf8.index(after: slash)...]
  }

  /// The name without its last extension.
  public var stem: Substring {
    let name = name
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return name
    }
    return name[..<dot]
  }

  /// What follows the last dot of the name, in the case it has; empty when there is none.
  public var pathExtension: Substring {
    let name = name
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return ""
    }
    return name[name.utf8.index(after: dot)...]
  }

  /// The folder that holds it; nil for the root.
  public var parent: RelativePath? {
    if text.isEmpty { return nil }
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return .root }
    return RelativePath(trusted: String(text[..<slash]))
  }

  /// Where a text leads from this folder, as links are written: `.` and `..` are followed.
  ///
  /// - Returns: nil for an absolute path, and where it leads out of the root.
  public func following(_ link: String) -> RelativePath? {
    guard link.utf8.first != UInt8(ascii: "/") else { return nil }
    var names = self.names.map(String.init)
    for name in link.pathNames where name != "." {
      if name != ".." {
        names.append(String(name))
      } else if names.popLast() == nil {
        return nil
      }
    }
    return try? RelativePath(names.joined(separator: "/"))
  }

  /// Whether it is or lies in a hidden folder, which is for its owner's eyes.
  var isPrivate: Bool { names.contains(where: \.isHiddenName) }

  /// A path below this one.
  public func appending(_ path: RelativePath) -> RelativePath {
    if text.isEmpty { return path }
    if path.text.isEmpty { return self }
    return RelativePath(trusted: text + "/" + path.text)
  }

  /// A path below this one, read as `init(_:)` does.
  public func appending(_ text: String) throws(PathError) -> RelativePath {
    appending(try RelativePath(text))
  }

  /// Whether it is `folder` or lies below it.
  public func isWithin(_ folder: RelativePath) -> Bool {
    if folder.text.isEmpty || text == folder.text { return true }
    return text.utf8.starts(with: (folder.text + "/").utf8)
  }

  /// What keeps a name from being one component of a path; nil when it may stand.
  public static func fault(in name: some StringProtocol) -> PathError.Reason? {
    if name == ".." { return .parent }
    if name.utf8.count > longestName { return .tooLong }
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0: return .control
      case 0x5C: return .backslash
      default: continue
      }
    }
    return nil
  }
}

extension RelativePath: Comparable {
  /// Order by bytes, the same on every machine.
  public static func < (a: RelativePath, b: RelativePath) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }

  /// Equality by bytes: `é` composed and decomposed are two files.
  public static func == (a: RelativePath, b: RelativePath) -> Bool {
    let (a, b) = (a.text.utf8, b.text.utf8)
    guard a.count == b.count else { return false }
    let isEqual = a.withContiguousStorageIfAvailable { x in
      b.withContiguousStorageIfAvailable { y in
        guard let start = x.baseAddress, let other = y.baseAddress else { return true }
        return memcmp(start, other, x.count) == 0
      }
    }
    return (isEqual ?? nil) ?? a.elementsEqual(b)
  }

  public func hash(into hasher: inout Hasher) {
    let hashed: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    }
    // Strings of Swift's own are contiguous always.
    if hashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
    hasher.combine(0xFF as UInt8)
  }
}

/// Why a text can't be a path within the project.
public struct PathError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case empty, absolute, parent, backslash, control, tooLong
  }

  public let path: String
  public let reason: Reason

  /// The reason as the end of a sentence: `path '../x' …`.
  public var explanation: String {
    switch reason {
    case .empty: "is empty"
    case .absolute: "is absolute; only paths within the project are read"
    case .parent: "leaves its folder by '..'"
    case .backslash: "holds a backslash; folders are separated by '/'"
    case .control: "holds a control character"
    case .tooLong: "is too long"
    }
  }

  public func diagnostic(at location: Location? = nil) -> Diagnostic {
    .error("unsafe-path", "path '\(path)' \(explanation)", at: location)
  }
}

extension StringProtocol {
  /// Whether `ls` passes over a file of this name.
  public var isHiddenName: Bool { utf8.first == UInt8(ascii: ".") }
}

extension String {
  /// What stands between slashes, by bytes as the kernel reads it.
  ///
  /// A combining mark behind a slash would make another character of it.
  public var pathNames: [Substring] {
    utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
  }

  /// The folder of a path as people write it, and the name in it.
  public var folderAndName: (folder: String, name: String) {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", self) }
    let folder = String(self[..<slash])
    return (folder.isEmpty ? "/" : folder, String(self[utf8.index(after: slash)...]))
  }

  /// Whether a path written in the same way lies below a folder.
  public func isPath(below folder: String) -> Bool { utf8.starts(with: (folder + "/").utf8) }
}
