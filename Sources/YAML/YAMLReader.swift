public import Diagnostics

/// Reads YAML 1.2.2 under the core schema, and nothing that YAML does not allow.
///
/// What it accepts means what the specification says; everything else is an error with its place.
/// Beyond the grammar it refuses duplicate keys, aliases that expand without bound, cycles, and
/// input over the limits. Merge keys (`<<`), which YAML 1.2 dropped, are plain keys with a warning.
public enum YAMLReader {
  /// The documents of a stream, up to the first syntax error.
  ///
  /// Spans count in the `file` of each document: a copy in UTF-8 when the input was UTF-16 or
  /// began with a byte order mark. A node replaced because of an error that does not end the
  /// document (an undefined alias) is null.
  public static func parse(
    _ file: SourceFile, limits: ParseLimits = .standard, into diagnostics: inout [Diagnostic]
  ) -> [YAMLDocument] {
    let input = DecodedInput.decode(
      file, limits: limits, guessesEncoding: true, into: &diagnostics)
    guard let input else { return [] }
    var parser = YAMLParser(input, limits: limits)
    let documents = parser.stream()
    diagnostics += parser.problems.sorted
    return documents
  }

  /// The one document of a file; a null document when the file is empty, nil when it is broken.
  ///
  /// A second document is an error, since nothing would read it.
  public static func parseSingle(
    _ file: SourceFile, limits: ParseLimits = .standard, into diagnostics: inout [Diagnostic]
  ) -> YAMLDocument? {
    var found: [Diagnostic] = []
    let documents = parse(file, limits: limits, into: &found)
    diagnostics += found
    if documents.count > 1 {
      diagnostics.append(
        .error(
          "multiple-documents", "second document in a file that holds one",
          at: documents[1].location(of: documents[1].root),
          help: "move it to a file of its own, or remove the '---' line above it"))
    }
    if let first = documents.first { return first }
    guard !found.contains(where: { $0.severity == .error }) else { return nil }
    let empty = YAMLNode.Scalar(text: "", style: .plain)
    return YAMLDocument(
      file: file, root: YAMLNode(.scalar(empty), span: Span(start: 0, end: 0)))
  }
}
