import Files
import Profiles

/// The date of a document: SOURCE_DATE_EPOCH, else that of the last commit that touched what the
/// document is made from; never the clock.
struct Today: Sendable {
  var fixed: String?
  var commits = CommitDates()

  /// What every document is made from.
  private static let shared = [
    "bespoke.yaml", "bespoke.yml", "content/lexicon.yaml", "content/locales", "content/fonts",
    "templates/partials",
  ]

  /// The date for how a profile answers a posting.
  func date(_ profile: ContentListing.ProfileSource?, job: ContentListing.Source?) -> String? {
    fixed ?? commits.date(of: Self.paths(profile, job))
  }

  /// The date for a document: its template counts too.
  func date(
    _ profile: ContentListing.ProfileSource?, job: ContentListing.Source?, template: String
  ) -> String? {
    fixed ?? commits.date(of: Self.paths(profile, job) + ["templates/\(template)"])
  }

  /// Files and folders that decide about the date, there or not.
  static func paths(
    _ profile: ContentListing.ProfileSource?, _ job: ContentListing.Source?
  ) -> [String] {
    var paths = shared
    if let profile {
      paths += ([profile.main] + profile.parts).map(\.text) + ["content/profiles/\(profile.id)"]
      if let job { paths.append("content/rewrites/\(profile.id)/\(job.id).yaml") }
    }
    if let job { paths.append(job.path.text) }
    return paths
  }
}
