import Archive

/// The metadata stream (ISO 16684-1): what Info says, as XML.
enum XMP {
  static func packet(_ information: Information) -> String {
    var text = """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
      xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
      xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/">
      <dc:format>application/pdf</dc:format>

      """
    text += alternative("dc:title", information.title)
    text += list("dc:creator", "Seq", information.author.isEmpty ? [] : [information.author])
    if !information.subject.isEmpty {
      text += alternative("dc:description", information.subject)
    }
    text += list("dc:subject", "Bag", information.keywords)
    text += list(
      "dc:language", "Bag", [information.language.isEmpty ? "en" : information.language])
    if !information.keywords.isEmpty {
      text += element("pdf:Keywords", information.keywords.joined(separator: ", "))
    }
    if !information.creator.isEmpty { text += element("xmp:CreatorTool", information.creator) }
    if let epoch = information.epoch {
      let date = Timestamp(epoch: epoch).iso
      text += element("xmp:CreateDate", date) + element("xmp:ModifyDate", date)
    }
    for property in information.properties {
      text += element("pdfx:\(property.name)", property.value)
    }
    return text + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n"
  }

  private static func element(_ name: String, _ text: String) -> String {
    "<\(name)>\(XMLText.escaped(text))</\(name)>\n"
  }

  private static func alternative(_ name: String, _ text: String) -> String {
    "<\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">\(XMLText.escaped(text))</rdf:li></rdf:Alt>"
      + "</\(name)>\n"
  }

  private static func list(_ name: String, _ kind: String, _ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    let entries = items.map { "<rdf:li>\(XMLText.escaped($0))</rdf:li>" }.joined()
    return "<\(name)><rdf:\(kind)>\(entries)</rdf:\(kind)></\(name)>\n"
  }
}
