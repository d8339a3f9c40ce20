import Arguments
import BuildGraph
import Diagnostics
import Files
import Matching
import Profiles
import Rewriting

extension CommandTable {
  static let rewrite = Option.flag(
    "rewrite", "Ask the rewriter of bespoke.yaml for texts that nobody has rewritten yet")
  static let locked = Option.flag(
    "locked", "Fail where a rewrite is missing, or of a text that has changed")
}

/// What `build --rewrite` and `build --locked` add to a build.
struct BuildRewrites {
  let isRewriting: Bool
  let isLocked: Bool
  private let isForced: Bool
  private let isDry: Bool

  init(_ parsed: ParsedArguments) {
    isRewriting = parsed.has(CommandTable.rewrite)
    isLocked = parsed.has(CommandTable.locked)
    isForced = parsed.has(CommandTable.force)
    isDry = parsed.has(CommandTable.dryRun)
  }

  var isNeeded: Bool { (isRewriting || isLocked) && !isDry }

  /// Asks the rewriter; true when the documents have to be made again.
  func rewrite(
    _ plan: BuildPlanner.Outcome, _ project: DiskFileSystem, _ settings: BuildSettings,
    _ console: Console, into problems: inout [Diagnostic]
  ) -> Bool {
    let rewriter = plan.config.rewriter
    guard !rewriter.command.value.isEmpty else {
      problems.append(
        .error(
          "no-rewriter", "'--rewrite' needs a rewriter", path: "bespoke.yaml",
          help: "add rewriter: {command: [program, argument]}"))
      return false
    }
    let survey = survey(plan, project, settings)
    do throws(FileError) {
      let lock = try takeLock(settings)
      var run = RewriteRun(
        rewriter, project, state: settings.state, check: FactCheck(lexicon: lexicon(survey)),
        console: console)
      run.run(survey.needs(plan.variants, into: &problems), all: isForced)
      problems += run.problems
      _ = consume lock
      return run.hasChanged
    } catch {
      problems.append(error.diagnostic())
      return false
    }
  }

  /// What is not settled, as errors.
  func unsettled(
    _ plan: BuildPlanner.Outcome, _ project: DiskFileSystem, _ settings: BuildSettings
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let isRewritten = !plan.config.rewriter.command.value.isEmpty
    for need in survey(plan, project, settings).needs(plan.variants, into: &problems) {
      let path = FrozenRewrites.path(profile: need.profile.id, job: need.job.id)?.text
      problems += need.stale.map { entry in
        .error(
          "stale-rewrite", "rewrite of '\(entry.id)' is of a text that has changed",
          at: entry.location, path: path, help: "run 'bespoke build --rewrite', or delete it")
      }
      guard isRewritten, let missing = need.missing.first else { continue }
      let more = need.missing.count > 1 ? " and \(need.missing.count - 1) more" : ""
      problems.append(
        .error(
          "missing-rewrite", "no rewrite of '\(missing.id)'\(more)", path: path,
          help: "run 'bespoke build --rewrite' and commit the file"))
    }
    return problems
  }

  private func survey(
    _ plan: BuildPlanner.Outcome, _ project: DiskFileSystem, _ settings: BuildSettings
  ) -> RewriteSurvey {
    var unheard: [Diagnostic] = []
    let listing = ContentListing(project, into: &unheard)
    return RewriteSurvey(
      loader: ContentLoader(
        project, listing: listing, limit: plan.config.limits.fileSize.value << 20),
      output: settings.output, today: environmentDate)
  }

  private func lexicon(_ survey: RewriteSurvey) -> Lexicon {
    var unheard: [Diagnostic] = []
    return Lexicon.standard(with: survey.loader.lexicon(into: &unheard))
  }
}
