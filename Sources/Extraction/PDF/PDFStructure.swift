import PDFFile

/// What a PDF holds beside its pages: scripts, layers, comments, descriptions, and fonts that lie.
struct PDFStructure {
  private(set) var concerns: [Concern] = []
  private(set) var notes: [ReadabilityNote] = []
  /// What fonts say in place of the letters that they draw.
  private(set) var forgeries: Set<String> = []
  /// Whether any page shows less than its paper.
  private(set) var isCropped = false
  private var survey: PDFSurvey

  init(_ bytes: [UInt8]) {
    survey = PDFSurvey(bytes)
    let all = survey.dictionaries.sorted { $0.key < $1.key }.map(\.value)
    for dictionary in all { inspect(dictionary) }
    for trailer in survey.trailers.suffix(1) { describe(survey.dictionary(trailer["Info"])) }
    if let outside = survey.textOutsidePages().first {
      concerns.append(
        Concern(.hiddenText, "text stands outside the page; not counted", quote: outside))
    }
    if survey.isEncrypted {
      notes.append(
        ReadabilityNote(
          "restricted", "the PDF restricts what may be done with it; send one without"))
    }
    if !forgeries.isEmpty {
      let list = forgeries.sorted().prefix(5).joined(separator: ", ")
      concerns.append(
        Concern(
          .forgedText, "a font gives other text than the letters that it draws; not counted",
          quote: list))
    }
    concerns = concerns.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private mutating func inspect(_ dictionary: PDFDictionary) {
    let type = dictionary["Type"]?.nameValue
    switch dictionary["S"]?.nameValue {
    case "JavaScript":
      concerns.append(Concern(.activeContent, "the PDF holds a script; it was not run"))
    case "Launch":
      concerns.append(
        Concern(.activeContent, "the PDF wants to start a program; it was not started"))
    default: break
    }
    if let crop = dictionary["CropBox"], crop != dictionary["MediaBox"] { isCropped = true }
    if type == "Catalog" { inspectCatalog(dictionary) }
    if type == "EmbeddedFile" || dictionary["EF"] != nil {
      concerns.append(Concern(.activeContent, "a file is attached to the PDF; it was not read"))
    }
    if type == "Annot" || dictionary["Rect"] != nil, dictionary["Contents"] != nil {
      inspectAnnotation(dictionary)
    }
    if dictionary["ToUnicode"] != nil { inspectFont(dictionary) }
  }

  private mutating func inspectCatalog(_ catalog: PDFDictionary) {
    if let action = survey.dictionary(catalog["OpenAction"]) {
      if action["S"]?.nameValue == "URI" {
        concerns.append(
          Concern(.activeContent, "the PDF wants to open an address; it was not opened"))
      } else if action["S"]?.nameValue != "GoTo" {
        inspect(action)
      }
    }
    let layers = survey.dictionary(survey.dictionary(catalog["OCProperties"])?["D"])
    if let off = layers?["OFF"]?.arrayValue, !off.isEmpty {
      concerns.append(
        Concern(.hiddenLayer, "a layer is switched off; what is on it is not counted"))
    }
  }

  private mutating func inspectAnnotation(_ annotation: PDFDictionary) {
    guard let bytes = annotation["Contents"]?.stringValue, !survey.isEncrypted else { return }
    let text = PDFSurvey.string(bytes)
    // Invisible, hidden, not to be viewed (PDF 1.7, 12.5.3).
    let isHidden = (annotation["F"]?.integerValue ?? 0) & (1 | 2 | 32) != 0
    let isComment = annotation["Subtype"]?.nameValue != "Link"
    guard isComment, text.count > 2, isHidden || Disguise.isInjection(text) else { return }
    concerns.append(Concern(.annotation, "a hidden comment; not counted", quote: text))
  }

  private mutating func describe(_ information: PDFDictionary?) {
    guard let information, !survey.isEncrypted else { return }
    for key in ["Title", "Subject", "Keywords", "Author"] {
      guard let bytes = information[key]?.stringValue else { continue }
      let text = PDFSurvey.string(bytes)
      if Disguise.isInjection(text) || text.count > 400 {
        concerns.append(
          Concern(
            .metadata, "the document's \(key.lowercased()) speaks to whoever screens; not counted",
            quote: text))
      }
    }
  }

  /// Compares what a font's map says of a code with what its encoding says.
  private mutating func inspectFont(_ font: PDFDictionary) {
    guard let number = font["ToUnicode"]?.referenceValue, forgeries.count < 64 else { return }
    let isSimple = ["Type1", "TrueType", "MMType1"].contains(font["Subtype"]?.nameValue)
    let names = isSimple ? letters(of: font) : [:]
    for (code, text) in survey.characterMap(number) {
      let plain = text.filter { $0.isLetter || $0.isNumber }
      // The longest ligature stands for three letters.
      if plain.count > 4 { forgeries.insert(text) }
      guard let letter = names[code], !plain.isEmpty, plain != letter else { continue }
      forgeries.insert(text)
    }
  }

  /// ASCII letters and digits by code, where the font's encoding names them.
  private func letters(of font: PDFDictionary) -> [Int: String] {
    let encoding = font["Encoding"]
    let table = survey.dictionary(encoding)
    let base = encoding?.nameValue ?? table?["BaseEncoding"]?.nameValue
    var letters: [Int: String] = [:]
    if base == "WinAnsiEncoding" || base == "MacRomanEncoding" || base == "StandardEncoding" {
      for code in [0x30...0x39, 0x41...0x5A, 0x61...0x7A].joined() {
        letters[code] = String(Unicode.Scalar(UInt8(code)))
      }
    }
    var code = 0
    for item in table?["Differences"]?.arrayValue ?? [] {
      if let number = item.integerValue {
        code = number
      } else if let name = item.nameValue {
        let isLetter = name.utf8.count == 1 && name.first?.isLetter == true
        letters[code] = isLetter ? name : nil
        code &+= 1
      }
    }
    return letters
  }
}
