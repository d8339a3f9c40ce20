import Diagnostics

/// The anchor and the tag before a node (YAML 1.2.2 section 6.9).
struct Properties {
  var start: Int
  var end: Int
  var hasAnchor = false
  var tag: YAMLNode.Tag?
  /// Where the tag stands, for messages.
  var tagRange = 0..<0
  /// Whether an anchor or a tag is already given on an earlier line.
  var outerHasAnchor = false
  var outerHasTag = false

  /// Takes properties on an earlier line into account: one anchor and one tag a node.
  mutating func join(
    _ outer: Properties?, in parser: inout YAMLParser
  ) throws(SyntaxError) {
    guard let outer else { return }
    outerHasAnchor = outer.hasAnchor || outer.outerHasAnchor
    outerHasTag = outer.tag != nil || outer.outerHasTag
    if hasAnchor && outerHasAnchor {
      throw parser.fail("second-anchor", "second anchor for one value", at: start..<end)
    }
    if tag != nil && outerHasTag {
      throw parser.fail("second-tag", "second tag for one value", at: start..<end)
    }
  }
}

extension YAMLParser {
  /// The properties on this line; leaves `offset` at the token or line end after them.
  mutating func properties(inFlow: Bool = false) throws(SyntaxError) -> Properties {
    var own = Properties(start: offset, end: offset)
    while true {
      let start = offset
      switch bytes[offset] {
      case ASCII.ampersand:
        let name = try anchorName("anchor")
        guard !own.hasAnchor else {
          throw fail("second-anchor", "second anchor for one value", at: start..<offset)
        }
        own.hasAnchor = true
        anchors.open(name, at: start..<offset, nodes: nodeCount, depth: depth)
      case ASCII.exclamation:
        let tag = try tagName()
        guard own.tag == nil else {
          throw fail("second-tag", "second tag for one value", at: start..<offset)
        }
        own.tag = YAMLNode.Tag(fullName: tag)
        own.tagRange = start..<offset
      default: return own
      }
      own.end = offset
      guard bytes[offset].endsWord || (inFlow && bytes[offset].isFlowIndicator) else {
        throw textAfterProperty(start..<offset)
      }
      _ = skipBlanks()
    }
  }

  /// Gives a node its own properties after a check against those on earlier lines.
  mutating func applyOwn(
    _ own: Properties?, _ outer: Properties?, to node: YAMLNode
  ) throws(SyntaxError) -> YAMLNode {
    guard var own else { return node }
    try own.join(outer, in: &self)
    return try apply(own, to: node)
  }

  /// Sets the tag and defines the anchor.
  mutating func apply(_ own: Properties?, to node: YAMLNode) throws(SyntaxError) -> YAMLNode {
    guard let own else { return node }
    var node = node
    if let tag = own.tag { apply(tag, at: own.tagRange, to: &node) }
    if own.hasAnchor { anchors.close(node, nodes: nodeCount, depth: depth) }
    return node
  }

  /// A tag of the core schema must fit; any other changes nothing.
  private mutating func apply(
    _ tag: YAMLNode.Tag, at range: Range<Int>, to node: inout YAMLNode
  ) {
    if case .scalar(var scalar) = node.content {
      scalar.tag = tag
      node.content = .scalar(scalar)
    }
    let name = file.text(Span(range)).quotable
    if tag == .other {
      warn(
        "unknown-tag", "tag '\(name)' is not known and changes nothing", at: range,
        help: "to start a text with '!', put the whole text in quotes")
    } else if !tag.fits(node.content) {
      report(
        "tag-mismatch", "'\(name)' does not fit this value", at: range,
        help: "remove the tag, or change the value",
        notes: [Diagnostic.Note("the value is here", at: location(node.range))])
    }
  }

  /// The name after `&` or `*`; `offset` is left behind it.
  mutating func anchorName(_ kind: String) throws(SyntaxError) -> String {
    let start = offset
    offset += 1
    while !bytes[offset].endsWord, !bytes[offset].isFlowIndicator { offset += 1 }
    guard offset > start + 1 else {
      let character = kind == "anchor" ? "&" : "*"
      throw fail(
        kind == "anchor" ? "anchor-name" : "alias-name", "'\(character)' without a name",
        at: start..<offset,
        help: "to start a text with '\(character)', put the whole text in quotes")
    }
    return String(decoding: bytes[start + 1..<offset], as: UTF8.self)
  }

  /// The node that an alias stands for; null with an error when there is none.
  mutating func alias() throws(SyntaxError) -> YAMLNode {
    let start = offset
    let name = try anchorName("alias")
    let range = start..<offset
    guard !anchors.isOpen(name) else {
      report(
        "alias-cycle", "'*\(name.quotable)' stands inside the value that it names", at: range)
      return try emptyNode(at: start)
    }
    guard let anchor = anchors.defined[name] else {
      reportUndefinedAlias(name, range)
      return try emptyNode(at: start)
    }
    guard depth + anchor.height <= limits.depth else {
      throw fail(
        "too-deep", "more than \(limits.depth) levels of nesting through aliases", at: range)
    }
    anchors.use(name, anchor, depth: depth)
    guard anchors.aliasedNodes <= limits.aliasedNodes,
      anchors.aliasedBytes <= limits.aliasedBytes
    else {
      throw fail(
        "alias-expansion",
        "aliases add more than \(limits.aliasedNodes) values or \(limits.aliasedBytes) bytes",
        at: range)
    }
    return anchor.node
  }
}
