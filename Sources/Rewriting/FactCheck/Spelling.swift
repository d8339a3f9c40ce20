/// Ways of writing one name.
enum Spelling {
  /// Whether two names of one thing are short and long forms of one another: a beginning of four
  /// letters or more, the initials, or a number in place of the letters between first and last.
  static func areVariants(_ a: String, _ b: String) -> Bool {
    let (a, b) = (a.lowercased(), b.lowercased())
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    if short == long { return true }
    let common = zip(short, long).prefix { $0 == $1 }.count
    if common >= 4, common * 4 >= short.count * 3 { return true }
    let words = long.split { !$0.isLetter && !$0.isNumber }
    if words.count > 1, String(words.compactMap(\.first)) == short { return true }
    let digits = short.dropFirst().prefix(while: \.isNumber)
    return Int(digits) == long.count - 2 && short.first == long.first && short.last == long.last
  }
}
