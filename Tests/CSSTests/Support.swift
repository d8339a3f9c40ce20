import CSS
import Diagnostics
import Geometry
import HTML

/// A styled page, with questions that tests ask of it.
struct Styled {
  let document: HTMLDocument
  let styled: StyledDocument
  let file: SourceFile
  let diagnostics: [Diagnostic]

  init(
    _ html: String, media: Media = Styled.paper, options: StyleOptions = StyleOptions()
  ) {
    file = SourceFile(path: "page.html", text: html)
    var problems: [Diagnostic] = []
    document = HTMLParser.parse(file, into: &problems)
    var found: [Diagnostic] = []
    styled = style(
      document: document, file: file, media: media, options: options, into: &found)
    diagnostics = found
  }

  /// Letter paper with half-inch margins.
  static let paper = Media.print(
    paper: Size(width: 816, height: 1056), margin: Edges(all: 48))

  /// The element with id `id`, or the first one called so.
  func node(_ id: String) -> HTMLDocument.NodeID? {
    let nodes = document.nodes.indices.map { HTMLDocument.NodeID(Int32($0)) }
    return nodes.first { document.element($0)?["id"] == id }
      ?? nodes.first { document.element($0)?.name == id }
  }

  /// The style of the element `id`; the initial one when there is none, so that tests fail.
  subscript(id: String) -> ComputedStyle {
    node(id).flatMap { styled.styles[Int($0.index)] } ?? .initial
  }

  func pseudo(_ id: String, _ pseudo: StyledDocument.PseudoElement) -> ComputedStyle? {
    node(id).flatMap { styled.pseudoStyles[StyledDocument.PseudoKey($0, pseudo)] }
  }

  /// `line:column: message [id]` of each problem.
  var log: [String] {
    diagnostics.map { problem in
      let place = problem.location.map { "\($0.position.line):\($0.position.column): " } ?? ""
      return "\(place)\(problem.message) [\(problem.id)]"
    }
  }

  /// The style of one element with declarations of its own.
  static func element(_ declarations: String, parent: String = "") -> ComputedStyle {
    Styled("<div style='\(parent)'><p id=x style='\(declarations)'></p></div>")["x"]
  }
}
