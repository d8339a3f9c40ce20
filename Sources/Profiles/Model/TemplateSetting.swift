public import Diagnostics

/// The value that a profile, a posting or a build gives to an option of a template.
///
/// What the option is called and may be is the template's matter: nothing is checked here.
public struct TemplateSetting: Sendable {
  /// The template that it is meant for; nil for every template that has such an option.
  public var template: String?
  public var name: String
  /// One word, or several for an option that is a list.
  public var values: [String]
  public var isList: Bool
  public var location: Location

  public init(
    _ name: String, _ values: [String], isList: Bool = false, template: String? = nil,
    location: Location
  ) {
    self.name = name
    self.values = values
    self.isList = isList
    self.template = template
    self.location = location
  }
}

extension TemplateSetting: Hashable {
  /// Where it stands is no part of what it says.
  public static func == (a: TemplateSetting, b: TemplateSetting) -> Bool {
    a.template == b.template && a.name == b.name && a.values == b.values && a.isList == b.isList
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(template)
    hasher.combine(name)
    hasher.combine(values)
    hasher.combine(isList)
  }

  /// One line for a step's key.
  public var key: String {
    "\(template ?? "")/\(name)=\(values.joined(separator: "\u{1E}"))\(isList ? "[]" : "")"
  }
}
