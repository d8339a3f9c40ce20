/// The background's longhands; the layers are put together when all of them are known.
let backgroundProperties: [Longhand] = [
  .own(
    "background-color", computing: Grammars.color, { $0.paint.backgroundColor = $1 },
    { $0.paint.backgroundColor }),
  .own(
    "background-image", computing: each { $0.image() }, { $0.backgroundLists.images = $1 },
    { $0.paint.backgroundLayers.map(\.image) }),
  .own(
    "background-position-x", computing: each(BackgroundGrammar.horizontal),
    { $0.backgroundLists.positionsX = $1 }, { $0.paint.backgroundLayers.map(\.positionX) }),
  .own(
    "background-position-y", computing: each(BackgroundGrammar.vertical),
    { $0.backgroundLists.positionsY = $1 }, { $0.paint.backgroundLayers.map(\.positionY) }),
  .own(
    "background-size", computing: each(BackgroundGrammar.size), { $0.backgroundLists.sizes = $1 },
    { $0.paint.backgroundLayers.map(\.size) }),
  .own(
    "background-repeat", commaSeparated(BackgroundGrammar.repetition),
    { $0.backgroundLists.repeats = $1 }, { $0.paint.backgroundLayers.map(\.repetition) }),
  .own(
    "background-origin", commaSeparated(BackgroundGrammar.box),
    { $0.backgroundLists.origins = $1 }, { $0.paint.backgroundLayers.map(\.origin) }),
  .own(
    "background-clip", commaSeparated(BackgroundGrammar.box), { $0.backgroundLists.clips = $1 },
    { $0.paint.backgroundLayers.map(\.clip) }),
]

/// A comma-separated list of values that need the element.
struct ListValue<Item: Computable>: Computable {
  var items: [Item]

  func computed(_ builder: borrowing StyleBuilder) -> [Item.Computed] {
    var result: [Item.Computed] = []
    for item in items { result.append(item.computed(builder)) }
    return result
  }
}

private func each<Item: Computable>(
  _ grammar: @escaping Grammar<Item>
) -> Grammar<ListValue<Item>> {
  let list = commaSeparated(grammar)
  return { list(&$0).map(ListValue.init) }
}

extension StyleBuilder {
  var backgroundLists: BackgroundLists {
    get { backgrounds ?? BackgroundLists() }
    set { backgrounds = newValue }
  }
}

/// Computed lists of each background property, before they are zipped into layers.
struct BackgroundLists: Sendable {
  struct Repetition: Sendable {
    var x = BackgroundLayer.Repeat.repeat
    var y = BackgroundLayer.Repeat.repeat
  }

  var images: [BackgroundImage] = []
  var positionsX: [LengthPercentage] = []
  var positionsY: [LengthPercentage] = []
  var sizes: [BackgroundLayer.Extent] = []
  var repeats: [Repetition] = []
  var origins: [BackgroundLayer.Box] = []
  var clips: [BackgroundLayer.Box] = []

  /// One layer for each image that is drawn; shorter lists start again (Backgrounds 3, 2.1).
  var layers: [BackgroundLayer] {
    var result: [BackgroundLayer] = []
    for (index, image) in images.enumerated() where image != .none {
      var layer = BackgroundLayer(image: image)
      layer.positionX = Self.cycled(positionsX, index) ?? layer.positionX
      layer.positionY = Self.cycled(positionsY, index) ?? layer.positionY
      layer.size = Self.cycled(sizes, index) ?? layer.size
      layer.repetition = Self.cycled(repeats, index) ?? layer.repetition
      layer.origin = Self.cycled(origins, index) ?? layer.origin
      layer.clip = Self.cycled(clips, index) ?? layer.clip
      result.append(layer)
    }
    return result
  }

  private static func cycled<Value>(_ values: [Value], _ index: Int) -> Value? {
    values.isEmpty ? nil : values[index % values.count]
  }
}

extension BackgroundLayer {
  fileprivate var repetition: BackgroundLists.Repetition {
    get { BackgroundLists.Repetition(x: repeatX, y: repeatY) }
    set { (repeatX, repeatY) = (newValue.x, newValue.y) }
  }
}

/// A specified `background-size`.
enum ExtentValue: Computable {
  case keyword(BackgroundLayer.Extent)
  case size(LengthValue?, LengthValue?)

  func computed(_ builder: borrowing StyleBuilder) -> BackgroundLayer.Extent {
    switch self {
    case .keyword(let extent): extent
    case .size(nil, nil): .auto
    case .size(let width, let height):
      .size(width?.computed(builder.lengths), height?.computed(builder.lengths))
    }
  }
}

enum BackgroundGrammar {
  static let horizontal: Grammar<PositionAxis> = {
    axis(&$0, start: "left", end: "right")
  }

  static let vertical: Grammar<PositionAxis> = {
    axis(&$0, start: "top", end: "bottom")
  }

  private static func axis(
    _ cursor: inout ValueCursor, start: String, end: String
  ) -> PositionAxis? {
    if cursor.keyword("center") { return .center }
    if cursor.keyword(start) { return PositionAxis(offset: cursor.length() ?? .zero) }
    if cursor.keyword(end) {
      return PositionAxis(base: 100, offset: cursor.length() ?? .zero, isReversed: true)
    }
    return cursor.length().map { PositionAxis(offset: $0) }
  }

  private static let extents: Keywords<BackgroundLayer.Extent> = [
    "cover": .cover, "contain": .contain,
  ]

  static let size: Grammar<ExtentValue> = { cursor in
    if let extent = cursor.keyword(extents) { return .keyword(extent) }
    guard let width = sizeSide(&cursor) else { return nil }
    guard let height = sizeSide(&cursor) else { return .size(width, nil) }
    return .size(width, height)
  }

  private static func sizeSide(_ cursor: inout ValueCursor) -> LengthValue?? {
    if cursor.keyword("auto") { return .some(nil) }
    return cursor.length(negative: false).map(Optional.some)
  }

  private static let repeats: Keywords<BackgroundLayer.Repeat> = [
    "repeat": .repeat, "no-repeat": .noRepeat, "space": .space, "round": .round,
  ]

  static let repetition: Grammar<BackgroundLists.Repetition> = { cursor in
    if cursor.keyword("repeat-x") { return BackgroundLists.Repetition(y: .noRepeat) }
    if cursor.keyword("repeat-y") { return BackgroundLists.Repetition(x: .noRepeat) }
    guard let x = cursor.keyword(repeats) else { return nil }
    return BackgroundLists.Repetition(x: x, y: cursor.keyword(repeats) ?? x)
  }

  static let box: Grammar<BackgroundLayer.Box> = keywords([
    "border-box": .borderBox, "padding-box": .paddingBox, "content-box": .contentBox,
  ])
}
