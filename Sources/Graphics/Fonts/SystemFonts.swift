import CPango
import Glibc

/// What decides which fonts the system has: absolute paths of fontconfig's files and font folders.
public struct SystemFontOrigin: Sendable {
  public let configuration: [String]
  public let folders: [String]
}

/// The system's fonts through a fontconfig configuration of our own: never the current one of the
/// process, and loaded only when something is missing, because that takes milliseconds.
struct SystemFonts: ~Copyable {
  /// Owned, +1; nil before the first question.
  private var config: OpaquePointer?
  private var families: [String: [FaceDescription]?] = [:]
  private var fallbacks: [FallbackKey: FaceDescription?] = [:]
  /// Made when first asked for.
  private var indexes: [String: [String]]?
  /// Nanoseconds since 1970.
  private var loaded: Int64 = 0

  private struct FallbackKey: Hashable {
    var scalar: Unicode.Scalar
    var request: FaceRequest
    var language: String
  }

  private mutating func load() {
    guard config == nil else { return }
    // Fontconfig adds the languages of the environment to every question: an answer must not
    // depend on LANG.
    setenv("FC_LANG", "en", 1)
    // Files are stamped by the coarse clock.
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    loaded = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    config = FcInitLoadConfigAndFonts()
  }

  deinit {
    if let config { FcConfigDestroy(config) }
  }

  /// What the answers so far rest on; nil when nothing was asked.
  func origin() -> SystemFontOrigin? {
    guard let config else { return nil }
    return SystemFontOrigin(
      configuration: Self.strings(FcConfigGetConfigFiles(config)),
      folders: Self.strings(FcConfigGetFontDirs(config)))
  }

  /// What a folder's fonts are to fontconfig, sorted; empty when it knows of none there.
  mutating func index(of folder: String) -> (entries: [String], loaded: Int64) {
    load()
    let known = indexes ?? Self.indexes(of: FcConfigGetFonts(config, FcSetSystem))
    indexes = known
    return (known[folder] ?? [], loaded)
  }

  private static func indexes(of set: UnsafeMutablePointer<FcFontSet>?) -> [String: [String]] {
    var indexes: [String: [String]] = [:]
    for index in 0..<Int(set?.pointee.nfont ?? 0) {
      guard let pattern = set?.pointee.fonts[index], let path = string(pattern, FC_FILE, 0),
        let slash = path.lastIndex(of: "/")
      else { continue }
      // The hash is of all values, but of 32 bits only; names and version are what fonts differ in.
      let parts = [
        path, "\(integer(pattern, FC_INDEX) ?? 0)", "\(FcPatternHash(pattern))",
        "\(integer(pattern, FC_FONTVERSION) ?? 0)", string(pattern, FC_FULLNAME, 0) ?? "",
      ]
      indexes[String(path[..<slash]), default: []].append(
        (parts + names(of: pattern)).joined(separator: "\u{1F}"))
    }
    // Fontconfig's order depends on how the folders were read.
    return indexes.mapValues { $0.sorted() }
  }

  mutating func isIndexed(_ folder: String) -> Bool {
    load()
    guard let cache = FcDirCacheLoad(folder, config, nil) else { return false }  // +1
    FcDirCacheUnload(cache)
    return true
  }

  /// The strings of a list (+1, freed here), sorted.
  private static func strings(_ list: OpaquePointer?) -> [String] {
    guard let list else { return [] }
    defer { FcStrListDone(list) }
    var strings: Set<String> = []
    while let next = FcStrListNext(list) { strings.insert(String(cString: next)) }
    return strings.sorted()
  }

  /// The faces of a family by its name, an alias or a generic name.
  mutating func family(_ name: String) -> [FaceDescription]? {
    let key = name.lowercased()
    if let known = families[key] { return known }
    load()
    let found = lookUp(key, name: name)
    families[key] = .some(found)
    return found
  }

