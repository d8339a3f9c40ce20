public import Diagnostics
public import JSON

/// Bounds on one rendering; a template that passes one of them gives an error and stops there.
public struct RenderLimits: Sendable {
  /// Sections, partials and blocks inside each other.
  public var depth: Int
  public var outputBytes: Int
  /// Tags and pieces of text rendered, those that print nothing too.
  public var steps: Int

  public init(depth: Int = 200, outputBytes: Int = 64 << 20, steps: Int = 20_000_000) {
    self.depth = depth
    self.outputBytes = outputBytes
    self.steps = steps
  }
}

extension Template {
  /// Renders the template with its data.
  ///
  /// A partial that `partials` doesn't know is empty and gives a warning, with a hint from
  /// `partialNames`; so does a list or object where text should stand.
  public func render(
    data: JSONValue, partials: (String) -> Template? = { _ in nil }, partialNames: [String] = [],
    limits: RenderLimits = RenderLimits(), into diagnostics: inout [Diagnostic]
  ) -> String {
    let bytes = renderedBytes(
      data: data, partials: partials, partialNames: partialNames, limits: limits,
      into: &diagnostics)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same in UTF-8.
  public func renderedBytes(
    data: JSONValue, partials: (String) -> Template? = { _ in nil }, partialNames: [String] = [],
    limits: RenderLimits = RenderLimits(), into diagnostics: inout [Diagnostic]
  ) -> [UInt8] {
    withoutActuallyEscaping(partials) { partials in
      var renderer = Renderer(
        data: data, partials: partials, partialNames: partialNames, limits: limits)
      renderer.render(self)
      diagnostics += renderer.diagnostics
      return renderer.output
    }
  }
}

/// Walks the nodes of a template and appends what they stand for to one buffer.
struct Renderer {
  /// The blocks that a child template passes to its parent, and the file that they are in.
  struct Arguments {
    var blocks: [Block]
    var template: Template
  }

  let partials: (String) -> Template?
  let partialNames: [String]
  let limits: RenderLimits
  var output: [UInt8] = []
  var diagnostics: [Diagnostic] = []
  private var context: ContextStack
  private var arguments: [Arguments] = []
  private var indentation: [UInt8] = []
  /// The next line is already indented.
  private var isIndented = false
  private var depth = 0
  private var steps = 0
  private var isStopped = false
  private var warned: Set<Warning> = []
  private var found: [String: Template?] = [:]

  private struct Warning: Hashable {
    var path: String
    var span: Span
  }

  init(
    data: JSONValue, partials: @escaping (String) -> Template?, partialNames: [String],
    limits: RenderLimits
  ) {
    self.partials = partials
    self.partialNames = partialNames
    self.limits = limits
    context = ContextStack(data)
    output.reserveCapacity(1 << 14)
  }

  mutating func render(_ template: Template) {
    render(template.nodes, of: template)
  }

  private mutating func render(_ nodes: [Node], of template: Template) {
    for node in nodes {
      steps += 1
      if steps > limits.steps {
        stop("render-limit", "template takes more than \(limits.steps) steps", at: nil, template)
      }
      if output.count > limits.outputBytes {
        stop("output-limit", "output is longer than \(limits.outputBytes) bytes", at: nil, template)
      }
      if isStopped { return }
      render(node, of: template)
    }
  }

  private mutating func render(_ node: Node, of template: Template) {
    switch node {
    case .text(let range): output += template.file.bytes[range]
    case .lineStart:
      if !isIndented { output += indentation }
      isIndented = false
    case .variable(let lookup, let isEscaped): variable(lookup, isEscaped, template)
    case .section(let lookup, let isInverted, let nodes):
      nested(at: lookup.span, template) { renderer in
        renderer.section(lookup, isInverted, nodes, template)
      }
    case .partial(let reference):
      nested(at: reference.span, template) { renderer in
        renderer.partial(reference, blocks: [], template)
      }
    case .parent(let reference, let blocks):
      nested(at: reference.span, template) { renderer in
        renderer.partial(reference, blocks: blocks, template)
      }
    case .block(let block):
      nested(at: nil, template) { renderer in renderer.block(block, template) }
    }
  }

  // MARK: Variables and sections

