import BuildGraph
import JSON
import YAML

/// A variant after page fit: the document that it shows and the HTML that its template made.
///
/// Kept between runs as JSON.
struct FittedResume: Sendable {
  /// The structured document (`header`, `sections`, `metadata`).
  var document: JSONValue
  var html: String
  var pageCount: Int
  /// Ids that left, in order, for the report.
  var dropped: [String]
  var layoutCount: Int
  var tightening = Tightening()

  static var kind: ValueKind<FittedResume> {
    ValueKind<FittedResume>.stored(encode: encode, decode: decode).telling("metadata") { resume in
      [
        Aspect("choice of items", resume.dropped.joined(separator: "\n")),
        Aspect("number of pages", "\(resume.pageCount)"), Aspect("HTML", resume.html),
      ]
    }
  }

  static func encode(_ resume: FittedResume) -> [UInt8] {
    let value: JSONValue = [
      "document": resume.document, "html": .string(resume.html),
      "pageCount": .integer(resume.pageCount),
      "dropped": .array(resume.dropped.map { .string($0) }),
      "layoutCount": .integer(resume.layoutCount), "tightening": resume.tightening.json,
    ]
    return value.serializedBytes()
  }

  static func decode(_ bytes: [UInt8]) -> FittedResume? {
    guard let value = JSONValue(parsing: bytes), let document = value["document"],
      let html = value["html"]?.stringValue, let pageCount = value["pageCount"]?.intValue,
      let dropped = value["dropped"]?.arrayValue?.compactMap(\.stringValue),
      let layoutCount = value["layoutCount"]?.intValue,
      let spacing = value["tightening"]?["spacing"]?.doubleValue,
      let text = value["tightening"]?["text"]?.doubleValue
    else { return nil }
    return FittedResume(
      document: document, html: html, pageCount: pageCount, dropped: dropped,
      layoutCount: layoutCount, tightening: Tightening(spacing: spacing, text: text))
  }
}

extension JSONValue {
  var doubleValue: Double? {
    if case .number(let literal) = self { return Double(literal) }
    return nil
  }
}
