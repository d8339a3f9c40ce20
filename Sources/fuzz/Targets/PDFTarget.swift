import Extraction
import PDFFile

/// What must hold for any bytes: as a file, as the content and the character map of one that is
/// sound, and as what poppler's programs say of one.
func checkPDF(_ bytes: [UInt8]) {
  checkFile(bytes)
  checkFile(soundFile(holding: bytes))
  let parts = bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
  let said = (0..<4).map { $0 < parts.count ? Array(parts[$0]) : [] }
  _ = Extraction.PDFText(
    words: said[0], glyphs: said[1], pictures: said[2], paper: said[3], of: bytes)
}

private func checkFile(_ bytes: [UInt8]) {
  var survey = PDFSurvey(bytes, budget: 1 << 20)
  for number in survey.dictionaries.keys {
    _ = survey.content(number)
    _ = survey.characterMap(number)
  }
  _ = survey.textOutsidePages()
  guard let reader = try? PDFReader(bytes) else { return }
  for property in (try? reader.properties()) ?? [] { _ = property.name.count }
  let words = (try? PDFFile.PDFText.words(in: bytes)) ?? []
  for word in words { precondition(!word.text.isEmpty && word.page >= 0) }
  let description = DocumentDescription(
    information: Information(), pages: [PageDescription()], elements: [], outline: [])
  _ = try? PDFAssembler.assemble(painted: bytes, description: description)
}

/// A PDF of one page that shows `bytes`, in a font whose character map they are too.
private func soundFile(holding bytes: [UInt8]) -> [UInt8] {
  let stream =
    Array("<< /Length \(bytes.count) >>\nstream\n".utf8) + bytes + Array("\nendstream".utf8)
  let objects = [
    Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
    Array("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".utf8),
    Array(
      """
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R
      /Resources << /Font << /F 4 0 R /G 7 0 R >> /XObject << /X 6 0 R >> >> >>
      """.utf8),
    Array(
      "<< /Type /Font /Subtype /TrueType /ToUnicode 5 0 R /FirstChar 32 /Widths [500 600] >>".utf8),
    stream,
    Array("<< /Type /XObject /Subtype /Form /Length 4 >>\nstream\n/X Do\nendstream".utf8),
    Array(
      """
      << /Type /Font /Subtype /Type0 /ToUnicode 5 0 R
      /DescendantFonts [<< /DW 900 /W [1 [500 600] 5 9 700] >>] >>
      """.utf8),
  ]
  var file = Array("%PDF-1.7\n".utf8)
  var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
  for (index, object) in objects.enumerated() {
    let offset = String(file.count)
    table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
    file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
  }
  let start = file.count
  table += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
  return file + Array(table.utf8)
}
