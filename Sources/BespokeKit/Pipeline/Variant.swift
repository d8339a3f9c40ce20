public import Profiles

/// One document to make in one or more formats: profile × job × template × document, with the
/// options of the build that asked for it.
public struct Variant: Hashable, Sendable {
  public var profile: String
  /// A job's id; `general` is the resume that no job shaped.
  public var job: String
  public var template: String
  /// `resume` or `letter`.
  public var document: String
  /// Name of the build, empty for the unnamed one.
  public var build: String
  /// BCP 47 tag asked for; empty for the profile's own language.
  public var locale: String
  /// Whether the locale stands in the file name: builds of several locales.
  public var namesLocale: Bool
  /// In the order of `OutputFormat`.
  public var formats: [OutputFormat]
  public var audience: [String]
  public var exclude: [String]
  public var redact: [Redaction]
  /// Pages it may fill; nil for as many as it takes.
  public var pages: Int?
  /// nil: the template's, else the locale's.
  public var paper: Config.Paper?
  /// Options of the template that every build sets, and those that this build sets: what profile
  /// and posting say stands between them.
  public var defaultOptions: [TemplateSetting]
  public var buildOptions: [TemplateSetting]

  public static let generalJob = "general"

  public var isTailored: Bool { job != Self.generalJob }

  /// `ada/acme`, below out/.
  public var folder: String { "\(profile)/\(job)" }

  /// `resume-modern-public.de`: the file name without extension.
  public var stem: String {
    "\(document)-\(template)" + (build.isEmpty ? "" : "-\(build)")
      + (namesLocale && !locale.isEmpty ? ".\(locale)" : "")
  }

  /// `ada/acme/resume-modern`: stable, also across machines.
  public var id: String { "\(folder)/\(stem)" }

  /// Path of an output below out/.
  public func path(_ format: OutputFormat) -> String { "\(id).\(format.rawValue)" }

  /// Paths of all that a format may make: one, but for pictures one a page.
  public func paths(_ format: OutputFormat) -> [String] {
    guard format == .png else { return [path(format)] }
    return (1...(pages ?? Self.pictureLimit)).map { $0 == 1 ? path(format) : "\(id)-\($0).png" }
  }

  /// Pages of which pictures are made where nothing limits the pages.
  private static let pictureLimit = 50

  /// All that changes the bytes beside the files read, by the names that explanations use.
  ///
  /// The formats are not in it: one more format makes none of the others again.
  public var options: [(label: String, value: String)] {
    [
      ("document", document), ("template", template), ("build", build), ("locale", locale),
      ("audience", audience.joined(separator: ",")), ("exclude", exclude.joined(separator: ",")),
      ("redact", redact.map(\.rawValue).joined(separator: ",")),
      ("pages", pages.map { String($0) } ?? ""), ("paper", paper?.rawValue ?? ""),
      ("options", (defaultOptions + buildOptions).map(\.key).joined(separator: ",")),
    ]
  }
}

/// The formats that a variant can be made in.
public enum OutputFormat: String, CaseIterable, Comparable, Sendable {
  case html, pdf, docx, txt, md, json, png

  /// Whether it is made of pages, as page fit laid them out.
  var isTypeset: Bool { [.pdf, .png].contains(self) }

  /// Whether it says where it comes from.
  var hasMetadata: Bool { [.pdf, .docx, .json].contains(self) }

  public static func < (a: OutputFormat, b: OutputFormat) -> Bool { a.rank < b.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
