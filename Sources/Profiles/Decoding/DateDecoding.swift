import Diagnostics
import YAML

extension Decoding {
  /// Reads a date; what is none prints as typed, with a warning.
  mutating func date(_ node: YAMLNode, _ field: String) -> PartialDate? {
    guard let scalar = node.scalar else {
      wrongType(node, field, expected: "a date")
      return nil
    }
    guard !isAbsent(node, field) else { return nil }
    let text = String(scalar.text.trimmed)
    let location = location(node.span)
    switch PartialDate.parse(text) {
    case .value(let value): return PartialDate(value: value, text: text, location: location)
    case .impossible(let part):
      report(
        .warning(
          "impossible-date", "'\(text.shortened)' is no date: there is no such \(part)",
          at: location))
    case .unreadable:
      report(
        .warning(
          "unreadable-date", "'\(text.shortened)' is not read as a date; it prints as typed",
          at: location, help: "write YYYY, YYYY-MM or YYYY-MM-DD"))
    }
    return PartialDate(value: .other, text: text, location: location)
  }

  /// Warns when an entry ends before it begins.
  mutating func checkOrder(_ entry: Entry) {
    guard let start = entry.start, let end = entry.end,
      case .date(let firstYear, let firstMonth, let firstDay) = start.value,
      case .date(let lastYear, let lastMonth, let lastDay) = end.value
    else { return }
    var isBackwards = lastYear < firstYear
    if lastYear == firstYear, let firstMonth, let lastMonth {
      isBackwards = lastMonth < firstMonth
      if lastMonth == firstMonth, let firstDay, let lastDay { isBackwards = lastDay < firstDay }
    }
    guard isBackwards else { return }
    report(
      .warning(
        "end-before-start", "'\(end.text)' is before the start, '\(start.text)'", at: end.location,
        notes: [Diagnostic.Note("the start is here", at: start.location)]))
  }
}

extension PartialDate {
  enum Parsed: Equatable {
    case value(Value)
    /// Written like a date, but no such month or day exists.
    case impossible(String)
    case unreadable
  }

  /// Reads YYYY, YYYY-MM, YYYY-MM-DD (a time after it is ignored) and words for today.
  static func parse(_ text: String) -> Parsed {
    let bytes = Array(text.utf8)
    guard let year = number(bytes, 0, 4) else {
      return presentWords.contains(text.lowercased()) ? .value(.present) : .unreadable
    }
    guard bytes.count > 4 else {
      return year >= 1000 ? .value(.date(year: year, month: nil, day: nil)) : .unreadable
    }
    guard year >= 1000, bytes[4] == UInt8(ascii: "-"), let month = number(bytes, 5, 2) else {
      return .unreadable
    }
    guard bytes.count == 7 || bytes[7] == UInt8(ascii: "-") else { return .unreadable }
    guard (1...12).contains(month) else { return .impossible("month") }
    guard bytes.count > 7 else { return .value(.date(year: year, month: month, day: nil)) }
    guard let day = number(bytes, 8, 2), bytes.count == 10 || isTime(bytes[10...]) else {
      return .unreadable
    }
    guard day >= 1, day <= days(of: month, in: year) else { return .impossible("day") }
    return .value(.date(year: year, month: month, day: day))
  }

  /// Words for today, among them those that the built-in locales print.
  static let presentWords: Set<String> = [
    "present", "now", "ongoing", "current", "currently", "today", "heute", "aujourd’hui",
    "aujourd'hui", "actualidad", "presente", "atual", "oggi", "heden", "nu", "obecnie", "дотепер",
    "devam ediyor", "現在", "현재", "至今", "حتى الآن", "היום", "वर्तमान",
  ]

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard bytes.count >= start + count else { return nil }
    var value = 0
    for byte in bytes[start..<start + count] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// `T10:00:00Z` or ` 10:00`.
  private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first == 0x54 || first == 0x74 || first == 0x20 else {
      return false
    }
    return bytes.count > 3
      && bytes.dropFirst().allSatisfy { byte in
        (0x30...0x3A).contains(byte) || [0x2B, 0x2D, 0x2E, 0x5A, 0x7A].contains(byte)
      }
  }

  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
