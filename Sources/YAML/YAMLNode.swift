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

  /// A tag by its meaning: one of the core schema (`!!str`), `!`, or any other.
  package enum Tag: Sendable {
    case null, bool, int, float, string, sequence, mapping
    /// `!`: a string, whatever it looks like.
    case nonSpecific
    /// A tag that is not known here and changes nothing.
    case other
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
    /// An explicit tag; nil when there is none.
    package var tag: Tag?

    package init(text: String, style: Style, tag: Tag? = nil) {
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
