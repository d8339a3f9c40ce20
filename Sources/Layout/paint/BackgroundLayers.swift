import CSS
import Geometry

#if canImport(Glibc)
  import Glibc
#endif

extension Painter {
  /// One background image, sized, placed and repeated (CSS Backgrounds 3, 3.8 and 3.9).
  mutating func paintLayer(_ layer: BackgroundLayer, positioning: Rect, clip: Shape) {
    guard clip.rect.width > 0, clip.rect.height > 0, positioning.width > 0,
      positioning.height > 0
    else { return }
    var natural: Size?
    if case .url(let source) = layer.image {
      natural = pass.imageSize(source)
      if natural == nil { return }
    }
    if case .none = layer.image { return }
    let size = layer.tileSize(area: positioning.size, natural: natural)
    guard size.width > 0, size.height > 0 else { return }
    let origin = Point(
      x: positioning.x
        + layer.positionX.resolved(against: positioning.width - size.width),
      y: positioning.y
        + layer.positionY.resolved(against: positioning.height - size.height))
    let first = Rect(origin: origin, size: size)
    let tiles = layer.tiles(first, over: clip.rect)
    if case .url(let source) = layer.image, let drawing = pass.drawing(source) {
      let range = sheets.pages(from: clip.rect.y, to: clip.rect.maxY)
      sheets.addToAll(range) { .clip(clip.offset(by: $0)) }
      for tile in tiles { paintDrawing(drawing, in: tile, clip: nil) }
      sheets.addToAll(range) { _ in .restore }
      return
    }
    if case .url(let source) = layer.image, tiles.count > 16 {
      paintPattern(source, first, over: layer.tiledArea(first, over: clip.rect), clip: clip)
      return
    }
    sheets.paint(over: clip.rect) { sheets, page, offset in
      let covers = tiles.count == 1 && tiles[0].covers(clip.rect)
      if !covers || layer.isImage { sheets.add(.clip(clip.offset(by: offset)), to: page) }
      for tile in tiles {
        let shape = covers && !layer.isImage ? clip : Shape(tile)
        layer.draw(tile.offset(by: offset), shape.offset(by: offset), into: &sheets, page)
      }
      if !covers || layer.isImage { sheets.add(.restore, to: page) }
    }
  }

  /// One picture that repeats, however small its tiles are.
  private mutating func paintPattern(
    _ source: String, _ tile: Rect, over area: Rect, clip: Shape
  ) {
    sheets.paint(over: clip.rect) { sheets, page, offset in
      sheets.add(.clip(clip.offset(by: offset)), to: page)
      sheets.add(
        .image(
          PlacedImage(
            source: source, rect: area.offset(by: offset), tile: tile.offset(by: offset),
            structure: 0)), to: page)
      sheets.add(.restore, to: page)
    }
  }
}

extension BackgroundLayer {
  fileprivate var isImage: Bool {
    if case .url = image { return true }
    return false
  }

  fileprivate func tileSize(area: Size, natural: Size?) -> Size {
    let ratio = natural.flatMap { $0.height > 0 ? $0.width / $0.height : nil }
    switch size {
    case .auto: return natural ?? area
    case .cover, .contain:
      guard let natural, natural.width > 0, natural.height > 0 else { return area }
      let scales = (area.width / natural.width, area.height / natural.height)
      let scale = size == .cover ? max(scales.0, scales.1) : min(scales.0, scales.1)
      return Size(width: natural.width * scale, height: natural.height * scale)
    case .size(let width, let height):
      let w = width?.resolved(against: area.width)
      let h = height?.resolved(against: area.height)
      switch (w, h) {
      case (let w?, let h?): return Size(width: w, height: h)
      case (let w?, nil): return Size(width: w, height: ratio.map { w / $0 } ?? area.height)
      case (nil, let h?): return Size(width: ratio.map { h * $0 } ?? area.width, height: h)
      case (nil, nil): return natural ?? area
      }
    }
  }

  /// Where tiles stand: the area, or one row or column of it.
  fileprivate func tiledArea(_ first: Rect, over area: Rect) -> Rect {
    let x = repeatX == .noRepeat ? (first.x, first.width) : (area.x, area.width)
    let y = repeatY == .noRepeat ? (first.y, first.height) : (area.y, area.height)
    return Rect(x: x.0, y: y.0, width: x.1, height: y.1)
  }

