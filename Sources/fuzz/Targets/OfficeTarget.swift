import Archive
import Diagnostics
import Extraction
import Profiles
import YAML

/// What must hold for any bytes: as an archive, and as the text of one that is sound; whatever is
/// read becomes a profile that can be written and read again.
func checkOffice(_ bytes: [UInt8]) {
  read(bytes)
  _ = try? TarReader.files(in: bytes)
  read(wordFile(holding: bytes))
  read(openDocument(holding: bytes))
  checkEvents(bytes)
}

private func read(_ bytes: [UInt8]) {
  guard let kind = try? DocumentKind.of(bytes), kind == .word || kind == .openDocument,
    let resume = try? ForeignResume(bytes, path: "input", name: "input")
  else { return }
  var problems: [Diagnostic] = []
  let file = SourceFile(path: "draft.yaml", text: resume.draft)
  let document = YAMLReader.parseSingle(file, into: &problems)
  precondition(document != nil, "a draft that is not YAML: \(problems.map(\.message))")
  for line in resume.text.lines { precondition(!line.text.isEmpty) }
}

private func checkEvents(_ bytes: [UInt8]) {
  var reader = XMLReader(bytes)
  var depth = 0
  do {
    while let event = try reader.next() {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      default: break
      }
      precondition(depth >= 0, "an end without a start")
    }
    precondition(depth == 0, "a start without an end")
  } catch {
    precondition(0 <= error.offset && error.offset <= bytes.count, "an error outside the file")
  }
}

private func wordFile(holding bytes: [UInt8]) -> [UInt8] {
  var zip = ZIPWriter()
  zip.add("[Content_Types].xml", Array("<Types/>".utf8), packs: false)
  for part in ["document", "styles", "numbering", "footnotes", "header1"] {
    zip.add("word/\(part).xml", bytes, packs: false)
  }
  zip.add("word/_rels/document.xml.rels", bytes, packs: false)
  return zip.finish()
}

private func openDocument(holding bytes: [UInt8]) -> [UInt8] {
  var zip = ZIPWriter()
  zip.add("content.xml", bytes, packs: false)
  zip.add("styles.xml", bytes, packs: false)
  return zip.finish()
}
