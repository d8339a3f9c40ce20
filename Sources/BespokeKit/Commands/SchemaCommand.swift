import Arguments
import Files
import JSON
import Profiles

extension CommandTable {
  static let schemaKind = Positional(
    "KIND", "Kind of file", .required, choices: Schema.Document.allCases.map(\.rawValue))
  static let asReference = Option.flag(
    "reference", "Print a page of Markdown about every key instead")

  static let schema = Command(
    "schema", "Print the JSON Schema of a kind of file",
    discussion: """
      Draft-07, for editors and other validators. Editors with the YAML language server find it by \
      the first line of a file: # yaml-language-server: $schema=../schema/profile.schema.json
      """,
    positionals: [schemaKind], options: [asReference])
}

/// `bespoke schema profile|job|config|locale`.
enum SchemaCommand {
  static func run(_ parsed: ParsedArguments) -> ExitCode {
    let name = parsed.word(at: CommandTable.schemaKind) ?? ""
    guard let kind = Schema.Document(rawValue: name) else { return .usage }
    let text =
      parsed.has(CommandTable.asReference)
      ? Schema.reference(of: kind) : Schema.jsonSchema(of: kind).serialized(indented: true)
    return StandardStream.output.write(text) ? .success : .failure
  }
}
