/// A pattern over ids: `*` stands for any letters, `?` for one.
public struct Glob: Hashable, Sendable {
  public let pattern: String
  private let symbols: [Character]

  public init(_ pattern: String) {
    self.pattern = pattern
    symbols = Array(pattern)
  }

  public var hasWildcards: Bool { symbols.contains { $0 == "*" || $0 == "?" } }

  /// Whether the whole of a text fits, in time linear in both for each star.
  public func matches(_ text: String) -> Bool {
    let text = Array(text)
    var position = 0
    var index = 0
    var star: (symbol: Int, text: Int)?
    while index < text.count {
      if position < symbols.count, symbols[position] == "*" {
        star = (position, index)
        position += 1
      } else if position < symbols.count,
        symbols[position] == "?" || symbols[position] == text[index]
      {
        position += 1
        index += 1
      } else if let last = star {
        star = (last.symbol, last.text + 1)
        position = last.symbol + 1
        index = last.text + 1
      } else {
        return false
      }
    }
    return symbols[position...].allSatisfy { $0 == "*" }
  }
}
