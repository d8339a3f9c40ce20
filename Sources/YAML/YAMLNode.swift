public import Diagnostics

/// One node of a YAML or JSON document, with the place it was read from.
///
/// Scalars keep their source text; what a scalar means under the YAML 1.2 core schema is computed
/// on demand (`Scalar.resolved`), so a GPA of 3.90 prints as `3.90` and `2024-05` stays text.
public struct YAMLNode: Sendable {
  public enum Content: Sendable {
    case scalar(Scalar)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// A tag by its meaning: one of the core schema (`!!str`), `!`, or any other.
  public enum Tag: Sendable {
    case null, bool, int, float, string, sequence, mapping
    /// `!`: a string, whatever it looks like.
    case nonSpecific
    /// A tag that is not known here and changes nothing.
    case other
  }

  public struct Entry: Sendable {
    public var key: YAMLNode
    public var value: YAMLNode

    public init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  public struct Scalar: Sendable {
    public enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

    /// The text after unquoting, unescaping and folding.
    public var text: String
    public var style: Style
    /// An explicit tag; nil when there is none.
    public var tag: Tag?

    public init(text: String, style: Style, tag: Tag? = nil) {
      self.text = text
      self.style = style
      self.tag = tag
    }
  }

  public var content: Content
  public var span: Span

  public init(_ content: Content, span: Span) {
    self.content = content
    self.span = span
  }
}

/// A document and the file that its spans count in.
public struct YAMLDocument: Sendable {
  public var file: SourceFile
  public var root: YAMLNode

  public init(file: SourceFile, root: YAMLNode) {
    self.file = file
    self.root = root
  }
}