  private mutating func variable(_ lookup: Lookup, _ isEscaped: Bool, _ template: Template) {
    switch context.value(of: lookup) {
    case nil, .null: return
    case .string(let text):
      if isEscaped { appendEscaped(text) } else { output += text.utf8 }
    case .number(let literal): output += literal.utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .array:
      warn(
        "not-text", "'\(lookup.name)' is a list", at: lookup.span, template,
        help: "repeat over it with {{#\(lookup.name)}}…{{/\(lookup.name)}}")
    case .object:
      warn("not-text", "'\(lookup.name)' is an object", at: lookup.span, template)
    }
  }

  private mutating func appendEscaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      default: output.append(byte)
      }
    }
  }

  private mutating func section(
    _ lookup: Lookup, _ isInverted: Bool, _ nodes: [Node], _ template: Template
  ) {
    let value = context.value(of: lookup) ?? .null
    guard value.isTruthy != isInverted else { return }
    if isInverted { return render(nodes, of: template) }
    switch value {
    case .array(let items):
      for (index, item) in items.enumerated() where !isStopped {
        steps += 1
        context.push(item, loop: ContextStack.Loop(index: index, count: items.count))
        render(nodes, of: template)
        context.pop()
      }
    case .bool: render(nodes, of: template)
    default:
      context.push(value)
      render(nodes, of: template)
      context.pop()
    }
  }

  // MARK: Partials and blocks

  private mutating func partial(
    _ reference: PartialReference, blocks: [Block], _ template: Template
  ) {
    guard let name = name(of: reference) else { return }
    guard let partial = find(name) else {
      warn(
        "unknown-partial", "unknown partial '\(name)'", at: reference.span, template,
        help: didYouMean(name, in: partialNames))
      return
    }
    let outer = indentation
    if let own = reference.indentation { indentation += own } else { indentation = [] }
    if !blocks.isEmpty { arguments.append(Arguments(blocks: blocks, template: template)) }
    render(partial.nodes, of: partial)
    if !blocks.isEmpty { arguments.removeLast() }
    indentation = outer
  }

  private func name(of reference: PartialReference) -> String? {
    switch reference.name {
    case .fixed(let name): return name
    case .dynamic(let lookup):
      switch context.value(of: lookup) {
      case .string(let name), .number(let name): return name
      default: return nil
      }
    }
  }

  private mutating func find(_ name: String) -> Template? {
    if let known = found[name] { return known }
    let template = partials(name)
    found[name] = .some(template)
    return template
  }

  /// Renders what the outermost child passes for a block, else the block's own content.
  ///
  /// Names in what is passed are those of the place where it is shown, but its blocks are those
  /// of the template that it is written in.
  private mutating func block(_ block: Block, _ template: Template) {
    let level = arguments.firstIndex { $0.blocks.contains { $0.name == block.name } }
    guard let level,
      let override = arguments[level].blocks.first(where: { $0.name == block.name })
    else { return render(block.nodes, of: template) }
    let outerArguments = arguments
    let outerIndentation = indentation
    let source = arguments[level].template
    arguments.removeSubrange(level...)
    indentation += block.indentation
    if override.startsLine {
      isIndented = !block.startsLine
    } else if block.startsLine {
      output += indentation
    }
    render(override.nodes, of: source)
    isIndented = false
    indentation = outerIndentation
    arguments = outerArguments
  }

  // MARK: Bounds and messages

  private mutating func nested(
    at span: Span?, _ template: Template, _ body: (inout Renderer) -> Void
  ) {
    guard depth < limits.depth else {
      return stop(
        "recursion-limit", "more than \(limits.depth) sections and partials are nested", at: span,
        template)
    }
    depth += 1
    body(&self)
    depth -= 1
  }

  private mutating func stop(
    _ id: String, _ message: String, at span: Span?, _ template: Template
  ) {
    guard !isStopped else { return }
    isStopped = true
    if let span {
      diagnostics.append(.error(id, message, at: Location(file: template.file, span: span)))
    } else {
      diagnostics.append(.error(id, message, path: template.file.path))
    }
  }

  private mutating func warn(
    _ id: String, _ message: String, at span: Span, _ template: Template, help: String? = nil
  ) {
    let place = Warning(path: template.file.path, span: span)
    guard warned.count < 100, warned.insert(place).inserted else { return }
    diagnostics.append(
      .warning(id, message, at: Location(file: template.file, span: span), help: help))
  }
}