  private func lookUp(_ key: String, name: String) -> [FaceDescription]? {
    let generic = Self.generics[key]
    guard let query = Pattern(families: generic ?? [name]) else { return nil }
    query.substitute(config)
    var result = FcResultNoMatch
    // +1
    guard let match = FcFontMatch(config, query.pointer, &result) else { return nil }
    defer { FcPatternDestroy(match) }
    guard let family = string(match, FC_FAMILY, 0) else { return nil }
    let isAcceptable =
      generic != nil || Self.names(of: match).contains { $0.lowercased() == key }
      || string(query.pointer, FC_FAMILY, 0)?.lowercased() == family.lowercased()
      || Self.areMetricCompatible(key, family.lowercased())
    guard isAcceptable else { return nil }
    let faces = faces(ofFamily: family.lowercased())
    return faces.isEmpty ? nil : faces
  }

  /// A face with a glyph for `scalar`, in the style asked for where there is one.
  mutating func fallback(
    for scalar: Unicode.Scalar, request: FaceRequest, language: String
  ) -> FaceDescription? {
    let key = FallbackKey(scalar: scalar, request: request, language: language)
    if let known = fallbacks[key] { return known }
    if fallbacks.count > 10_000 { fallbacks.removeAll() }
    load()
    let found = search(for: scalar, request: request, language: language)
    fallbacks[key] = .some(found)
    return found
  }

  private func search(
    for scalar: Unicode.Scalar, request: FaceRequest, language: String
  ) -> FaceDescription? {
    guard let query = Pattern(families: []) else { return nil }
    query.require(scalar)
    query.add(language: language.isEmpty ? "en" : language)
    query.add(request)
    query.substitute(config)
    var result = FcResultNoMatch
    guard let match = FcFontMatch(config, query.pointer, &result) else { return nil }  // +1
    defer { FcPatternDestroy(match) }
    if Self.covers(match, scalar), let face = Self.description(of: match) { return face }
    // The best match is no file we can set: the first usable one in fontconfig's order.
    guard let set = FcFontSort(config, query.pointer, 0, nil, &result) else { return nil }  // +1
    defer { FcFontSetDestroy(set) }
    for index in 0..<Int(set.pointee.nfont) {
      guard let pattern = set.pointee.fonts[index], Self.covers(pattern, scalar) else { continue }
      if let face = Self.description(of: pattern) { return face }
    }
    return nil
  }

  /// The face with a full or PostScript name, given in lower case.
  mutating func local(_ name: String) -> FaceDescription? {
    load()
    guard let set = FcConfigGetFonts(config, FcSetSystem) else { return nil }  // +0
    var faces: [FaceDescription] = []
    for index in 0..<Int(set.pointee.nfont) {
      guard let pattern = set.pointee.fonts[index],
        [FC_FULLNAME, FC_POSTSCRIPT_NAME].contains(where: {
          string(pattern, $0, 0)?.lowercased() == name
        }), let face = Self.description(of: pattern)
      else { continue }
      faces.append(face)
    }
    return faces.min { ($0.path, $0.index) < ($1.path, $1.index) }
  }

  private func faces(ofFamily family: String) -> [FaceDescription] {
    guard let set = FcConfigGetFonts(config, FcSetSystem) else { return [] }  // +0
    var faces: [FaceDescription] = []
    for index in 0..<Int(set.pointee.nfont) {
      guard let pattern = set.pointee.fonts[index],
        Self.names(of: pattern).contains(where: { $0.lowercased() == family }),
        let face = Self.description(of: pattern)
      else { continue }
      faces.append(face)
    }
    // Fontconfig's order depends on how the folders were read.
    return faces.sorted { ($0.path, $0.index) < ($1.path, $1.index) }
  }
}

extension SystemFonts {
  /// What the generic names ask fontconfig for: the faces browsers take, then fontconfig's own.
  private static let generics: [String: [String]] = [
    "serif": ["Times New Roman", "serif"],
    "ui-serif": ["Times New Roman", "serif"],
    "sans-serif": ["Arial", "sans-serif"],
    "ui-sans-serif": ["Arial", "sans-serif"],
    "ui-rounded": ["Arial", "sans-serif"],
    "system-ui": ["system-ui", "sans-serif"],
    "monospace": ["monospace"],
    "ui-monospace": ["monospace"],
    "cursive": ["Comic Sans MS", "cursive"],
    "fantasy": ["Impact", "fantasy"],
    "math": ["math", "serif"],
    "emoji": ["emoji"],
  ]

