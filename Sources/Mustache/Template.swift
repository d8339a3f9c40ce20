public import Diagnostics

/// A Mustache template (specification 1.4.3 with inheritance and dynamic names), ready to render.
///
/// Lambdas are the one part of the specification that is left out: data is never code.
public struct Template: Sendable {
  public let file: SourceFile
  /// Every name that the template uses, in order of its place.
  public let names: [NameUse]
  let nodes: [Node]

  /// Reads a template; every problem is an error with its place, and the rest still parses.
  public static func parse(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> Template {
    var parser = TemplateParser(file)
    let nodes = parser.run()
    diagnostics += parser.diagnostics
    return Template(file: file, names: parser.names, nodes: nodes)
  }

  init(file: SourceFile, names: [NameUse], nodes: [Node]) {
    self.file = file
    self.names = names
    self.nodes = nodes
  }
}

/// One mention of a name in a template, for checks of spelling.
public struct NameUse: Hashable, Sendable {
  public enum Role: Hashable, Sendable {
    case variable, section, inverted, partial, parent, block
  }

  public var role: Role
  /// As written, such as `work.length`; a dynamic partial's with its asterisk.
  public var name: String
  public var span: Span
  /// The names of the sections around it, from the outside.
  public var sections: [String]
}

/// One step of rendering.
indirect enum Node: Sendable {
  /// Bytes of the template.
  case text(Range<Int>)
  /// Where indentation goes when the template is indented as a whole.
  case lineStart
  case variable(Lookup, isEscaped: Bool)
  case section(Lookup, isInverted: Bool, [Node])
  case partial(PartialReference)
  case parent(PartialReference, [Block])
  case block(Block)
}

/// A name to be found in the data.
struct Lookup: Sendable {
  /// Empty for the current value, `.`.
  var parts: [String]
  var loopField: LoopField?
  var span: Span

  init(_ name: String, span: Span) {
    parts =
      name == "."
      ? [] : name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    loopField = LoopField(rawValue: name)
    self.span = span
  }

  var name: String { parts.isEmpty ? "." : parts.joined(separator: ".") }
}

/// What a template may ask about its place in a list, where the data has no key of that name.
enum LoopField: String, Sendable {
  case first = "-first"
  case last = "-last"
  /// Counted from 0.
  case index = "-index"
  /// The second, fourth, … item: its index is odd.
  case odd = "-odd"
}

struct PartialReference: Sendable {
  enum Name: Sendable {
    case fixed(String)
    case dynamic(Lookup)
  }

  var name: Name
  var span: Span
  /// What each line is indented by; nil when the tag doesn't stand alone on its line.
  var indentation: [UInt8]?
}

/// A part of a template that a child template may replace.
struct Block: Sendable {
  var name: String
  var nodes: [Node]
  /// What replaced lines are indented by.
  var indentation: [UInt8]
  /// The opening tag stands alone, so the content begins on a line of its own.
  var startsLine: Bool
  /// Only white space stands before the opening tag, and it is part of the text.
  var isIndented: Bool
}
