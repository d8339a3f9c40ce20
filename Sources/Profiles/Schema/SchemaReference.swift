extension Schema {
  /// The first line of a content file, by which editors find its schema.
  public static func editorLine(_ schema: String) -> String {
    "# yaml-language-server: $schema=\(schema)\n"
  }

  /// The table as a page of Markdown: every key, what it holds and its other names.
  public static func reference(of document: Document) -> String {
    var page = ReferencePage()
    page.add(document.record, level: 1)
    return page.text
  }
}

/// Writes records below each other, each once.
private struct ReferencePage {
  private(set) var text = ""
  private var written: Set<String> = []

  mutating func add(_ record: RecordSchema, level: Int) {
    guard written.insert(record.name).inserted else { return }
    let title = record.name.prefix(1).uppercased() + record.name.dropFirst()
    text += (level == 1 ? "" : "\n") + String(repeating: "#", count: level) + " \(title)\n\n"
    text += record.description
    if let key = record.textKey { text += " A plain text in its place is its `\(key)`." }
    text += "\n\n| key | holds | |\n|---|---|---|\n"
    let facets = Schema.facets.map(\.key)
    let isVaried = facets.allSatisfy { record.field($0).map(Schema.isFacet) ?? false }
    for field in record.fields where !(isVaried && Schema.isFacet(field)) { add(field) }
    if isVaried {
      text += "| `\(facets.joined(separator: "`, `"))` | | as of any text, see below |\n"
    }
    for field in record.fields { addRecord(of: field.kind) }
    guard level == 1, written.contains("basics") else { return }
    add(Schema.sectionForm, level: 2)
    add(Schema.textForm, level: 2)
  }

  private mutating func add(_ field: FieldSchema) {
    var note = field.description
    if !field.aliases.isEmpty {
      note += " Also read: \(field.aliases.map { "`\($0)`" }.joined(separator: ", "))."
    }
    text += "| `\(field.key)` | \(Self.name(of: field.kind)) | \(Self.cell(note)) |\n"
  }

  private mutating func addRecord(of kind: ValueKind) {
    switch kind {
    case .record(let record), .records(let record), .section(let record): add(record, level: 2)
    default: break
    }
  }

  private static func cell(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? "\\|" : String($0) })
  }

  private static func name(of kind: ValueKind) -> String {
    switch kind {
    case .text(.url): "web address"
    case .text(.email): "e-mail address"
    case .text(.phone): "phone number"
    case .text(.path): "path"
    case .text(.language): "language tag"
    case .text: "text"
    case .date: "date"
    case .texts: "list of texts"
    case .names: "list of names"
    case .words: "word or list of words"
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number: "number"
    case .flag: "true or false"
    case .choice(let choices): choices.joined(separator: " or ")
    case .choices(let choices): "any of \(choices.joined(separator: ", "))"
    case .record(let record): "[\(record.name)](#\(anchor(record)))"
    case .records(let record): "list of [\(record.name)](#\(anchor(record)))"
    case .section(let record): "section of [\(record.name)](#\(anchor(record)))"
    case .alternates: "list of `{text, tags}`"
    case .anything: "anything"
    }
  }

  private static func anchor(_ record: RecordSchema) -> String {
    String(record.name.map { $0 == " " ? "-" : $0 })
  }
}
