import YAML

/// Dates as other tools and people write them, in ISO form.
enum ImportedDate {
  /// The node with its text in ISO form; as it is when it cannot be read.
  static func normalized(_ node: YAMLNode) -> YAMLNode {
    guard case .scalar(var scalar) = node.content, let text = iso(scalar.text) else { return node }
    guard text != scalar.text else { return node }
    scalar.text = text
    return YAMLNode(.scalar(scalar), span: node.span)
  }

  /// `Sep 1, 2016`, `1 September 2016`, `Oct 2016`, `09/2016`, `2016/09/01`, `2016.09`: day before
  /// month is never guessed from digits alone.
  static func iso(_ text: String) -> String? {
    let words = text.split { " ,./".contains($0) }.map(String.init)
    switch words.count {
    case 1: return nil
    case 2: return monthAndYear(words[0], words[1])
    case 3: return full(words, isDotted: text.contains("."))
    default: return nil
    }
  }

  private static func monthAndYear(_ first: String, _ second: String) -> String? {
    if let year = year(second), let month = month(first) ?? number(first, 1...12) {
      return "\(year)-\(padded(month))"
    }
    if let year = year(first), let month = number(second, 1...12) ?? month(second) {
      return "\(year)-\(padded(month))"
    }
    return nil
  }

  private static func full(_ words: [String], isDotted: Bool) -> String? {
    if let year = year(words[2]) {
      if let month = month(words[0]), let day = number(words[1], 1...31) {
        return "\(year)-\(padded(month))-\(padded(day))"
      }
      if let month = month(words[1]), let day = number(words[0], 1...31) {
        return "\(year)-\(padded(month))-\(padded(day))"
      }
      if isDotted, let day = number(words[0], 1...31), let month = number(words[1], 1...12) {
        return "\(year)-\(padded(month))-\(padded(day))"
      }
    }
    if let year = year(words[0]), let month = number(words[1], 1...12),
      let day = number(words[2], 1...31)
    {
      return "\(year)-\(padded(month))-\(padded(day))"
    }
    return nil
  }

  private static func year(_ text: String) -> Int? {
    text.utf8.count == 4 ? number(text, 1000...2999) : nil
  }

  private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text),
      range.contains(value)
    else { return nil }
    return value
  }

  private static func month(_ text: String) -> Int? {
    let name = text.lowercased()
    guard name.utf8.count >= 3 else { return nil }
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    return names.firstIndex { $0.hasPrefix(name) || (name == "sept" && $0 == "september") }
      .map { $0 + 1 }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
