import Diagnostics

/// Builds the tree of an XHTML file: nothing is implied, every element closes itself or is closed.
///
/// Where a browser would stop at the first error, this goes on and reports it.
struct XMLTreeBuilder {
  private var tokenizer: Tokenizer
  private(set) var draft = DocumentDraft()
  private var stack: [(node: DocumentDraft.NodeID, name: String)] = []

  init(_ file: SourceFile) {
    tokenizer = Tokenizer(file, syntax: .xml)
  }

  var problems: ParseProblems { tokenizer.problems }

  mutating func run() {
    while true {
      switch tokenizer.next() {
      case .doctype(let doctype):
        guard stack.isEmpty else { continue }
        add(draft.make(.doctype(doctype.name), span: doctype.span))
      case .comment(let text, let span): add(draft.make(.comment(text), span: span))
      case .text(let text):
        if let parent = stack.last?.node { draft.insertText(text, into: parent) }
      case .startTag(let tag): open(tag)
      case .endTag(let tag): close(tag)
      case .end:
        for element in stack { warnUnclosed(element.name, at: draft[element.node].span) }
        return
      }
    }
  }

  private mutating func add(_ node: DocumentDraft.NodeID) {
    draft.insert(node, into: stack.last?.node ?? DocumentDraft.root)
  }

  private mutating func open(_ tag: StartTag) {
    let element = HTMLDocument.Element(name: localName(tag.name), attributes: tag.attributes)
    let node = draft.makeElement(element, span: tag.span)
    if stack.count >= TreeBuilder.depthLimit {
      tokenizer.problems.warn(
        "nested-too-deep", "more than \(TreeBuilder.depthLimit) elements are nested", at: tag.span)
      stack.removeLast()
    }
    add(node)
    if !tag.isSelfClosing { stack.append((node, tag.name)) }
  }

  /// `html:p` is a paragraph too.
  private func localName(_ name: String) -> String {
    guard name.hasPrefix("html:") || name.hasPrefix("svg:") else { return name }
    return name.split(separator: ":").last.map(String.init) ?? name
  }

  private mutating func close(_ tag: EndTag) {
    guard let index = stack.lastIndex(where: { $0.name == tag.name }) else {
      tokenizer.problems.warn(
        "stray-end-tag", "'</\(tag.name)>' closes nothing that is open here", at: tag.span)
      return
    }
    for element in stack[(index + 1)...] {
      warnUnclosed(element.name, at: draft[element.node].span)
    }
    stack.removeSubrange(index...)
  }

  private mutating func warnUnclosed(_ name: String, at span: Span) {
    tokenizer.problems.warn("unclosed-element", "'<\(name)>' is not closed", at: span)
  }
}
