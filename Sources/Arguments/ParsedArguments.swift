/// The arguments of one run: a command with values that its table allows.
public struct ParsedArguments: Sendable {
  public let command: Command
  var flags: [String: Int] = [:]
  var texts: [String: [String]] = [:]
  var words: [String: [String]] = [:]

  init(command: Command) { self.command = command }

  public func has(_ flag: Option) -> Bool { count(of: flag) > 0 }

  /// How often a flag was given.
  public func count(of flag: Option) -> Int { flags[flag.long] ?? 0 }

  /// The value of an option, the last one where it was repeated; nil when it was not given.
  public func value(of option: Option) -> String? { texts[option.long]?.last }

  /// All values of an option in the order given; lists are taken apart at their commas.
  public func values(of option: Option) -> [String] { texts[option.long] ?? [] }

  public func integer(of option: Option) -> Int? { value(of: option).flatMap { Int($0) } }

  /// The word at a place; nil when it was not given.
  public func word(at positional: Positional) -> String? { words[positional.name]?.first }

  /// All words at a place that takes many.
  public func words(at positional: Positional) -> [String] { words[positional.name] ?? [] }
}
