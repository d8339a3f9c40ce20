import Diagnostics
import Foundation
import JSON
import Profiles
import Testing
import YAML

@Suite struct ExportTests {
  func export(_ yaml: String) throws -> (json: JSONValue, log: [String]) {
    var diagnostics: [Diagnostic] = []
    let profile = try #require(readProfile(yaml).profile)
    let json = JSONResumeExporter.export(profile, into: &diagnostics)
    return (json, diagnostics.map(\.line))
  }

  @Test func `positions become entries of their own`() throws {
    let (json, log) = try export(
      """
      work:
        - name: Mill
          url: mill.example
          positions:
            - {position: Lead, startDate: 2021-05, endDate: present, highlights: [One]}
            - {position: Hand, startDate: 2019, endDate: 2021-05-03}
      """)
    #expect(log == [])
    #expect(
      json["work"]?.serialized()
        == #"[{"name":"Mill","position":"Lead","url":"https://mill.example","#
        + #""startDate":"2021-05","highlights":["One"]},"#
        + #"{"name":"Mill","position":"Hand","url":"https://mill.example","#
        + #""startDate":"2019","endDate":"2021-05-03"}]"#)
  }

  @Test func `what the schema would refuse is left out with a warning`() throws {
    let (json, log) = try export(
      """
      basics: {name: A, email: nobody, url: my home}
      awards: [{title: T, date: Fall 2020}]
      """)
    #expect(json["basics"]?.serialized() == #"{"name":"A"}"#)
    #expect(json["awards"]?.serialized() == #"[{"title":"T"}]"#)
    #expect(log.count == 3)
    #expect(log.allSatisfy { $0.contains("not-exported") })
  }

  @Test(arguments: [
    ("https://a.example/x", "https://a.example/x"), ("a.example", "https://a.example"),
    ("//a.example", "https://a.example"), ("a.example:8080/x", nil as String?),
    ("https://a.example/ä b", nil), ("https://a.example/ä", "https://a.example/%C3%A4"),
    ("mailto:a@b.c", "mailto:a@b.c"), ("https://a.example/100%", "https://a.example/100%25"),
    ("https://a.example/%20<", "https://a.example/%20%3C"),
  ])
  func `addresses become URIs`(typed: String, uri: String?) throws {
    let (json, _) = try export("basics: {url: '\(typed)'}")
    #expect(json["basics"]?["url"]?.stringValue == uri)
  }

  /// Every text of a JSON Resume is in what comes back, under the same path.
  @Test func `JSON Resume comes back whole`() throws {
    guard let folder = sampleFolder("jsonresume") else { return }
    for url in try files(in: folder, "json") where !url.path().contains("v0") {
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
      let original = try #require(JSONReader.parse(file, into: &diagnostics)).root.jsonValue
      let imported = try #require(Importer.read(file, into: &diagnostics))
      let (json, log) = try export(imported.yaml)
      let back = Set(leaves(json, ""))
      for leaf in leaves(original, "") where !back.contains(leaf) {
        #expect(isExcused(leaf), "\(file.path): \(leaf)")
      }
      #expect(log.isEmpty, "\(file.path): \(log)")
    }
  }

  /// `$schema` is ours; an address without a scheme gets one.
  private func isExcused(_ leaf: String) -> Bool {
    leaf.hasPrefix(".$schema") || leaf.contains("url=missdirection.example.com")
  }

  private func leaves(_ value: JSONValue, _ path: String) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { leaves($0.value, "\(path).\(Self.newName(of: $0.key, path))") }
    case .array(let items):
      items.filter { !leaves($0, "").isEmpty }.enumerated()
        .flatMap { leaves($1, "\(path)[\($0)]") }
    case .string(let text): text.isEmpty ? [] : ["\(path)=\(text)"]
    case .number(let text): ["\(path)=\(text)"]
    case .bool(let flag): ["\(path)=\(flag)"]
    case .null: []
    }
  }

  /// Names of version 0 as version 1 has them.
  private static func newName(of key: String, _ path: String) -> String {
    switch (key, path) {
    case ("picture", ".basics"): "image"
    case ("website", _): "url"
    case ("company", _) where path.hasPrefix(".work"): "name"
    case ("gpa", _): "score"
    case ("level", _) where path.hasPrefix(".languages"): "fluency"
    default: key
    }
  }
}
