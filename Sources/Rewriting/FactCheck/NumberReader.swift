/// Turns the pieces of a text into words and numbers; words that belong to a number are none.
struct NumberReader {
  private let pieces: [CheckedText.Piece]
  private let lower: [String]
  private var index = 0
  private var tokens: [CheckedText.Token] = []

  init(_ pieces: [CheckedText.Piece]) {
    self.pieces = pieces
    lower = pieces.map { $0.text.lowercased() }
  }

  consuming func read() -> [CheckedText.Token] {
    while index < pieces.count {
      if let number = readNumber() {
        tokens.append(.number(number))
      } else {
        addWord(index)
        index += 1
      }
    }
    return tokens
  }

  private mutating func addWord(_ index: Int) {
    let piece = pieces[index]
    tokens.append(
      .word(
        CheckedWord(
          piece.text, isFirst: piece.isFirst, place: tokens.count, followsBreak: piece.followsBreak)
      ))
  }

  private func at(_ index: Int) -> String { lower.indices.contains(index) ? lower[index] : "" }

  // MARK: A number

  private mutating func readNumber() -> CheckedNumber? {
    let start = index
    var found = digits()
    if found == nil {
      // Digits that turned out to be a name have been passed already.
      index = start
      found = word()
    }
    guard var number = found else {
      index = start
      return nil
    }
    if let scale = NumberWords.scales[at(index)], !pieces[index].followsBreak {
      number.values = Set(number.values.map { $0 * scale })
      index += 1
    }
    readUnit(&number)
    number.quote = pieces[start..<index].map(\.text).joined(separator: " ")
    let before = takeCurrency(&number)
    number.precision = precision(number.precision, before)
    if case .word(let word)? = tokens.last, ["from", "to"].contains(word.bare) {
      number.direction = word.bare
    }
    number.isDuration = Vocabulary.timeUnits.contains(at(index))
    number.place = tokens.count
    return number
  }

  /// `14,000`, `$4.2m`, `31%`, `3x`, `10+`.
  private mutating func digits() -> CheckedNumber? {
    var text = lower[index][...]
    var number = CheckedNumber(
      values: [], unit: .plain, precision: .exact, quote: "", place: 0, direction: nil)
    while let sign = text.first, !sign.isNumber {
      if let code = NumberWords.currencies[String(sign)] {
        number.unit = .currency(code)
      } else if sign == "~" || sign == "≈" || sign == "±" {
        number.precision = .about
      } else if sign == ">" {
        number.precision = .over
      } else if sign == "<" {
        number.precision = .under
      } else if sign != "+" && sign != "#" || text.count < 2 {
        return nil
      }
      text = text.dropFirst()
    }
    let body = text.prefix { $0.isNumber || $0 == "," || $0 == "." || $0 == "'" || $0 == "’" }
    guard !body.isEmpty else { return nil }
    var suffix = text[body.endIndex...]
    if suffix.last == "+" {
      number.precision = .over
      suffix = suffix.dropLast()
    }
    if let sign = suffix.last, let code = NumberWords.currencies[String(sign)] {
      number.unit = .currency(code)
      suffix = suffix.dropLast()
    }
    var whole = body
    index += 1
    if suffix.isEmpty, body.count <= 3, body.allSatisfy(\.isNumber) { whole = grouped(body) }
    number.values = NumberWords.values(of: whole)
    guard !suffix.isEmpty else { return number }
    // Digits with other letters are a name: `4G`.
    guard let known = NumberWords.suffixes.first(where: { $0.text == suffix }) else { return nil }
    number.values = Set(number.values.map { $0 * known.scale })
    number.unit = known.unit ?? number.unit
    return number
  }

  /// `14 000`: groups of three with spaces between them.
  private mutating func grouped(_ first: Substring) -> Substring {
    var text = String(first)
    while at(index).count == 3, at(index).allSatisfy(\.isNumber), !pieces[index].followsBreak {
      text += at(index)
      index += 1
    }
    return text[...]
  }

