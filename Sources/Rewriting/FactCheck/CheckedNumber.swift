/// A number of a text, with what it counts in and how exact it claims to be.
struct CheckedNumber: Sendable {
  enum Unit: Hashable, Sendable {
    case plain, percent, points, times, ordinal
    case currency(String)
  }

  enum Precision: Hashable, Sendable {
    case exact, about
    /// More than that, at least that.
    case over
    /// Less than that, nearly that, up to that.
    case under
  }

  /// What it may mean: `14.000` is 14 and 14,000.
  var values: Set<Double>
  var unit: Unit
  var precision: Precision
  /// As it stands there.
  var quote: String
  /// Its place among the words and numbers of the text.
  var place: Int
  /// `from` or `to` where one of them stands before it.
  var direction: String?
  /// Whether a unit of time follows.
  var isDuration = false

  /// 1900 to 2100 and nothing behind it.
  var isYear: Bool {
    unit == .plain && quote.count == 4 && values.count == 1
      && values.allSatisfy { (1900...2100).contains($0) }
  }

  var kind: Objection.Kind {
    switch unit {
    case .percent, .points: .percentage
    case .currency: .currency
    default: isYear ? .date : .number
    }
  }
}

/// Numbers as words and signs.
enum NumberWords {
  static let small: [String: Double] = [
    "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
  ]

  static let scales: [String: Double] = [
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 1e6, "mio": 1e6, "mn": 1e6,
    "mln": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "hundreds": 100, "thousands": 1000,
    "millions": 1e6, "billions": 1e9,
  ]

  static let ordinals: [String: Double] = [
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
  ]

  /// Words that multiply.
  static let factors: [String: Double] = [
    "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "doubles": 2, "twofold": 2, "triple": 3,
    "tripled": 3, "tripling": 3, "threefold": 3, "quadrupled": 4, "quadruple": 4, "fourfold": 4,
    "fivefold": 5, "tenfold": 10, "thrice": 3,
  ]

  static let halves: Set<String> = ["half", "halved", "halving", "halve", "halves"]

  static let currencies: [String: String] = [
    "$": "USD", "usd": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR",
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY",
    "jpy": "JPY", "yen": "JPY", "₹": "INR", "inr": "INR", "rupees": "INR", "sek": "SEK",
    "nok": "NOK", "dkk": "DKK", "chf": "CHF", "cad": "CAD", "aud": "AUD", "cny": "CNY",
    "rmb": "CNY", "brl": "BRL", "pln": "PLN", "czk": "CZK", "krw": "KRW", "mxn": "MXN",
    "sgd": "SGD", "zar": "ZAR", "kronor": "SEK", "francs": "CHF", "pounds": "GBP", "cents": "USD",
  ]

  static let suffixes: [(text: String, scale: Double, unit: CheckedNumber.Unit?)] = [
    ("%", 1, .percent), ("x", 1, .times), ("×", 1, .times), ("k", 1000, nil), ("m", 1e6, nil),
    ("mm", 1e6, nil), ("mn", 1e6, nil), ("b", 1e9, nil), ("bn", 1e9, nil), ("th", 1, .ordinal),
    ("st", 1, .ordinal), ("nd", 1, .ordinal), ("rd", 1, .ordinal), ("fold", 1, .times),
  ]

  /// What the digits and separators of a number may mean.
  static func values(of digits: Substring) -> Set<Double> {
    let marks = digits.filter { $0 == "," || $0 == "." || $0 == "'" || $0 == "’" }
    let plain = String(digits.filter(\.isNumber))
    guard let last = marks.last, let whole = Double(plain) else {
      return Double(digits).map { [$0] } ?? []
    }
    let parts = digits.split { $0 == "," || $0 == "." || $0 == "'" || $0 == "’" }
    let areGroups = parts.dropFirst().allSatisfy { $0.count == 3 } && (parts.first?.count ?? 4) <= 3
    var values: Set<Double> = []
    if areGroups { values.insert(whole) }
    let isDecimal = marks.filter { $0 == last }.count == 1 && !(areGroups && last == ",")
    if isDecimal, let fraction = parts.last,
      let value = Double(parts.dropLast().joined() + "." + fraction)
    {
      values.insert(value)
    }
    return values.isEmpty ? [whole] : values
  }
}
