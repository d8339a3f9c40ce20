public import JSON

/// What changed between two texts, line by line.
public struct TextDifference: Hashable, Sendable {
  public enum Line: Hashable, Sendable {
    case same(String)
    case removed(String)
    case added(String)
  }

  /// Changed lines with up to two unchanged ones around them; nil stands between two places.
  public private(set) var lines: [Line?]

  public var isEmpty: Bool { lines.isEmpty }

  /// Texts above this many lines a side are taken as wholly replaced beyond their common ends.
  private static let longest = 4000
  private static let context = 2

  public init(from old: [String], to new: [String]) {
    lines = Self.shown(Self.script(old, new))
  }

  /// The shortest way from one to the other, common ends first, by longest common subsequence.
  private static func script(_ old: [String], _ new: [String]) -> [Line] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    let a = Array(old[head..<(old.count - tail)])
    let b = Array(new[head..<(new.count - tail)])
    let middle: [Line] =
      a.count > longest || b.count > longest
      ? a.map { .removed($0) } + b.map { .added($0) } : common(a, b)
    return old.prefix(head).map { .same($0) } + middle + old.suffix(tail).map { .same($0) }
  }

  private static func common(_ a: [String], _ b: [String]) -> [Line] {
    let width = b.count + 1
    var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        lengths[i * width + j] =
          a[i] == b[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if i < a.count, j < b.count, a[i] == b[j] {
        lines.append(.same(a[i]))
        (i, j) = (i + 1, j + 1)
      } else if j == b.count
        || i < a.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]
      {
        lines.append(.removed(a[i]))
        i += 1
      } else {
        lines.append(.added(b[j]))
        j += 1
      }
    }
    return lines
  }

  /// The changed lines with what stands around them.
  private static func shown(_ script: [Line]) -> [Line?] {
    var isShown = [Bool](repeating: false, count: script.count)
    for (index, line) in script.enumerated() {
      if case .same = line { continue }
      for near in max(0, index - context)...min(script.count - 1, index + context) {
        isShown[near] = true
      }
    }
    var lines: [Line?] = []
    var isGap = false
    for (line, isShown) in zip(script, isShown) {
      if isShown {
        if isGap, !lines.isEmpty { lines.append(nil) }
        lines.append(line)
      }
      isGap = !isShown
    }
    return lines
  }

  // MARK: Printing

  /// In the manner of `diff -u`, without its heads.
  public var text: String {
    lines.map { line in
      switch line {
      case nil: "…"
      case .same(let text): "  " + text
      case .removed(let text): "- " + text
      case .added(let text): "+ " + text
      }
    }.joined(separator: "\n")
  }

  public var removed: [String] {
    lines.compactMap { if case .removed(let text) = $0 { text } else { nil } }
  }

  public var added: [String] {
    lines.compactMap { if case .added(let text) = $0 { text } else { nil } }
  }

  public var json: JSONValue {
    [
      "removed": .array(removed.map { .string($0) }), "added": .array(added.map { .string($0) }),
      "text": .string(text),
    ]
  }
}