  /// The tiles that meet an area, at most a few thousand.
  fileprivate func tiles(_ first: Rect, over area: Rect) -> [Rect] {
    func starts(_ start: Double, _ size: Double, _ low: Double, _ high: Double, _ rule: Repeat)
      -> [Double]
    {
      guard rule != .noRepeat else { return [start] }
      let begin = start - ((start - low) / size).rounded(.up) * size
      let count = Int(min(max(1, ((high - begin) / size).rounded(.up)), 400))
      return (0..<count).map { begin + Double($0) * size }
    }
    let xs = starts(first.x, first.width, area.x, area.maxX, repeatX)
    let ys = starts(first.y, first.height, area.y, area.maxY, repeatY)
    return ys.prefix(max(1, 10_000 / max(1, xs.count))).flatMap { y in
      xs.map { Rect(x: $0, y: y, width: first.width, height: first.height) }
    }
  }

  fileprivate func draw(_ tile: Rect, _ shape: Shape, into sheets: inout Sheets, _ page: Int) {
    switch image {
    case .none: return
    case .url(let source):
      sheets.add(.image(PlacedImage(source: source, rect: tile, structure: 0)), to: page)
    case .linearGradient(let gradient):
      sheets.add(.fill(shape, gradient.paint(in: tile)), to: page)
    case .radialGradient(let gradient):
      sheets.add(.fill(shape, gradient.paint(in: tile)), to: page)
    }
  }
}

extension Rect {
  fileprivate func covers(_ other: Rect) -> Bool {
    x <= other.x + 0.01 && y <= other.y + 0.01 && maxX >= other.maxX - 0.01
      && maxY >= other.maxY - 0.01
  }
}

extension LinearGradient {
  /// Axis and stops in a box (CSS Images 3, 3.1).
  fileprivate func paint(in rect: Rect) -> Paint {
    let center = Point(x: rect.x + rect.width / 2, y: rect.y + rect.height / 2)
    var dx = 0.0
    var dy = 0.0
    switch line {
    case .angle(let angle): (dx, dy) = (sin(angle), -cos(angle))
    case .corner(let x, let y):
      if x == 0 || y == 0 {
        (dx, dy) = (Double(x), Double(y))
      } else {
        // The 50 % line goes through the two other corners.
        let length = (rect.width * rect.width + rect.height * rect.height).squareRoot()
        (dx, dy) = (Double(x) * rect.height / length, Double(y) * rect.width / length)
      }
    }
    let half = (abs(rect.width * dx) + abs(rect.height * dy)) / 2
    let start = Point(x: center.x - dx * half, y: center.y - dy * half)
    let end = Point(x: center.x + dx * half, y: center.y + dy * half)
    return .linear(
      start: start, end: end, stops: GradientStop.resolve(stops, length: 2 * half),
      repeats: isRepeating)
  }
}

extension RadialGradient {
  /// `farthest-corner`, the default size (CSS Images 3, 3.2).
  fileprivate func paint(in rect: Rect) -> Paint {
    let x = centerX.resolved(against: rect.width)
    let y = centerY.resolved(against: rect.height)
    let far = Size(width: max(x, rect.width - x), height: max(y, rect.height - y))
    var radiusX = far.width * 2.0.squareRoot()
    var radiusY = far.height * 2.0.squareRoot()
    if isCircle {
      radiusX = (far.width * far.width + far.height * far.height).squareRoot()
      radiusY = radiusX
    }
    return .radial(
      center: Point(x: rect.x + x, y: rect.y + y), radiusX: radiusX, radiusY: radiusY,
      stops: GradientStop.resolve(stops, length: radiusX), repeats: isRepeating)
  }
}

extension GradientStop {
  /// Positions for all stops, ascending (CSS Images 3, 3.4.3).
  fileprivate static func resolve(_ stops: [GradientStop], length: Double) -> [Paint.Stop] {
    guard !stops.isEmpty else { return [] }
    var offsets = stops.map { stop in
      stop.position.map { length > 0 ? $0.resolved(against: length) / length : 0 }
    }
    if offsets[0] == nil { offsets[0] = 0 }
    if offsets[offsets.count - 1] == nil { offsets[offsets.count - 1] = 1 }
    var highest = -Double.infinity
    for index in offsets.indices {
      guard let offset = offsets[index] else { continue }
      highest = max(highest, offset)
      offsets[index] = highest
    }
    var last = 0
    for index in offsets.indices.dropFirst() {
      guard let end = offsets[index], let start = offsets[last] else { continue }
      for between in (last + 1)..<max(last + 1, index) {
        offsets[between] = start + (end - start) * Double(between - last) / Double(index - last)
      }
      last = index
    }
    return zip(stops, offsets).map { Paint.Stop(offset: $1 ?? 0, color: $0.color) }
  }
}
