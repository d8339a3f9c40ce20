import Diagnostics
import Foundation
import JSON
import Mustache
import Testing
import YAML

/// The tests of mustache/spec, where the suites of others are at hand.
@Suite struct SpecificationTests {
  static let folder: URL = {
    let environment = ProcessInfo.processInfo.environment["BESPOKE_SUITES"] ?? "../shared"
    return URL(fileURLWithPath: environment).appending(path: "conformance/mustache-spec")
  }()

  @Test(arguments: [
    "comments", "delimiters", "interpolation", "inverted", "partials", "sections",
    "~dynamic-names", "~inheritance",
  ])
  func `passes`(_ suite: String) throws {
    let path = Self.folder.appending(path: "\(suite).json")
    guard let bytes = try? Data(contentsOf: path) else {
      print("mustache-spec \(suite): skipped, no \(path.path())")
      return
    }
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: path.path(), bytes: [UInt8](bytes))
    let root = try #require(JSONReader.parse(file, into: &diagnostics)).root.jsonValue
    for test in try #require(root["tests"]?.arrayValue) { run(test, suite) }
  }

  private func run(_ test: JSONValue, _ suite: String) {
    var diagnostics: [Diagnostic] = []
    var partials: [String: Template] = [:]
    if case .object(let members)? = test["partials"] {
      for member in members {
        partials[member.key] = template(member.value.stringValue ?? "", &diagnostics)
      }
    }
    let main = template(test["template"]?.stringValue ?? "", &diagnostics)
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty)
    let output = main.render(
      data: test["data"] ?? .null, partials: { partials[$0] }, into: &diagnostics)
    #expect(
      output == test["expected"]?.stringValue,
      "\(suite): \(test["name"]?.stringValue ?? "")")
  }

  private func template(_ text: String, _ diagnostics: inout [Diagnostic]) -> Template {
    Template.parse(SourceFile(path: "t.mustache", text: text), into: &diagnostics)
  }
}
