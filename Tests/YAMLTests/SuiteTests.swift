import Diagnostics
import Foundation
import JSON
import Testing

@testable import YAML

/// The cases of yaml-test-suite, when the suites are there.
@Suite struct `The YAML test suite` {
  private struct Case {
    var id: String
    var yaml: String
    /// The documents; nil where the suite gives no value.
    var documents: [YAMLNode]?
    var isError: Bool
  }

  private func cases() throws -> [Case]? {
    let environment = ProcessInfo.processInfo.environment["BESPOKE_SUITES"]
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let suites = environment ?? "/" + package + "/../shared"
    let path = suites + "/conformance/yaml-test-suite/cases.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      print("skipped: no \(path)")
      return nil
    }
    return try data.split(separator: UInt8(ascii: "\n")).map { line in
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: "cases.jsonl", bytes: Array(line))
      let root = try #require(JSONReader.parse(file, into: &diagnostics)).root
      return Case(
        id: root["id"]?.text ?? "", yaml: root["yaml"]?.text ?? "",
        documents: root["json"]?.items, isError: root["error"]?.bool == true)
    }
  }

  @Test func `is passed but for duplicate keys`() throws {
    guard let cases = try cases() else { return }
    var accepted = 0
    var declined: [String] = []
    for test in cases {
      var diagnostics: [Diagnostic] = []
      let documents = YAMLReader.parse(
        SourceFile(path: "case.yaml", text: test.yaml), into: &diagnostics)
      let errors = diagnostics.filter { $0.severity == .error }
      #expect(errors.allSatisfy { $0.location != nil }, "\(test.id)")
      if test.isError {
        #expect(!errors.isEmpty, "\(test.id) is accepted")
      } else if !errors.isEmpty {
        declined.append(test.id)
      } else if let expected = test.documents {
        let isRight =
          documents.count == expected.count
          && zip(documents, expected).allSatisfy { isSame($0.root.jsonValue, $1.jsonValue) }
        #expect(isRight, "\(test.id)")
        accepted += isRight ? 1 : 0
      }
    }
    #expect(accepted == 279)
    #expect(declined == ["2JQS", "X38W"], "these two hold equal keys")
  }

  /// Equality of JSON values: members in any order, numbers by value.
  private func isSame(_ a: JSONValue, _ b: JSONValue) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): return Double(a) == Double(b)
    case (.array(let a), .array(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { isSame($0, $1) }
    case (.object(let members), .object(let others)):
      return members.count == others.count
        && members.allSatisfy { member in
          b[member.key].map { isSame(member.value, $0) } ?? false
        }
    default: return a == b
    }
  }
}