  /// Families of equal advances, so that one may stand for the other.
  private static let metricCompatible: [Set<String>] = [
    ["arial", "helvetica", "arimo", "liberation sans"],
    ["times new roman", "times", "tinos", "liberation serif"],
    ["courier new", "courier", "cousine", "liberation mono"],
    ["calibri", "carlito"],
    ["cambria", "caladea"],
    ["georgia", "gelasio"],
  ]

  private static func areMetricCompatible(_ a: String, _ b: String) -> Bool {
    metricCompatible.contains { $0.contains(a) && $0.contains(b) }
  }

  private static func names(of pattern: OpaquePointer?) -> [String] {
    (0..<16).lazy.map { string(pattern, FC_FAMILY, $0) }.prefix { $0 != nil }.compactMap { $0 }
  }

  private static func covers(_ pattern: OpaquePointer?, _ scalar: Unicode.Scalar) -> Bool {
    var set: OpaquePointer?  // +0
    guard FcPatternGetCharSet(pattern, FC_CHARSET, 0, &set) == FcResultMatch else { return false }
    return FcCharSetHasChar(set, scalar.value) != 0
  }

  /// Nil for what cairo can't embed well: bitmaps, Type 1 files, instances of variable fonts.
  private static func description(of pattern: OpaquePointer?) -> FaceDescription? {
    guard let path = string(pattern, FC_FILE, 0),
      let format = string(pattern, FC_FONTFORMAT, 0), format == "TrueType" || format == "CFF",
      integer(pattern, FC_VARIABLE, bool: true) != 1
    else { return nil }
    let index = integer(pattern, FC_INDEX) ?? 0
    guard index >> 16 == 0 else { return nil }
    let slant: FaceDescription.Slant =
      switch integer(pattern, FC_SLANT) ?? 0 {
      case 100: .italic
      case 110: .oblique
      default: .normal
      }
    return FaceDescription(
      families: names(of: pattern),
      weight: FcWeightToOpenTypeDouble(double(pattern, FC_WEIGHT) ?? 80),
      width: double(pattern, FC_WIDTH) ?? 100, slant: slant, path: path, index: index)
  }
}

/// A question to fontconfig.
private struct Pattern: ~Copyable {
  /// Owned, +1.
  let pointer: OpaquePointer

  init?(families: [String]) {
    guard let pointer = FcPatternCreate() else { return nil }
    self.pointer = pointer
    for family in families { FcPatternAddString(pointer, FC_FAMILY, family) }
    FcPatternAddBool(pointer, FC_SCALABLE, 1)
  }

  deinit { FcPatternDestroy(pointer) }

  func require(_ scalar: Unicode.Scalar) {
    let set = FcCharSetCreate()  // +1; the pattern takes its own reference
    defer { FcCharSetDestroy(set) }
    FcCharSetAddChar(set, scalar.value)
    FcPatternAddCharSet(pointer, FC_CHARSET, set)
  }

  func add(language: String) { FcPatternAddString(pointer, FC_LANG, language) }

  func add(_ request: FaceRequest) {
    FcPatternAddDouble(pointer, FC_WEIGHT, FcWeightFromOpenTypeDouble(request.weight))
    FcPatternAddInteger(pointer, FC_SLANT, request.slant == .normal ? 0 : 100)
  }

  func substitute(_ config: OpaquePointer?) {
    FcConfigSubstitute(config, pointer, FcMatchPattern)
    FcDefaultSubstitute(pointer)
  }
}

private func string(_ pattern: OpaquePointer?, _ object: String, _ index: Int32) -> String? {
  var value: UnsafeMutablePointer<FcChar8>?  // +0
  guard FcPatternGetString(pattern, object, index, &value) == FcResultMatch, let value else {
    return nil
  }
  return String(cString: value)
}

private func integer(
  _ pattern: OpaquePointer?, _ object: String, bool: Bool = false
) -> Int? {
  var value: Int32 = 0
  let result =
    bool
    ? FcPatternGetBool(pattern, object, 0, &value)
    : FcPatternGetInteger(pattern, object, 0, &value)
  return result == FcResultMatch ? Int(value) : nil
}

private func double(_ pattern: OpaquePointer?, _ object: String) -> Double? {
  var value = 0.0
  return FcPatternGetDouble(pattern, object, 0, &value) == FcResultMatch ? value : nil
}
