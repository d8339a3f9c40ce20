import Arguments
import Diagnostics
import Files
import Matching
import Profiles

/// The posting of a screening, and what it is read with.
struct ScreeningPosting: Sendable {
  let job: Job
  let lexicon: Lexicon
  /// The posting's file, from the root.
  let path: String
  /// Months since year 0.
  let today: Int

  /// `word` is a path from where the user stands, or the name of a posting of the project.
  init?(_ word: String, _ parsed: ParsedArguments, into problems: inout [Diagnostic]) {
    let files: DiskFileSystem
    do throws(FileError) {
      files = try parsed.project()
    } catch {
      problems.append(error.diagnostic())
      return nil
    }
    var ignored: [Diagnostic] = []
    let listing = ContentListing(files, into: &ignored)
    let loader = ContentLoader(files, listing: listing)
    var path = word
    if !NamedFile.exists(word) {
      guard let source = listing.jobs.first(where: { $0.id == word }) else {
        problems.append(
          .error(
            "unknown-job", "no posting is called '\(word)'",
            help: didYouMean(word, in: listing.jobs.map(\.id)) ?? "give the path of its file"))
        return nil
      }
      path = files.rootPath + "/" + source.path.text
    }
    guard let place = absolutePath(of: path) else {
      problems.append(.error("missing-file", "there is no such posting", path: path))
      return nil
    }
    self.path = place
    do throws(FileError) {
      let id = path.folderAndName.name.split(separator: ".").first.map(String.init) ?? "job"
      let shown = Self.shown(place, below: absolutePath(of: files.rootPath))
      let source = SourceFile(path: shown, bytes: try NamedFile.read(path).bytes)
      guard let job = JobDecoder.decode(source, id: id, into: &problems) else { return nil }
      self.job = job
    } catch {
      problems.append(error.diagnostic())
      return nil
    }
    lexicon = Lexicon.standard(with: loader.lexicon(into: &problems))
    today = months(environmentDate) ?? job.date?.months ?? 0
  }

  /// A path as reports print it: from the root where the file is in the project.
  private static func shown(_ path: String, below root: String?) -> String {
    guard let root, path.hasPrefix(root + "/") else { return path }
    return String(path.dropFirst(root.count + 1))
  }
}
