import JSON

/// A SARIF 2.1.0 log of one run; paths are relative to `%SRCROOT%`.
func sarifLog(_ diagnostics: [Diagnostic], toolVersion: String) -> JSONValue {
  var rules: [String] = []
  for diagnostic in diagnostics where !rules.contains(diagnostic.id) { rules.append(diagnostic.id) }
  rules.sort()
  var driver: [JSONValue.Member] = [.init("name", "bespoke")]
  if !toolVersion.isEmpty { driver.append(.init("version", .string(toolVersion))) }
  driver.append(.init("rules", .array(rules.map { .object([.init("id", .string($0))]) })))
  let run: JSONValue = .object([
    .init("tool", .object([.init("driver", .object(driver))])),
    .init("columnKind", "unicodeCodePoints"),
    .init("results", .array(diagnostics.map { sarifResult($0, rules) })),
  ])
  return .object([
    .init("$schema", "https://json.schemastore.org/sarif-2.1.0.json"),
    .init("version", "2.1.0"),
    .init("runs", .array([run])),
  ])
}

private func sarifResult(_ diagnostic: Diagnostic, _ rules: [String]) -> JSONValue {
  let help = diagnostic.help.map { "\n\($0)" } ?? ""
  var members: [JSONValue.Member] = [
    .init("ruleId", .string(diagnostic.id)),
    .init("ruleIndex", .integer(rules.firstIndex(of: diagnostic.id) ?? 0)),
    .init("level", .string(diagnostic.severity.name)),
    .init("message", sarifText(diagnostic.message + help)),
  ]
  if let place = sarifPlace(diagnostic.location, diagnostic.path) {
    members.append(.init("locations", .array([.object([place])])))
  }
  let related = diagnostic.notes.enumerated().map { index, note -> JSONValue in
    let place = sarifPlace(note.location, nil).map { [$0] } ?? []
    return .object(
      [.init("id", .integer(index)), .init("message", sarifText(note.message))] + place)
  }
  if !related.isEmpty { members.append(.init("relatedLocations", .array(related))) }
  return .object(members)
}

private func sarifText(_ text: String) -> JSONValue {
  .object([.init("text", .string(text))])
}

private func sarifPlace(_ location: Location?, _ path: String?) -> JSONValue.Member? {
  guard let path = location?.file.path ?? path else { return nil }
  var members: [JSONValue.Member] = [
    .init(
      "artifactLocation",
      .object([.init("uri", .string(percentEncoded(path))), .init("uriBaseId", "%SRCROOT%")]))
  ]
  if let location {
    let (start, end) = (location.position, location.endPosition)
    members.append(
      .init(
        "region",
        .object([
          .init("startLine", .integer(start.line)), .init("startColumn", .integer(start.column)),
          .init("endLine", .integer(end.line)), .init("endColumn", .integer(end.column)),
        ])))
  }
  return .init("physicalLocation", .object(members))
}

/// A path as a relative URI reference (RFC 3986): all but unreserved characters and `/` encoded.
private func percentEncoded(_ path: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      bytes.append(byte)
    default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
