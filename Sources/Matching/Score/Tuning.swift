/// Numbers of the score that were chosen by measuring; docs/matching.md says what each brought.
enum Tuning {
  /// Weight of a concept whose words are all function words.
  static let bareConcept: Float = 5
  /// Part of the weight of the less rare words of a concept's name.
  static let conceptRest: Float = 1
  /// Another form of the same word by the thesaurus: sell, sale.
  static let form: Float = 0.9
  /// Words of one family by their endings: instruct, instructor.
  static let root: Float = 0.8
  static let synonym: Float = 0.4
  /// A text about a truck answers a requirement about vehicles.
  static let kind: Float = 0.5
  /// The other way round it may.
  static let general: Float = 0.2
  static let topic: Float = 0.25
  /// A concept found by all its words, but not as a name.
  static let scattered: Float = 0.85
  /// A concept by another of its names.
  static let alias: Float = 0.8
  /// What a skill's name counts beside the words in it, when names are compared with names.
  static let name: Float = 3
  /// From this similarity on two names mean the same skill.
  static let sameName: Float = 0.75
  /// Two words side by side as in the query, beside what they count themselves.
  static let phrase: Float = 0.4
  /// What a line gains towards coverage where all words stand side by side as asked.
  static let together: Float = 0.05
  static let k1: Float = 3
  static let b: Float = 0.6
  /// From this many times the usual length on, length counts by a root only: a long text says more.
  static let longText: Float = 1.5
  static let longRoot: Float = 0.3
  /// What further matches of one word add to the best one; in a text of several lines more.
  static let further: Float = 0.2
  static let furtherMost: Float = 0.6
  /// Lines of usual length from which further matches count more.
  static let furtherFrom: Float = 1.5
  /// What a word of the job's title counts in titles of the profile, beside everywhere.
  static let titleInTitle: Float = 6
  /// Words of an item of usual length.
  static let usualLength: Float = 12
  /// How much less a soft match counts towards coverage than towards rank.
  static let softBelow: Float = 0.85
  static let softness: Float = 0.64
  /// What the first word of a line counts, which says what is done: maintain records.
  static let lead: Float = 1.2
  /// A line that says the same in fewer words answers better: (usual length / length) to this power.
  static let focus: Float = 0.2
  /// Words below which a line does not gain any more.
  static let shortest: Float = 4
  /// The chance that an item answers a requirement: (its share / enough) to this power.
  static let chancePower: Float = 1.5
  static let enough: Float = 0.85
  static let surest: Float = 0.98
}
