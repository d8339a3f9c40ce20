import Archive

/// How text looks, as far as that decides whether it is seen.
struct Look {
  /// Red, green and blue; nil for automatic.
  var color: (UInt8, UInt8, UInt8)?
  var background: (UInt8, UInt8, UInt8)?
  /// In points.
  var size: Double?
  var isHidden = false
  var isBold = false

  /// Why nobody can see such text; nil when one can.
  var reason: String? {
    if isHidden { return "set as hidden" }
    if let size, size < 3.5 { return "in letters of \(size) pt" }
    let paper = background ?? (255, 255, 255)
    // Automatic text is black on light and white on dark.
    guard let color else { return nil }
    let distance = [
      Int(color.0) - Int(paper.0), Int(color.1) - Int(paper.1), Int(color.2) - Int(paper.2),
    ].map(abs).max()
    return (distance ?? 255) < 24 ? "in the colour of its background" : nil
  }

  static func color(_ text: String?) -> (UInt8, UInt8, UInt8)? {
    guard var text, text.count >= 6 else { return nil }
    if text.hasPrefix("#") { text.removeFirst() }
    guard text.count == 6, let number = UInt32(text, radix: 16) else { return nil }
    return (UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255))
  }

  /// Reads a property of a run or of its paragraph mark (ECMA-376, 17.3.2).
  mutating func read(_ name: String, _ attributes: [XMLReader.Attribute]) {
    let value = attributes["val"]
    let isOn = !["0", "false", "off", "none"].contains(value ?? "")
    switch name {
    case "vanish", "specVanish": isHidden = isOn
    case "b": isBold = isOn
    case "color":
      color = Self.color(value)
      if ["background1", "light1"].contains(attributes["themeColor"] ?? "") {
        color = (255, 255, 255)
      }
    case "sz": size = value.flatMap { Double($0) }.map { $0 / 2 }
    case "w":
      if let scale = value.flatMap({ Int($0.filter(\.isNumber)) }), scale < 15 { isHidden = true }
    case "shd": background = Self.color(attributes["fill"]) ?? background
    case "highlight": background = Self.highlight(value) ?? background
    default: break
    }
  }

  private static func highlight(_ name: String?) -> (UInt8, UInt8, UInt8)? {
    switch name {
    case nil, "none": nil
    case "white": (255, 255, 255)
    case "yellow": (255, 255, 0)
    case "lightGray": (192, 192, 192)
    case "cyan": (0, 255, 255)
    case "green": (0, 255, 0)
    default: (64, 64, 64)
    }
  }
}

/// A style of a Word document with all that it is based on.
struct WordStyle {
  var look = Look()
  var heading: Int?
  var isList = false
}

/// The styles of a Word document by id (`word/styles.xml`).
struct WordStyles {
  private var raw:
    [String: (base: String?, properties: [(String, [XMLReader.Attribute])], name: String)] = [:]
  private var resolved: [String: WordStyle] = [:]

  init() {}

  init(_ reader: XMLReader) throws(XMLError) {
    var reader = reader
    var id: String?
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes):
        if name.local == "style" {
          id = attributes["styleId"]
          if let id, raw.count < 4096 { raw[id] = (nil, [], id) }
        } else if let id {
          if name.local == "basedOn" { raw[id]?.base = attributes["val"] }
          if name.local == "name" { raw[id]?.name = attributes["val"] ?? id }
          raw[id]?.properties.append((name.local, attributes))
        }
      case .end(let name): if name.local == "style" { id = nil }
      case .text: break
      }
    }
    for id in raw.keys.sorted() { resolved[id] = resolve(id, depth: 0) }
  }

  subscript(id: String) -> WordStyle? { resolved[id] }

  private func resolve(_ id: String, depth: Int) -> WordStyle {
    guard depth < 16, let entry = raw[id] else { return WordStyle() }
    var style = entry.base.map { resolve($0, depth: depth + 1) } ?? WordStyle()
    for (name, attributes) in entry.properties {
      style.look.read(name, attributes)
      if name == "outlineLvl", let level = attributes["val"].flatMap({ Int($0) }), level < 9 {
        style.heading = level + 1
      }
      if name == "numPr" { style.isList = true }
    }
    let name = entry.name.lowercased()
    if name.hasPrefix("heading "), let level = name.last?.wholeNumberValue { style.heading = level }
    if name == "title" { style.heading = 1 }
    if name.hasPrefix("list") { style.isList = true }
    return style
  }
}
