extension Comparison {
  /// Numbers that the source lacks, or says of something else, or less exactly.
  var numberObjections: [Objection] {
    text.numbers.compactMap { number in
      let equals = source.numbers.filter { !$0.values.isDisjoint(with: number.values) }
      guard !equals.isEmpty else { return absent(number) }
      let fits = equals.filter { isSameUnit($0.unit, number.unit) }
      guard !fits.isEmpty else { return absent(number) }
      guard fits.contains(where: { isAsExact(number, $0) }) else {
        return Objection(
          .emphasis, "'\(number.quote)' is more exact or more than the source says")
      }
      guard fits.contains(where: { isSameDirection(number, $0) }) else {
        return Objection(number.kind, "'\(number.quote)' is the other end in the source")
      }
      guard !isOfSomethingElse(number, fits) else {
        return Objection(number.kind, "'\(number.quote)' is said of something else in the source")
      }
      return nil
    }
  }

  /// A number whose amount is there and not its unit is reported by the unit.
  private func absent(_ number: CheckedNumber) -> Objection { .absent(number.kind, number.quote) }

  private func isSameUnit(_ a: CheckedNumber.Unit, _ b: CheckedNumber.Unit) -> Bool {
    a == b || Set([a, b]) == [.plain, .times]
  }

  private func isAsExact(_ number: CheckedNumber, _ source: CheckedNumber) -> Bool {
    switch (number.precision, source.precision) {
    case (.exact, .exact), (.exact, .over), (.about, .exact), (.about, .about): true
    case (.over, .over), (.under, .under): true
    case (.over, .exact): number.isDuration && source.isDuration
    default: false
    }
  }

  /// `from 840 to 190` doesn't become `from 190 to 840`.
  private func isSameDirection(_ number: CheckedNumber, _ source: CheckedNumber) -> Bool {
    guard let here = number.direction, let there = source.direction else { return true }
    return here == there
  }

  // MARK: What a number is said of

  /// Whether the words around a number stand around another number in the source, and clearly so:
  /// reordering moves a number and its words together.
  private func isOfSomethingElse(_ number: CheckedNumber, _ fits: [CheckedNumber]) -> Bool {
    let others = source.numbers.filter { other in
      other.values.isDisjoint(with: number.values) && isSameUnit(other.unit, number.unit)
    }
    // Where both say `from` or both say `to` the two ends are told apart already.
    let isEnd = number.direction != nil && fits.contains { $0.direction == number.direction }
    guard !others.isEmpty, !isEnd else { return false }
    let surroundings = neighbours(of: number, in: text)
    func best(_ numbers: [CheckedNumber]) -> Double {
      numbers.map { affinity(surroundings, neighbours(of: $0, in: source)) }.max() ?? 0
    }
    let there = best(others)
    return there >= 0.5 && there > 2 * best(fits)
  }

  /// A word and how many words behind the number it stands; before it, below zero.
  private typealias Neighbour = (word: CheckedWord, distance: Int)

  private func neighbours(of number: CheckedNumber, in text: CheckedText) -> [Neighbour] {
    text.words.compactMap { word in
      let distance = word.place - number.place
      guard abs(distance) <= 5, !word.isFunction, !Vocabulary.neutral.contains(word.bare) else {
        return nil
      }
      return (word, distance)
    }
  }

  /// How alike two surroundings are: a shared word counts the more, the nearer it stands and the
  /// less it has moved.
  private func affinity(_ a: [Neighbour], _ b: [Neighbour]) -> Double {
    a.reduce(0) { sum, here in
      let closest = b.filter { Paraphrases.shared.match(here.word, $0.word) }
        .map { abs($0.distance - here.distance) }.min()
      guard let closest else { return sum }
      return sum + 1 / Double((1 + closest) * abs(here.distance))
    }
  }
}
