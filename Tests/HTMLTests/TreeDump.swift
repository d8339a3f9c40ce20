import HTML

/// A tree as indented lines, one a node, so that tests read as trees.
func dump(_ document: HTMLDocument) -> String {
  var lines: [String] = []
  for id in document.descendants() {
    var depth = 0
    var parent = document[id].parent
    while let up = parent, up != .document {
      depth += 1
      parent = document[up].parent
    }
    let indent = String(repeating: "  ", count: depth)
    switch document[id].kind {
    case .document: continue
    case .doctype(let name): lines.append("\(indent)<!DOCTYPE \(name)>")
    case .comment(let text): lines.append("\(indent)<!-- \(text) -->")
    case .text(let text): lines.append("\(indent)\"\(text)\"")
    case .element(let element):
      lines.append("\(indent)<\(element.name)>")
      let attributes = element.attributes.sorted { $0.name < $1.name }
      lines += attributes.map { "\(indent)  \($0.name)=\"\($0.value)\"" }
    }
  }
  return lines.joined(separator: "\n")
}
