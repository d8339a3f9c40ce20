import Layout

/// Paragraphs shaped before: variants of one resume share nearly all of theirs.
///
/// Bounded in two generations: when the young one is full, the old one is dropped.
struct ShapingMemo {
  struct Run: Hashable {
    var end: Int32
    var style: Int32
  }

  struct Key: Hashable {
    var text: String
    var runs: [Run]
    var isRightToLeft: Bool

    /// By bytes: runs and clusters count them, and texts that Unicode holds for equal have others.
    static func == (a: Key, b: Key) -> Bool {
      guard a.runs == b.runs, a.isRightToLeft == b.isRightToLeft else { return false }
      var (one, other) = (a.text, b.text)
      return one.withUTF8 { one in other.withUTF8 { one.elementsEqual($0) } }
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(text)
      hasher.combine(runs)
    }
  }

  /// About 32 bytes each.
  private static let glyphLimit = 150_000
  private var young: [Key: ShapedParagraph] = [:]
  private var old: [Key: ShapedParagraph] = [:]
  private var glyphs = 0

  subscript(key: Key) -> ShapedParagraph? {
    mutating get {
      if let known = young[key] { return known }
      guard let known = old[key] else { return nil }
      insert(known, for: key)
      return known
    }
    set {
      if let newValue { insert(newValue, for: key) }
    }
  }

  private mutating func insert(_ shaped: ShapedParagraph, for key: Key) {
    // An empty paragraph takes room too.
    glyphs += shaped.runs.reduce(16) { $0 + $1.glyphs.count }
    if glyphs > Self.glyphLimit {
      old = young
      young = [:]
      glyphs = 0
    }
    young[key] = shaped
  }
}
