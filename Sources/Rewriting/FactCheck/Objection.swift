/// Why a rewrite is refused.
public struct Objection: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case number, percentage, currency, date, link, degree, certificate, skill, title, name, claim
    /// Something that the source says of less than the rewrite does.
    case emphasis
    /// Something that no text may hold, or a text too long or empty.
    case form
  }

  public var kind: Kind
  /// A sentence without its period: `number '45' is not in the source`.
  public var reason: String

  public init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  static func absent(_ kind: Kind, _ quote: String) -> Objection {
    Objection(kind, "\(kind.rawValue) '\(quote)' is not in the source")
  }
}
