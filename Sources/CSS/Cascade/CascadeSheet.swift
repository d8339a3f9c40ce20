import Diagnostics

/// Where declarations come from, in order of precedence (CSS Cascade 5, section 6).
enum Origin: UInt64, Sendable {
  case userAgent, hints, author, inline
}

/// A style sheet in one cascade: which of its conditions hold, and where its layers rank.
final class CascadeSheet {
  let sheet: Stylesheet
  let rules: RuleIndex
  let origin: Origin
  /// nil for the sheets that are the engine's own.
  let source: StylesheetSource?
  /// By condition index.
  private let holds: [Bool]
  /// By layer index; unlayered rules rank above all.
  private let layerRanks: [UInt64]
  /// Number of rules in the sheets before.
  let orderBase: Int

  static let unlayered: UInt64 = 0xFFFF

  init(
    _ sheet: Stylesheet, origin: Origin, source: StylesheetSource?, media: Media,
    layerRanks: [String: UInt64], orderBase: Int
  ) {
    self.sheet = sheet
    rules = sheet.rules
    self.origin = origin
    self.source = source
    self.orderBase = orderBase
    self.layerRanks = sheet.layers.map { layerRanks[$0] ?? 0 }
    var holds: [Bool] = []
    for condition in sheet.conditions {
      let outer = condition.parent < 0 || holds[Int(condition.parent)]
      holds.append(outer && condition.query.holds(media))
    }
    self.holds = holds
  }

  func applies(_ condition: Int32) -> Bool { condition < 0 || holds[Int(condition)] }

  /// A number that orders this selector's block among all that match an element: origin, layer,
  /// specificity, order of appearance.
  func key(_ entry: RuleIndex.Entry, at index: Int) -> UInt64 {
    let layer = entry.layer < 0 ? Self.unlayered : layerRanks[Int(entry.layer)]
    let order = UInt64(min(orderBase + index, 0xFFFFF))
    return origin.rawValue << 60 | layer << 44 | UInt64(entry.specificity) << 20
      | order
  }
}

/// A block of declarations that applies to an element.
struct MatchedBlock: Hashable {
  /// Orders normal declarations.
  var key: UInt64
  var sheet: Int32
  var block: Int32

  var origin: UInt64 { key >> 60 }
  var layer: UInt64 { key >> 44 & 0xFFFF }

  /// Orders important declarations: origins and layers the other way round.
  var importantKey: UInt64 {
    let origin: UInt64 = origin == 0 ? 3 : origin == 3 ? 2 : 1
    return origin << 60 | (0xFFFF - layer) << 44 | key & 0xFFF_FFFF_FFFF
  }
}

/// Ranks the layers of all sheets: in order of appearance, nested ones below what encloses them.
func layerRanks(_ sheets: [Stylesheet]) -> [String: UInt64] {
  guard sheets.contains(where: { !$0.layers.isEmpty }) else { return [:] }
  var appearance: [String: Int] = [:]
  var paths: [(name: String, path: [Int])] = []
  for layer in sheets.flatMap(\.layers) where appearance[layer] == nil {
    appearance[layer] = appearance.count
    var path: [Int] = []
    var prefix = ""
    for part in layer.split(separator: ".") {
      prefix += prefix.isEmpty ? String(part) : "." + part
      path.append(appearance[prefix] ?? appearance.count)
      if appearance[prefix] == nil { appearance[prefix] = appearance.count }
    }
    paths.append((layer, path + [Int.max]))
  }
  paths.sort { $0.path.lexicographicallyPrecedes($1.path) }
  var ranks: [String: UInt64] = [:]
  for (rank, layer) in paths.enumerated() { ranks[layer.name] = UInt64(min(rank, 0xFFFE)) }
  return ranks
}
