/// One problem that a person can act on, as data; `render` functions print it.
///
/// Wording: most specific word first, no final period, names in single quotes. `help` says what to
/// do and holds "did you mean" for near misses only.
public struct Diagnostic: Sendable {
  public enum Severity: Int, Comparable, Sendable {
    case note
    case warning
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
  }

  /// A further place that explains the problem, such as the first of two equal keys.
  public struct Note: Sendable {
    public var message: String
    public var location: Location?

    public init(_ message: String, at location: Location? = nil) {
      self.message = message
      self.location = location
    }
  }

  public var severity: Severity
  /// Stable name in kebab case, such as `unknown-key`.
  public var id: String
  public var message: String
  public var location: Location?
  /// The path for a problem with a file as a whole (missing, unreadable), where `location` is nil.
  public var path: String?
  public var help: String?
  public var notes: [Note]

  public init(
    _ severity: Severity, _ id: String, _ message: String, at location: Location? = nil,
    path: String? = nil, help: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.location = location
    self.path = path
    self.help = help
    self.notes = notes
  }

  public static func error(
    _ id: String, _ message: String, at location: Location? = nil, path: String? = nil,
    help: String? = nil, notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.error, id, message, at: location, path: path, help: help, notes: notes)
  }

  public static func warning(
    _ id: String, _ message: String, at location: Location? = nil, path: String? = nil,
    help: String? = nil, notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.warning, id, message, at: location, path: path, help: help, notes: notes)
  }
}
