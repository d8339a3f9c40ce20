/// Styles by what they were computed from, so that equal elements share one.
struct StyleCache {
  private struct Entry {
    let parent: ComputedStyle
    let blocks: [MatchedBlock]
    let surroundings: StyleBuilder.Surroundings
    let style: ComputedStyle
  }

  private var entries: [Entry] = []
  /// Chains by hash: the first entry of each slot, and the next one of each entry.
  private var heads = [Int32](repeating: -1, count: 64)
  private var links: [Int32] = []

  func style(
    _ blocks: [MatchedBlock], _ parent: ComputedStyle,
    _ surroundings: StyleBuilder.Surroundings
  ) -> ComputedStyle? {
    var position = heads[Int(truncatingIfNeeded: hash(blocks, parent)) & (heads.count - 1)]
    while position >= 0 {
      let entry = entries[Int(position)]
      if entry.parent === parent, entry.surroundings == surroundings, entry.blocks == blocks {
        return entry.style
      }
      position = links[Int(position)]
    }
    return nil
  }

  mutating func insert(
    _ style: ComputedStyle, _ blocks: [MatchedBlock], _ parent: ComputedStyle,
    _ surroundings: StyleBuilder.Surroundings
  ) {
    entries.append(
      Entry(parent: parent, blocks: blocks, surroundings: surroundings, style: style))
    links.append(-1)
    if entries.count > heads.count { return grow() }
    chain(entries.count - 1)
  }

  private mutating func chain(_ position: Int) {
    let entry = entries[position]
    let slot = Int(truncatingIfNeeded: hash(entry.blocks, entry.parent)) & (heads.count - 1)
    links[position] = heads[slot]
    heads[slot] = Int32(clamping: position)
  }

  private mutating func grow() {
    heads = Array(repeating: -1, count: heads.count * 2)
    for position in entries.indices { chain(position) }
  }

  private func hash(_ blocks: [MatchedBlock], _ parent: ComputedStyle) -> UInt64 {
    var hash = UInt64(UInt(bitPattern: ObjectIdentifier(parent)))
    for block in blocks {
      let id =
        UInt64(UInt32(bitPattern: block.sheet)) << 32 | UInt64(UInt32(bitPattern: block.block))
      hash = (hash ^ id) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash ^ hash >> 32
  }
}
