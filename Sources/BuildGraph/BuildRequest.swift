import Files

/// What a command line asks for, in the form in which two runs are compared.
///
/// The front and the engine make it from the same arguments by the same function; the log keeps the
/// request that it answers.
public struct BuildRequest: Hashable, Sendable {
  /// The folder of the project, as given.
  public var root = "."
  /// The output folder where one is named.
  public var output: String?
  /// All other arguments as they stand, without the word `build` in front.
  public var arguments: [String] = []

  /// Takes out what doesn't change the result: where the project is, and how many steps run at
  /// once.
  public init(_ arguments: [String]) {
    var rest = arguments[...]
    var isCommandNamed = false
    while let argument = rest.popFirst() {
      let following = rest
      if argument == "--" {
        self.arguments += [argument] + rest
        return
      }
      if argument == "build", self.arguments.isEmpty, !isCommandNamed {
        isCommandNamed = true
      } else if let value = Self.value("--root", nil, argument, &rest) {
        root = value
      } else if let value = Self.value("--out", "-o", argument, &rest) {
        output = value
      } else if let value = Self.value("--jobs", "-j", argument, &rest), Self.isCount(value) {
      } else {
        // Not ours, or wrong: the engine says so.
        rest = following
        self.arguments.append(argument)
      }
    }
  }

  private static func isCount(_ text: String) -> Bool {
    guard let number = Int(text) else { return false }
    return (1...1024).contains(number)
  }

  /// The value of an option in one of its spellings; nil for another argument.
  private static func value(
    _ long: String, _ short: String?, _ argument: String, _ rest: inout ArraySlice<String>
  ) -> String? {
    if argument == long || argument == short { return rest.popFirst() ?? "" }
    if argument.hasPrefix(long + "=") { return String(argument.dropFirst(long.count + 1)) }
    if let short, argument.hasPrefix(short), !argument.hasPrefix("--") {
      return String(argument.dropFirst(short.count))
    }
    return nil
  }
}

/// What the front prints when nothing has changed.
public struct ReplayText: Hashable, Sendable {
  public var standardOutput: String
  public var standardError: String
  /// The same for a terminal that shows colours.
  public var coloredStandardError: String

  public init(standardOutput: String, standardError: String, coloredStandardError: String) {
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.coloredStandardError = coloredStandardError
  }
}
