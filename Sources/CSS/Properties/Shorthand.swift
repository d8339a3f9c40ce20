/// A property that sets others.
struct Shorthand: Sendable {
  /// One of the longhands that a shorthand sets.
  struct Target: Hashable, Sendable {
    var property: PropertyID
    var scope = DirectionScope.any
  }

  struct Expansion: Sendable {
    var target: Target
    var value: DeclaredValue
  }

  let name: String
  let targets: [Target]
  /// The values of the targets, in any order; targets left out keep what they have.
  let parse: Grammar<[Expansion]>
}

/// The ways in which most shorthands are made of longhands, which read the values themselves.
enum ShorthandForm {
  typealias Target = Shorthand.Target
  typealias Expansion = Shorthand.Expansion

  /// The longhands of a name: one, or two for a logical side (one for each direction).
  static func targets(_ name: String) -> [Target] {
    if let id = PropertyTable.ids[name] { return [Target(property: id)] }
    return LogicalNames.physical(name).flatMap { ltr, rtl -> [Target]? in
      guard let a = PropertyTable.ids[ltr], let b = PropertyTable.ids[rtl] else { return nil }
      if a == b { return [Target(property: a)] }
      return [Target(property: a, scope: .ltr), Target(property: b, scope: .rtl)]
    } ?? []
  }

  /// Reads one value and gives it to every target, which all share a grammar.
  static func same(_ targets: [Target], _ cursor: inout ValueCursor) -> [Expansion]? {
    let start = cursor
    var expansions: [Expansion] = []
    for target in targets {
      var copy = start
      guard let setter = PropertyTable[target.property].parse(&copy) else { return nil }
      expansions.append(Expansion(target: target, value: .setter(setter)))
      cursor = copy
    }
    return expansions.isEmpty ? nil : expansions
  }

  /// A new name for one value of longhands that share a grammar.
  static func alias(_ name: String, _ longhands: [String]) -> Shorthand {
    let targets = longhands.flatMap(targets)
    return Shorthand(name: name, targets: targets) { same(targets, &$0) }
  }

  /// One to four values for the four sides, missing ones taken from the opposite side.
  static func sides(_ name: String, _ longhands: [String]) -> Shorthand {
    let sides = longhands.map(targets)
    return Shorthand(name: name, targets: sides.flatMap { $0 }) { cursor in
      var starts: [ValueCursor] = []
      repeat {
        starts.append(cursor)
        guard same(sides[0], &cursor) != nil else { return nil }
      } while !cursor.isAtEnd && starts.count < 4
      let order = [[0, 0, 0, 0], [0, 1, 0, 1], [0, 1, 2, 1], [0, 1, 2, 3]][starts.count - 1]
      var expansions: [Expansion] = []
      for (side, index) in order.enumerated() {
        var start = starts[index]
        guard let values = same(sides[side], &start) else { return nil }
        expansions += values
      }
      return expansions
    }
  }

  /// One or two values, the second equal to the first when missing.
  static func pair(
    _ name: String, _ first: String, _ second: String, separator: Bool = false
  ) -> Shorthand {
    let (first, second) = (targets(first), targets(second))
    return Shorthand(name: name, targets: first + second) { cursor in
      var start = cursor
      guard let a = same(first, &cursor) else { return nil }
      if !cursor.isAtEnd { start = cursor }
      guard let b = same(second, &start) else { return nil }
      cursor = start
      return a + b
    }
  }

  /// Values in any order, each at most once; what is missing becomes initial.
  ///
  /// Each group holds longhands that share a value.
  static func anyOrder(_ name: String, _ groups: [[String]]) -> Shorthand {
    let groups = groups.map { $0.flatMap(targets) }
    return Shorthand(name: name, targets: groups.flatMap { $0 }) { anyOrder(groups, &$0) }
  }

  static func anyOrder(_ groups: [[Target]], _ cursor: inout ValueCursor) -> [Expansion]? {
    var found: [[Expansion]?] = groups.map { _ in nil }
    scan: while !cursor.isAtEnd {
      for (index, group) in groups.enumerated() where found[index] == nil {
        var copy = cursor
        guard let values = same(group, &copy) else { continue }
        found[index] = values
        cursor = copy
        continue scan
      }
      break
    }
    guard found.contains(where: { $0 != nil }) else { return nil }
    return zip(groups, found).flatMap { group, values in
      values ?? group.map { Expansion(target: $0, value: .initial) }
    }
  }

  static func initial(_ names: [String]) -> [Expansion] {
    names.flatMap(targets).map { Expansion(target: $0, value: .initial) }
  }

  /// A value made by a setter of a shorthand's own.
  static func set(_ name: String, _ setter: @escaping Setter) -> [Expansion] {
    targets(name).map { Expansion(target: $0, value: .setter(setter)) }
  }
}

/// Logical names of horizontal text: the block axis is vertical always, the inline axis follows
/// the direction.
enum LogicalNames {
  /// The physical names in left-to-right and right-to-left text.
  static func physical(_ name: String) -> (ltr: String, rtl: String)? { table[name] }

  private static let table: [String: (ltr: String, rtl: String)] = {
    var table: [String: (ltr: String, rtl: String)] = [
      "inline-size": ("width", "width"), "block-size": ("height", "height"),
      "min-inline-size": ("min-width", "min-width"),
      "min-block-size": ("min-height", "min-height"),
      "max-inline-size": ("max-width", "max-width"),
      "max-block-size": ("max-height", "max-height"),
      "overflow-inline": ("overflow-x", "overflow-x"),
      "overflow-block": ("overflow-y", "overflow-y"),
      "border-start-start-radius": ("border-top-left-radius", "border-top-right-radius"),
      "border-start-end-radius": ("border-top-right-radius", "border-top-left-radius"),
      "border-end-start-radius": ("border-bottom-left-radius", "border-bottom-right-radius"),
      "border-end-end-radius": ("border-bottom-right-radius", "border-bottom-left-radius"),
    ]
    let sides = [
      ("block-start", "top", "top"), ("block-end", "bottom", "bottom"),
      ("inline-start", "left", "right"), ("inline-end", "right", "left"),
    ]
    for (logical, ltr, rtl) in sides {
      for box in ["margin", "padding"] {
        table["\(box)-\(logical)"] = ("\(box)-\(ltr)", "\(box)-\(rtl)")
      }
      table["inset-\(logical)"] = (ltr, rtl)
      for part in ["width", "style", "color"] {
        table["border-\(logical)-\(part)"] = ("border-\(ltr)-\(part)", "border-\(rtl)-\(part)")
      }
    }
    return table
  }()

  /// Every logical longhand name, in a fixed order.
  static let all: [String] = table.keys.sorted()
}
