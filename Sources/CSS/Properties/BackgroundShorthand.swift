import Geometry

/// `background` and `background-position`.
enum BackgroundShorthand {
  private struct Layer: Sendable {
    var image: ImageValue?
    var position: PositionValue?
    var size: ExtentValue?
    var repetition: BackgroundLists.Repetition?
    var boxes: [BackgroundLayer.Box] = []
    var hasAttachment = false
    var color: ColorValue?
  }

  private static let names = [
    "background-color", "background-image", "background-position-x", "background-position-y",
    "background-size", "background-repeat", "background-origin", "background-clip",
  ]

  static let background = Shorthand(
    name: "background", targets: names.flatMap(ShorthandForm.targets)
  ) { cursor in
    var layers: [Layer] = []
    repeat {
      guard layers.count < 256, let layer = layer(&cursor) else { return nil }
      // Only the last layer may have a colour.
      if layers.last?.color != nil { return nil }
      layers.append(layer)
    } while cursor.comma()
    let color = layers.last?.color
    let setColor = ShorthandForm.set("background-color") { builder in
      builder.set(\.paint, \.backgroundColor, color?.computed(builder) ?? .transparent)
    }
    let needsLists = layers.count > 1 || layers[0].image != nil || !layers[0].boxes.isEmpty
    guard needsLists else {
      return setColor + ShorthandForm.initial(Array(names.dropFirst()))
    }
    return setColor + expansions(layers)
  }

  static let position = Shorthand(
    name: "background-position",
    targets: ["background-position-x", "background-position-y"].flatMap(ShorthandForm.targets)
  ) { cursor in
    guard let positions = commaSeparated({ $0.positionValue() })(&cursor) else { return nil }
    return placement(positions)
  }

  private static func placement(_ positions: [PositionValue]) -> [Shorthand.Expansion] {
    ShorthandForm.set("background-position-x") { builder in
      var values: [LengthPercentage] = []
      for position in positions { values.append(position.x.computed(builder)) }
      builder.setBackground(\.positionsX, values)
    }
      + ShorthandForm.set("background-position-y") { builder in
        var values: [LengthPercentage] = []
        for position in positions { values.append(position.y.computed(builder)) }
        builder.setBackground(\.positionsY, values)
      }
  }

  private static func expansions(_ layers: [Layer]) -> [Shorthand.Expansion] {
    let images = layers.map { $0.image ?? .none }
    let sizes = layers.map { $0.size ?? .keyword(.auto) }
    let repeats = layers.map { $0.repetition ?? BackgroundLists.Repetition() }
    let origins = layers.map { $0.boxes.first ?? .paddingBox }
    let clips = layers.map { $0.boxes.last ?? .borderBox }
    let start = PositionValue(x: PositionAxis(), y: PositionAxis())
    return placement(layers.map { $0.position ?? start })
      + ShorthandForm.set("background-image") { builder in
        var values: [BackgroundImage] = []
        for image in images { values.append(image.computed(builder)) }
        builder.setBackground(\.images, values)
      }
      + ShorthandForm.set("background-size") { builder in
        var values: [BackgroundLayer.Extent] = []
        for size in sizes { values.append(size.computed(builder)) }
        builder.setBackground(\.sizes, values)
      }
      + ShorthandForm.set("background-repeat") { $0.setBackground(\.repeats, repeats) }
      + ShorthandForm.set("background-origin") { $0.setBackground(\.origins, origins) }
      + ShorthandForm.set("background-clip") { $0.setBackground(\.clips, clips) }
  }

  private static func layer(_ cursor: inout ValueCursor) -> Layer? {
    var layer = Layer()
    var isEmpty = true
    while !cursor.isAtEnd, read(&layer, &cursor) { isEmpty = false }
    return isEmpty ? nil : layer
  }

  private static func read(_ layer: inout Layer, _ cursor: inout ValueCursor) -> Bool {
    if layer.image == nil, let image = cursor.image() {
      layer.image = image
    } else if layer.position == nil, let position = cursor.positionValue() {
      layer.position = position
      if cursor.slash() {
        guard let size = BackgroundGrammar.size(&cursor) else { return false }
        layer.size = size
      }
    } else if layer.repetition == nil, let value = BackgroundGrammar.repetition(&cursor) {
      layer.repetition = value
    } else if layer.boxes.count < 2, let box = BackgroundGrammar.box(&cursor) {
      layer.boxes.append(box)
    } else if !layer.hasAttachment, cursor.keyword(["scroll", "fixed", "local"]) != nil {
      layer.hasAttachment = true
    } else if layer.color == nil, let color = cursor.color() {
      layer.color = color
    } else {
      return false
    }
    return true
  }
}

extension StyleBuilder {
  mutating func setBackground<Value>(
    _ path: WritableKeyPath<BackgroundLists, [Value]>, _ values: [Value]
  ) {
    var lists = backgrounds ?? BackgroundLists()
    lists[keyPath: path] = values
    backgrounds = lists
  }
}
