/// A part of a posting that names one thing asked for.
public struct RequirementSpan: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// Something to do or a way to be.
    case skill
    /// Something to know.
    case knowledge
    /// A job title.
    case occupation
  }

  /// UTF-8 offsets in the posting.
  public var range: Range<Int>
  public var kind: Kind

  /// The spans of a posting, in text order.
  public static func find(
    in body: String, lexicon: Lexicon = .standard
  ) -> [RequirementSpan] {
    let lines = PostingLines.read(Array(body.utf8))
    let isStructured = lines.contains { $0.isHeading }
    var spans: [RequirementSpan] = []
    for line in lines where !line.isHeading && line.section != .boilerplate {
      var reader = SpanReader(line, lexicon: lexicon, namesRoles: !isStructured)
      for span in reader.read() {
        let start = line.range.lowerBound
        spans.append(
          RequirementSpan(
            range: start + span.range.lowerBound..<start + span.range.upperBound, kind: span.kind))
      }
    }
    return spans
  }
}
