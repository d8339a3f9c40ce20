import Diagnostics

/// SVG and MathML inside HTML (13.2.6.5).
extension TreeBuilder {
  /// Whether the innermost element makes the token go by the rules of foreign content (13.2.6).
  func usesForeignRules(_ token: Token) -> Bool {
    let element = adjustedCurrent
    guard element.namespace != .html, !stack.isEmpty else { return false }
    switch token {
    case .end: return false
    case .text: return usesForeignTextRules
    case .startTag(let tag):
      if isHTMLIntegrationPoint(element) { return false }
      if isMathTextIntegrationPoint(element) {
        return tag.name == "mglyph" || tag.name == "malignmark"
      }
      return !(element.tag == .annotationXML && tag.tag == .svg)
    default: return true
    }
  }

  /// Whether text in the innermost SVG or MathML element is not HTML again.
  var usesForeignTextRules: Bool {
    let element = adjustedCurrent
    return !isHTMLIntegrationPoint(element) && !isMathTextIntegrationPoint(element)
  }

  private func isMathTextIntegrationPoint(_ element: OpenElement) -> Bool {
    let points: TagSet = [.mi, .mo, .mn, .ms, .mtext]
    return element.namespace == .math && points.contains(element.tag)
  }

  private func isHTMLIntegrationPoint(_ element: OpenElement) -> Bool {
    let points: TagSet = [.foreignObject, .desc, .svgTitle]
    if element.namespace == .svg { return points.contains(element.tag) }
    guard element.tag == .annotationXML, element.namespace == .math else { return false }
    let encoding = draft.element(element.node)?["encoding"]?.lowercased()
    return encoding == "text/html" || encoding == "application/xhtml+xml"
  }

  mutating func processForeign(_ token: Token) {
    switch token {
    case .text(let text): insertText(text)
    case .comment(let text, let span): insertComment(text, span)
    case .doctype, .end: return
    case .startTag(let tag):
      if breaksOut(tag) {
        leaveForeign()
        process(token, in: mode)
      } else {
        insertForeign(tag, namespace: adjustedCurrent.namespace)
      }
    case .endTag(let tag): endTagInForeign(tag)
    }
  }

  private func breaksOut(_ tag: StartTag) -> Bool {
    if TagSet.breaksOutOfForeign.contains(tag.tag) { return true }
    guard tag.tag == .font else { return false }
    return tag.attributes.contains { ["color", "face", "size"].contains($0.name) }
  }

  /// Closes elements until HTML may go on.
  private mutating func leaveForeign() {
    while stack.count > 1, current.namespace != .html, !isHTMLIntegrationPoint(current),
      !isMathTextIntegrationPoint(current)
    {
      stack.removeLast()
    }
  }

  private mutating func endTagInForeign(_ tag: EndTag) {
    if tag.tag == .br || tag.tag == .p {
      leaveForeign()
      process(.endTag(tag), in: mode)
      return
    }
    var index = stack.count - 1
    while index > 0 {
      let element = stack[index]
      if element.namespace == .html {
        process(.endTag(tag), in: mode)
        return
      }
      if element.name.lowercased() == tag.name {
        stack.removeSubrange(index...)
        return
      }
      index -= 1
    }
    strayEndTag(tag)
  }

  /// Opens an SVG or MathML element, with the spelling that its vocabulary gives its names.
  mutating func insertForeign(_ tag: StartTag, namespace: Namespace) {
    var foreign = tag
    if namespace == .svg {
      foreign.tag = Tag(svgName: tag.name)
      foreign.name = SVGNames.element(tag.name)
      for index in foreign.attributes.indices {
        foreign.attributes[index].name = SVGNames.attribute(foreign.attributes[index].name)
      }
    } else {
      foreign.tag = Tag(mathName: tag.name)
      for index in foreign.attributes.indices
      where foreign.attributes[index].name == "definitionurl" {
        foreign.attributes[index].name = "definitionURL"
      }
    }
    insert(foreign, namespace: namespace)
    if tag.isSelfClosing { stack.removeLast() }
  }
}

/// Names of SVG that are not all lower case (13.2.6.1, "adjust SVG attributes" and 13.2.6.5).
enum SVGNames {
  static func element(_ name: String) -> String { elements[name] ?? name }
  static func attribute(_ name: String) -> String { attributes[name] ?? name }

  private static let elements = byLowerCase([
    "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion", "animateTransform",
    "clipPath", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
    "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge",
    "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight",
    "feTile", "feTurbulence", "foreignObject", "glyphRef", "linearGradient", "radialGradient",
    "textPath",
  ])

  private static let attributes = byLowerCase([
    "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
    "diffuseConstant", "edgeMode", "filterUnits", "glyphRef", "gradientTransform", "gradientUnits",
    "kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "lengthAdjust",
    "limitingConeAngle", "markerHeight", "markerUnits", "markerWidth", "maskContentUnits",
    "maskUnits", "numOctaves", "pathLength", "patternContentUnits", "patternTransform",
    "patternUnits", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio",
    "primitiveUnits", "refX", "refY", "repeatCount", "repeatDur", "requiredExtensions",
    "requiredFeatures", "specularConstant", "specularExponent", "spreadMethod", "startOffset",
    "stdDeviation", "stitchTiles", "surfaceScale", "systemLanguage", "tableValues", "targetX",
    "targetY", "textLength", "viewBox", "viewTarget", "xChannelSelector", "yChannelSelector",
    "zoomAndPan",
  ])

  private static func byLowerCase(_ names: [String]) -> [String: String] {
    var table: [String: String] = [:]
    for name in names { table[name.lowercased()] = name }
    return table
  }
}