  /// `twenty five`, `a hundred`, `doubled`.
  private mutating func word() -> CheckedNumber? {
    func number(_ value: Double, _ unit: CheckedNumber.Unit) -> CheckedNumber {
      CheckedNumber(
        values: [value], unit: unit, precision: .exact, quote: "", place: 0, direction: nil)
    }
    let text = lower[index]
    if let factor = NumberWords.factors[text] {
      index += 1
      return number(factor, .times)
    }
    if NumberWords.halves.contains(text) {
      index += 1
      return number(50, .percent)
    }
    if let value = NumberWords.ordinals[text], text != "second" || at(index + 1) != "s" {
      // `a second`, `per second`: a unit of time.
      guard text != "second" || !isMeasuredSecond else { return nil }
      index += 1
      return number(value, .ordinal)
    }
    if ["one", "a", "an"].contains(text), NumberWords.scales[at(index + 1)] != nil {
      index += 1
      return number(1, .plain)
    }
    if let scale = NumberWords.scales[text] {
      index += 1
      return number(scale, .plain)
    }
    guard let value = NumberWords.small[text] else { return nil }
    index += 1
    if value >= 20, let unit = NumberWords.small[at(index)], (1..<10).contains(unit) {
      index += 1
      return number(value + unit, .plain)
    }
    return number(value, .plain)
  }

  /// Whether `second` is the unit: after a number, `per`, `a` or `each`.
  private var isMeasuredSecond: Bool {
    switch tokens.last {
    case .number?: true
    case .word(let word)?: ["per", "a", "each", "every"].contains(word.bare)
    case nil: false
    }
  }

  // MARK: What stands around it

  private mutating func readUnit(_ number: inout CheckedNumber) {
    switch at(index) {
    case "percent", "pct", "%", "procent", "prozent":
      number.unit = .percent
      index += 1
    case "per" where at(index + 1) == "cent":
      number.unit = .percent
      index += 2
    case "percentage" where at(index + 1).hasPrefix("point"):
      number.unit = .points
      index += 2
    case "times", "x", "×", "fold":
      number.unit = .times
      index += 1
    default:
      if number.unit == .plain, let code = NumberWords.currencies[at(index)] {
        number.unit = .currency(code)
        index += 1
      }
    }
  }

  /// A currency before the number leaves the words; gives the words before it, nearest first.
  private mutating func takeCurrency(_ number: inout CheckedNumber) -> [String] {
    var before: [String] = []
    if case .word(let word)? = tokens.last, let code = NumberWords.currencies[word.bare] {
      if number.unit == .plain || number.unit == .currency(code) {
        number.unit = .currency(code)
        number.quote = word.text + " " + number.quote
        tokens.removeLast()
      }
    }
    for token in tokens.suffix(3).reversed() {
      guard case .word(let word) = token else { break }
      before.append(word.bare)
    }
    return before
  }

  /// How exact it is by the words before it, which leave the words too.
  private mutating func precision(
    _ signs: CheckedNumber.Precision, _ before: [String]
  ) -> CheckedNumber.Precision {
    guard signs == .exact, let last = before.first else { return signs }
    func take(_ count: Int, _ precision: CheckedNumber.Precision) -> CheckedNumber.Precision {
      tokens.removeLast(count)
      return precision
    }
    let pair = before.count > 1 ? "\(before[1]) \(last)" : ""
    switch pair {
    case "more than", "at least", "upwards of", "excess of": return take(2, .over)
    case "less than", "fewer than", "up to", "at most": return take(2, .under)
    case "close to": return take(2, .about)
    default: break
    }
    switch last {
    case "over", "above", "exceeding": return take(1, .over)
    case "under", "below", "nearly", "almost", "barely": return take(1, .under)
    case "about", "around", "approximately", "roughly", "some", "circa", "ca", "approx":
      return take(1, .about)
    default: return .exact
    }
  }
}
