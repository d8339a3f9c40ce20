/// A PDF object as a value (PDF 1.7, 7.3).
public enum PDFObject: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// The digits as written, so that copies stay as they were.
  case real(String)
  /// Without the slash, escapes resolved.
  case name(String)
  case string([UInt8])
  case array([PDFObject])
  case dictionary(PDFDictionary)
  /// Object number; the generation is 0 in all that we write.
  case reference(Int)

  public var integerValue: Int? {
    if case .integer(let value) = self { value } else { nil }
  }

  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let digits): Double(digits)
    default: nil
    }
  }

  public var nameValue: String? {
    if case .name(let value) = self { value } else { nil }
  }

  public var arrayValue: [PDFObject]? {
    if case .array(let value) = self { value } else { nil }
  }

  public var dictionaryValue: PDFDictionary? {
    if case .dictionary(let value) = self { value } else { nil }
  }

  public var referenceValue: Int? {
    if case .reference(let value) = self { value } else { nil }
  }

  public var stringValue: [UInt8]? {
    if case .string(let value) = self { value } else { nil }
  }
}

/// A dictionary whose entries keep the order in which they were written.
public struct PDFDictionary: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var key: String
    public var value: PDFObject
  }

  public var entries: [Entry] = []

  public init() {}

  public subscript(key: String) -> PDFObject? {
    get { entries.first { $0.key == key }?.value }
    set {
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(key: key, value: value))
      case (nil, nil): break
      }
    }
  }
}

extension PDFDictionary: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, PDFObject)...) {
    entries = elements.map { Entry(key: $0.0, value: $0.1) }
  }
}
