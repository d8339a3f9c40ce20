/// The background's longhands; the layers are put together when all of them are known.
let backgroundProperties: [Longhand] = [
  .paint("background-color", \.backgroundColor, computing: Grammars.color),
  .background("background-image", \.images, { $0.image() }, { $0.computed($1) }, \.image),
  .background(
    "background-position-x", \.positionsX, BackgroundGrammar.horizontal, { $0.computed($1) },
    \.positionX),
  .background(
    "background-position-y", \.positionsY, BackgroundGrammar.vertical, { $0.computed($1) },
    \.positionY),
  .background(
    "background-size", \.sizes, BackgroundGrammar.size, { $0.computed($1) }, \.size),
  .background(
    "background-repeat", \.repeats, BackgroundGrammar.repetition, { value, _ in value },
    \.repetition),
  .background(
    "background-origin", \.origins, BackgroundGrammar.box, { value, _ in value }, \.origin),
  .background("background-clip", \.clips, BackgroundGrammar.box, { value, _ in value }, \.clip),
]

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

extension Longhand {
  /// A comma-separated list, one value for each layer.
  fileprivate static func background<Parsed: Sendable, Value>(
    _ name: String, _ path: Path<BackgroundLists, [Value]>,
    _ grammar: @escaping Grammar<Parsed>,
    _ compute: @escaping @Sendable (Parsed, borrowing StyleBuilder) -> Value,
    _ source: ReadPath<BackgroundLayer, Value>
  ) -> Longhand {
    let list = commaSeparated(grammar)
    return Longhand(
      name: name, inherits: false,
      parse: { cursor in
        guard let parsed = list(&cursor) else { return nil }
        return { builder in
          var values: [Value] = []
          for value in parsed { values.append(compute(value, builder)) }
          var lists = builder.backgrounds ?? BackgroundLists()
          lists[keyPath: path] = values
          builder.backgrounds = lists
        }
      },
      copy: { builder, style in
        var lists = builder.backgrounds ?? BackgroundLists()
        lists[keyPath: path] = style.paint.backgroundLayers.map { $0[keyPath: source] }
        builder.backgrounds = lists
      })
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

  static let size: Grammar<ExtentValue> = { cursor in
    if let extent = cursor.keyword(["cover": BackgroundLayer.Extent.cover, "contain": .contain]) {
      return .keyword(extent)
    }
    guard let width = sizeSide(&cursor) else { return nil }
    guard let height = sizeSide(&cursor) else { return .size(width, nil) }
    return .size(width, height)
  }

  private static func sizeSide(_ cursor: inout ValueCursor) -> LengthValue?? {
    if cursor.keyword("auto") { return .some(nil) }
    return cursor.length(negative: false).map(Optional.some)
  }

  static let repetition: Grammar<BackgroundLists.Repetition> = { cursor in
    if cursor.keyword("repeat-x") { return BackgroundLists.Repetition(y: .noRepeat) }
    if cursor.keyword("repeat-y") { return BackgroundLists.Repetition(x: .noRepeat) }
    let names: [String: BackgroundLayer.Repeat] = [
      "repeat": .repeat, "no-repeat": .noRepeat, "space": .space, "round": .round,
    ]
    guard let x = cursor.keyword(names) else { return nil }
    return BackgroundLists.Repetition(x: x, y: cursor.keyword(names) ?? x)
  }

  static let box: Grammar<BackgroundLayer.Box> = keywords([
    "border-box": .borderBox, "padding-box": .paddingBox, "content-box": .contentBox,
  ])
}
