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
      builder.paint.backgroundColor = color?.computed(builder) ?? .transparent
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
    let (x, y) = (ListValue(items: positions.map(\.x)), ListValue(items: positions.map(\.y)))
    return ShorthandForm.set("background-position-x") {
      $0.backgroundLists.positionsX = x.computed($0)
    }
      + ShorthandForm.set("background-position-y") {
        $0.backgroundLists.positionsY = y.computed($0)
      }
  }

  private static func expansions(_ layers: [Layer]) -> [Shorthand.Expansion] {
    let images = ListValue(items: layers.map { $0.image ?? .none })
    let sizes = ListValue(items: layers.map { $0.size ?? .keyword(.auto) })
    let repeats = layers.map { $0.repetition ?? BackgroundLists.Repetition() }
    let origins = layers.map { $0.boxes.first ?? .paddingBox }
    let clips = layers.map { $0.boxes.last ?? .borderBox }
    let start = PositionValue(x: PositionAxis(), y: PositionAxis())
    return placement(layers.map { $0.position ?? start })
      + ShorthandForm.set("background-image") {
        $0.backgroundLists.images = images.computed($0)
      }
      + ShorthandForm.set("background-size") { $0.backgroundLists.sizes = sizes.computed($0) }
      + ShorthandForm.set("background-repeat") { $0.backgroundLists.repeats = repeats }
      + ShorthandForm.set("background-origin") { $0.backgroundLists.origins = origins }
      + ShorthandForm.set("background-clip") { $0.backgroundLists.clips = clips }
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
