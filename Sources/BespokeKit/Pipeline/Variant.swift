package import Profiles

/// One document to make in one or more formats: profile × job × template × document, with the
/// options of the build that asked for it.
package struct Variant: Hashable, Sendable {
  package var profile: String
  /// A job's id; `general` is the resume that no job shaped.
  package var job: String
  package var template: String
  /// `resume` or `letter`.
  package var document: String
  /// Name of the build, empty for the unnamed one.
  package var build: String
  /// BCP 47 tag asked for; empty for the profile's own language.
  package var locale: String
  /// Whether the locale stands in the file name: builds of several locales.
  package var namesLocale: Bool
  /// In the order of `OutputFormat`.
  package var formats: [OutputFormat]
  package var audience: [String]
  package var exclude: [String]
  package var redact: [Redaction]
  /// Pages it may fill; nil for as many as it takes.
  package var pages: Int?
  /// nil: the template's, else the locale's.
  package var paper: Config.Paper?
  /// Options of the template that every build sets, and those that this build sets: what profile
  /// and posting say stands between them.
  package var defaultOptions: [TemplateSetting]
  package var buildOptions: [TemplateSetting]

  package static let generalJob = "general"

  package var isTailored: Bool { job != Self.generalJob }

  /// `ada/acme`, below out/.
  package var folder: String { "\(profile)/\(job)" }

  /// `resume-modern-public.de`: the file name without extension.
  package var stem: String {
    "\(document)-\(template)" + (build.isEmpty ? "" : "-\(build)")
      + (namesLocale && !locale.isEmpty ? ".\(locale)" : "")
  }

  /// `ada/acme/resume-modern`: stable, also across machines.
  package var id: String { "\(folder)/\(stem)" }

  /// Path of an output below out/.
  package func path(_ format: OutputFormat) -> String { "\(id).\(format.rawValue)" }

  /// Paths of all that a format may make: one, but for pictures one a page.
  package func paths(_ format: OutputFormat) -> [String] {
    guard format == .png else { return [path(format)] }
    return (1...(pages ?? Self.pictureLimit)).map { $0 == 1 ? path(format) : "\(id)-\($0).png" }
  }

  /// Pages of which pictures are made where nothing limits the pages.
  private static let pictureLimit = 50

  /// All that changes the bytes beside the files read, by the names that explanations use.
  ///
  /// The formats are not in it: one more format makes none of the others again.
  package var options: [(label: String, value: String)] {
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
package enum OutputFormat: String, CaseIterable, Comparable, Sendable {
  case html, pdf, docx, txt, md, json, png

  /// Whether it says where it comes from.
  var hasMetadata: Bool { [.pdf, .docx, .json].contains(self) }

  package static func < (a: OutputFormat, b: OutputFormat) -> Bool { a.rank < b.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
