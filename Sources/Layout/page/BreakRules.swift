import CSS

/// What stands between two siblings (CSS Break 3, 3.1 and 4.1).
enum BreakBetweenSiblings: Equatable {
  case allowed
  case avoided
  /// nil for any page; otherwise whether the page must be a right one.
  case forced(right: Bool?)
}

extension Fragment {
  /// `break-before` with what its first children ask for.
  var breakBefore: BreakBetween {
    let own = box.isAnonymous ? .auto : box.style.fragmentation.breakBefore
    if own.isForced { return own }
    var inner = BreakBetween.auto
    if case .stack = flow, let first = children.first(where: { $0.isInFlowFragment }) {
      inner = first.breakBefore
    } else if case .rows(let ranges) = flow, let range = ranges.first {
      inner = children[range].map(\.breakBefore).first { $0.isForced } ?? .auto
    }
    return inner == .auto || (own != .auto && !inner.isForced) ? own : inner
  }

  /// `break-after` with what its last children ask for.
  var breakAfter: BreakBetween {
    let own = box.isAnonymous ? .auto : box.style.fragmentation.breakAfter
    if own.isForced { return own }
    var inner = BreakBetween.auto
    if case .stack = flow, let last = children.last(where: { $0.isInFlowFragment }) {
      inner = last.breakAfter
    }
    return inner == .auto || (own != .auto && !inner.isForced) ? own : inner
  }

  func breakBetween(_ next: Fragment) -> BreakBetweenSiblings {
    let after = breakAfter
    let before = next.breakBefore
    if before.isForced { return .forced(right: before.side) }
    if after.isForced { return .forced(right: after.side) }
    return after.isAvoided || before.isAvoided ? .avoided : .allowed
  }

  var avoidsBreakInside: Bool {
    guard !box.isAnonymous else { return false }
    let inside = box.style.fragmentation.breakInside
    return inside == .avoid || inside == .avoidPage
  }

  /// Takes part in the sequence of its siblings.
  var isInFlowFragment: Bool { box.isInFlow && placeholder == nil }
}

extension BreakBetween {
  var isForced: Bool {
    switch self {
    case .page, .left, .right, .recto, .verso: true
    case .auto, .avoid, .column, .avoidPage, .avoidColumn: false
    }
  }

  var isAvoided: Bool { self == .avoid || self == .avoidPage }

  /// Whether the next page must be a right one; nil where any page will do.
  var side: Bool? {
    switch self {
    case .right, .recto: true
    case .left, .verso: false
    default: nil
    }
  }
}
