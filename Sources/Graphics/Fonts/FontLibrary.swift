import Glibc
import Synchronization

public import Diagnostics

/// The fonts that text may be set in: the project's own files first, the system's only when a
/// family or a glyph is missing among those.
///
/// One library serves all workers. It finds faces; each worker's `PangoShaper` opens them.
public final class FontLibrary: Sendable {
  /// The project's faces, in the order in which they were named.
  public let faces: [FaceDescription]
  /// Paths of files that are no usable fonts.
  public let unreadable: [String]
  private let byFamily: [String: [FaceDescription]]
  private let system: Mutex<SystemFonts>
  private let usesSystem: Bool
  /// Folders that were searched, whether or not they are there.
  public let folders: [String]

  /// - Parameters:
  ///   - files: Font files, first one first.
  ///   - folders: Folders searched for `.ttf`, `.otf`, `.ttc`, `.otc` and web fonts, three levels deep.
  ///   - usesSystem: Whether fontconfig's fonts (those of `FONTCONFIG_FILE`, when set) may be used
  ///     for what is missing.
  public init(files: [String] = [], folders: [String] = [], usesSystem: Bool = true) {
    var faces: [FaceDescription] = []
    var unreadable: [String] = []
    let found = folders.flatMap { Self.fontFiles(in: $0, depth: 3) }
    for path in files + found {
      let ofFile = FontFile.faces(at: path)
      if ofFile.isEmpty { unreadable.append(path) }
      faces += ofFile
    }
    self.faces = faces
    self.unreadable = unreadable
    self.byFamily = Self.index(faces)
    self.system = Mutex(SystemFonts())
    self.usesSystem = usesSystem
    self.folders = folders
  }

  /// What to say of a file that is no usable font.
  public static func diagnostic(ofUnreadable path: String) -> Diagnostic {
    .warning(
      "unreadable-font", "'\(path)' is no TrueType or OpenType font", path: path,
      help: "put a .ttf, .otf, .woff or .woff2 file there, or remove it")
  }

  /// The faces of a TrueType or OpenType file; none when it is something else.
  public static func faces(at path: String) -> [FaceDescription] { FontFile.faces(at: path) }

  /// Faces by family name in lower case, as CSS compares them.
  static func index(_ faces: [FaceDescription]) -> [String: [FaceDescription]] {
    var byFamily: [String: [FaceDescription]] = [:]
    for face in faces {
      for family in Set(face.families.map { $0.lowercased() }) {
        byFamily[family, default: []].append(face)
      }
    }
    return byFamily
  }

  /// The faces of a family, the project's before the system's; nil when there is none.
  func family(_ name: String) -> [FaceDescription]? {
    if let own = byFamily[name.lowercased()] { return own }
    return withSystem { $0.family(name) }
  }

  /// Whether a family of this name is there.
  public func has(_ name: String) -> Bool { family(name) != nil }

  /// The face with a full or PostScript name, as `local()` asks for it.
  public func local(_ name: String) -> FaceDescription? {
    let wanted = name.lowercased()
    if let own = faces.first(where: { $0.fullNames.contains { $0.lowercased() == wanted } }) {
      return own
    }
    return withSystem { $0.local(wanted) }
  }

  /// A face that has a glyph for a scalar for which the fonts asked for have none.
  func fallback(
    for scalar: Unicode.Scalar, request: FaceRequest, language: String
  ) -> FaceDescription? {
    withSystem { $0.fallback(for: scalar, request: request, language: language) }
  }

  /// What text is set in when no family of its list exists: the system's serif, else any face of
  /// the project.
  func lastResort(_ request: FaceRequest) -> FaceDescription? {
    withSystem { $0.family("serif").flatMap(request.best(of:)) } ?? request.best(of: faces)
  }

  /// What the system's fonts rest on; nil while none was asked for.
  public var systemOrigin: SystemFontOrigin? { withSystem { $0.origin() } }

  /// What fontconfig says of each font file in a folder, and when it began to look (nanoseconds since
  /// 1970, by the clock that stamps files).
  public func systemIndex(_ folder: String) -> (entries: [String], loaded: Int64)? {
    withSystem { $0.index(of: folder) }
  }

  /// Whether fontconfig holds an index of a folder that goes by the folder's status record; without
  /// one it reads every file each time.
  public func isIndexed(_ folder: String) -> Bool {
    withSystem { $0.isIndexed(folder) } ?? false
  }

  private func withSystem<Result: Sendable>(
    _ body: (inout SystemFonts) -> Result?
  ) -> Result? {
    guard usesSystem else { return nil }
    return system.withLock { body(&$0) }
  }

  private static func fontFiles(in folder: String, depth: Int) -> [String] {
    guard depth > 0, let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var files: [String] = []
    var folders: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder + "/" + name
      if [".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2"].contains(
        where: name.lowercased().hasSuffix)
      {
        files.append(path)
      } else if entry.pointee.d_type == UInt8(DT_DIR) {
        folders.append(path)
      }
    }
    return files.sorted() + folders.sorted().flatMap { fontFiles(in: $0, depth: depth - 1) }
  }
}
