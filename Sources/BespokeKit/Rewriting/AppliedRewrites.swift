import Diagnostics
import Files
import Profiles
import Rewriting

extension BuildSteps.Match {
  /// Puts the frozen rewrites in place, after the analysis, which is always of the profile's words.
  ///
  /// `whole` is the profile with all its wordings.
  mutating func applyRewrites(
    _ files: any FileSystem, of whole: Profile, _ check: FactCheck,
    into problems: inout [Diagnostic]
  ) {
    guard let job,
      let frozen = FrozenRewrites(profile: profile.id, job: job.id, in: files, into: &problems)
    else { return }
    var letter: Letter? = job.letter
    frozen.apply(to: &profile, letter: &letter, check, into: &problems)
    if let letter { self.job?.letter = letter }
    problems += frozen.stale(whole, job).map { entry in
      .warning(
        "stale-rewrite", "rewrite of '\(entry.id)' is of a text that has changed; not used",
        at: entry.location, help: "run 'bespoke build --rewrite', or delete it")
    }
  }
}

extension FrozenRewrites {
  /// Entries of texts that neither the profile nor the posting's letter has any more.
  func stale(_ whole: Profile, _ job: Job) -> [Entry] {
    let texts =
      whole.rewritableTexts + whole.letter.rewritableTexts + job.letter.rewritableTexts
    return stale(Dictionary(grouping: texts, by: \.id).mapValues { Set($0.map(\.text)) })
  }
}
