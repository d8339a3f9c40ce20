import Diagnostics
import Profiles
import Testing
import YAML

/// How editors save text: every input means the same in each way, or says why not.
@Suite struct EncodingTests {
  enum Saving: CaseIterable, Sendable {
    case plain, mark, crlf, cr, utf16le, utf16be, noFinalBreak

    func bytes(_ text: String) -> [UInt8] {
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      switch self {
      case .plain: return Array(text.utf8)
      case .mark: return mark + Array(text.utf8)
      case .crlf: return lines(text, "\r\n")
      case .cr: return lines(text, "\r")
      case .utf16le:
        let units: [[UInt8]] = text.utf16.map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return [0xFF, 0xFE] + units.joined()
      case .utf16be:
        let units: [[UInt8]] = text.utf16.map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return [0xFE, 0xFF] + units.joined()
      case .noFinalBreak: return Array(text.utf8.dropLast())
      }
    }

    private func lines(_ text: String, _ ending: String) -> [UInt8] {
      Array(text.split(separator: "\n").joined(separator: ending).utf8) + Array(ending.utf8)
    }
  }

  static let yaml = "basics:\n  name: Åsa 😀\nskills: [C, Ö]\n"
  static let json = "{\"basics\": {\"name\": \"Åsa 😀\"},\n\"skills\": [\"C\", \"Ö\"]}\n"
  static let posting = "---\ntitle: Läkare 😀\npages: 1\n---\n# Rubrik\n"

  @Test(arguments: Saving.allCases)
  func `profiles`(saving: Saving) throws {
    for (path, text) in [("a.yaml", Self.yaml), ("a.json", Self.json)] {
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: path, bytes: saving.bytes(text))
      let document =
        path == "a.yaml"
        ? YAMLReader.parseSingle(file, into: &diagnostics)
        : JSONReader.parse(file, into: &diagnostics)
      let profile = ProfileDecoder.decode(
        try #require(document), id: "a", into: &diagnostics)
      #expect(profile?.allTexts == ["Åsa 😀", "C", "Ö"])
      #expect(diagnostics.isEmpty, "\(diagnostics.map(\.line))")
    }
  }

  @Test(arguments: Saving.allCases)
  func `postings`(saving: Saving) throws {
    for path in ["a.md", "a.txt"] {
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: path, bytes: saving.bytes(Self.posting))
      let job = try #require(JobDecoder.decode(file, id: "a", into: &diagnostics))
      #expect(job.title.value == "Läkare 😀")
      #expect(job.pages.value == 1)
      #expect(job.body.hasPrefix("# Rubrik"))
      #expect(Array(job.file.bytes[job.bodyOffset...]) == Array(job.body.utf8))
      #expect(job.title.location.position == Position(line: 2, column: 8))
      #expect(diagnostics.isEmpty, "\(diagnostics.map(\.line))")
    }
  }

  @Test(arguments: ["a.yaml", "a.json", "a.md", "a.txt"])
  func `text that is not Unicode is refused with its place`(path: String) {
    var diagnostics: [Diagnostic] = []
    let bytes = Array("{\"title\": \"L".utf8) + [0xE4] + Array("kare\"}".utf8)
    let file = SourceFile(path: path, bytes: bytes)
    #expect(JobDecoder.decode(file, id: "a", into: &diagnostics) == nil)
    #expect(diagnostics.first?.severity == .error)
    #expect(diagnostics.first?.location?.position == Position(line: 1, column: 13))
  }
}
