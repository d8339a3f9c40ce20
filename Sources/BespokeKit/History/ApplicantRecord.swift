import Arguments
import Diagnostics
import Files
import History
import Profiles
import Screening

extension CommandTable {
  static let record = Option.flag(
    "record", "Note each applicant in the ledger, as hash, session and score and nothing else")
}

/// What `screen --record` notes of a batch.
enum ApplicantRecord {
  /// Notes each applicant that was scored; the hash is that of the file.
  static func note(
    _ outcomes: [Batch.Outcome], _ items: [Batch.Item], session: String,
    in project: DiskFileSystem
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let listing = ContentListing(project, into: &problems)
    let config = ContentLoader(project, listing: listing).config(into: &problems)
    problems.removeAll { $0.severity != .error }
    let entries = outcomes.sorted { $0.number < $1.number }.compactMap { outcome -> LedgerEntry? in
      guard outcome.error == nil, let score = outcome.score,
        items.indices.contains(outcome.number - 1),
        let file = try? NamedFile.read(items[outcome.number - 1].path, limit: 1 << 30)
      else { return nil }
      return LedgerEntry(
        .applicant(
          LedgerEntry.Applicant(
            hash: ContentHash(of: file.bytes).hexadecimal, session: session, score: score)),
        date: environmentDate)
    }
    do throws(FileError) {
      try ProjectLedger(project: project, isKept: config?.history.value ?? false)
        .append(entries, into: &problems)
    } catch {
      problems.append(error.diagnostic())
    }
    return problems
  }
}
