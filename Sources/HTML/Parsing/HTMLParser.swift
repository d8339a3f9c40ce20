public import Diagnostics

/// Reads HTML and XHTML into a tree, whatever the input; problems are warnings.
public enum HTMLParser {
  /// Parses a whole page; as XHTML when its path ends in `.xht` or `.xhtml`.
  public static func parse(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> HTMLDocument {
    isXML(file) ? parseXML(file, into: &diagnostics) : parseHTML(file, into: &diagnostics)
  }

  /// Parses what may stand inside an element, such as a rendered partial.
  ///
  /// The nodes are children of the document node; `context` is the element's name in lower case.
  public static func parseFragment(
    _ file: SourceFile, in context: String = "body", into diagnostics: inout [Diagnostic]
  ) -> HTMLDocument {
    var builder = TreeBuilder(file)
    builder.startFragment(in: context)
    builder.run()
    diagnostics += builder.tokenizer.problems.diagnostics
    guard let root = builder.stack.first?.node else { return HTMLDocument() }
    return builder.draft.finished(below: root)
  }

  private static func parseHTML(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> HTMLDocument {
    var builder = TreeBuilder(file)
    builder.run()
    diagnostics += builder.tokenizer.problems.diagnostics
    var document = builder.draft.finished()
    document.isQuirky = builder.isQuirky
    return document
  }

  private static func parseXML(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> HTMLDocument {
    var builder = XMLTreeBuilder(file)
    builder.run()
    diagnostics += builder.problems.diagnostics
    return builder.draft.finished()
  }

  private static func isXML(_ file: SourceFile) -> Bool {
    file.path.hasSuffix(".xht") || file.path.hasSuffix(".xhtml")
  }
}

extension TreeBuilder {
  /// Sets the parser up as the HTML fragment parsing algorithm says (13.4).
  mutating func startFragment(in name: String) {
    let tag = Tag(name: name)
    var context = OpenElement(node: DocumentDraft.root, tag: tag, name: name)
    if name == "svg" || name == "math" { context.namespace = name == "svg" ? .svg : .math }
    insert(StartTag(name: "html", tag: .html, span: Span(start: 0, end: 0)))
    self.context = context
    switch tag {
    case .title, .textarea: tokenizer.content = .rawText(name, escapable: true)
    case .style, .xmp, .iframe, .noembed, .noframes, .noscript:
      tokenizer.content = .rawText(name, escapable: false)
    case .script: tokenizer.content = .script
    case .plaintext: tokenizer.content = .plaintext
    case .template: templateModes.append(.inTemplate)
    default: break
    }
    resetMode()
  }
}
