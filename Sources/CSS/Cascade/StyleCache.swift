/// Styles by what they were computed from, so that equal elements share one.
struct StyleCache {
  private struct Entry {
    let parent: ComputedStyle
    let blocks: [MatchedBlock]
    let surroundings: StyleBuilder.Surroundings
    let style: ComputedStyle
  }

  private var entries: [UInt64: [Entry]] = [:]

  func style(
    _ blocks: [MatchedBlock], _ parent: ComputedStyle,
    _ surroundings: StyleBuilder.Surroundings
  ) -> ComputedStyle? {
    guard let candidates = entries[hash(blocks, parent)] else { return nil }
    for entry in candidates
    where entry.parent === parent && entry.surroundings == surroundings && entry.blocks == blocks {
      return entry.style
    }
    return nil
  }

  mutating func insert(
    _ style: ComputedStyle, _ blocks: [MatchedBlock], _ parent: ComputedStyle,
    _ surroundings: StyleBuilder.Surroundings
  ) {
    entries[hash(blocks, parent), default: []].append(
      Entry(parent: parent, blocks: blocks, surroundings: surroundings, style: style))
  }

  private func hash(_ blocks: [MatchedBlock], _ parent: ComputedStyle) -> UInt64 {
    var hash = UInt64(UInt(bitPattern: ObjectIdentifier(parent)))
    for block in blocks {
      let id =
        UInt64(UInt32(bitPattern: block.sheet)) << 32 | UInt64(UInt32(bitPattern: block.block))
      hash = (hash ^ id) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }
}
