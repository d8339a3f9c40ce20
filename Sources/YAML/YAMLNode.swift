package import Diagnostics

/// One node of a YAML or JSON document, with the place it was read from.
///
/// Scalars keep their source text; what a scalar means under the YAML 1.2 core schema is computed
/// on demand (`Scalar.resolved`), so a GPA of 3.90 prints as `3.90` and `2024-05` stays text.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(Scalar)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  package struct Entry: Sendable {
    package var key: YAMLNode
    package var value: YAMLNode

    package init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  package struct Scalar: Sendable {
    package enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

    /// The text after unquoting, unescaping and folding.
    package var text: String
    package var style: Style
    /// An explicit tag such as `!!str`, in full form (`tag:yaml.org,2002:str`); nil when none.
    package var tag: String?

    package init(text: String, style: Style, tag: String? = nil) {
      self.text = text
      self.style = style
      self.tag = tag
    }
  }

  package var content: Content
  package var span: Span

  package init(_ content: Content, span: Span) {
    self.content = content
    self.span = span
  }
}

/// A document and the file that its spans count in.
package struct YAMLDocument: Sendable {
  package var file: SourceFile
  package var root: YAMLNode

  package init(file: SourceFile, root: YAMLNode) {
    self.file = file
    self.root = root
  }
}
