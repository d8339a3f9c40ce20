import Diagnostics
import Files
import JSON
import Matching
import Profiles
import Rewriting
import YAML

/// What one profile's resume and letter for one posting hold that may be rewritten.
struct RewriteNeeds {
  let profile: Profile
  let job: Job
  let requirements: [Requirement]
  /// What the documents show, contact data left out.
  var texts: [RewritableText] = []
  /// Ids of what page fit left out.
  var unsent: [String] = []
  /// All that the profile and the posting's letter say, by id.
  var sources: [String: Set<String>]
  let frozen: FrozenRewrites?

  /// Texts that no entry settles.
  var missing: [RewritableText] {
    texts.filter { text in
      frozen?.entry(text.id, source: text.text) == nil
        && !(frozen?.unsent.contains(text.id) ?? false)
    }
  }

  var stale: [FrozenRewrites.Entry] { frozen?.stale(sources) ?? [] }

  var language: String { profile.metadata.language ?? "en" }
}

/// Finds the needs of a build that has just been made.
struct RewriteSurvey {
  let loader: ContentLoader
  let output: any FileSystem
  let today: String?

  /// One for each tailored pair of the variants, in their order; what can't be read has none.
  func needs(_ variants: [Variant], into problems: inout [Diagnostic]) -> [RewriteNeeds] {
    var pairs: [(folder: String, variants: [Variant])] = []
    for variant in variants where variant.isTailored {
      if let index = pairs.firstIndex(where: { $0.folder == variant.folder }) {
        pairs[index].variants.append(variant)
      } else {
        pairs.append((variant.folder, [variant]))
      }
    }
    return pairs.compactMap { needs(of: $0.variants, into: &problems) }
  }

  private func needs(
    of variants: [Variant], into problems: inout [Diagnostic]
  ) -> RewriteNeeds? {
    // The build has told their problems.
    var unheard: [Diagnostic] = []
    guard let first = variants.first,
      let person = loader.listing.profiles.first(where: { $0.id == first.profile }),
      let posting = loader.listing.jobs.first(where: { $0.id == first.job }),
      let whole = loader.profile(person, into: &unheard),
      let job = loader.job(posting, into: &unheard)
    else { return nil }
    let lexicon = Lexicon.standard(with: loader.lexicon(into: &unheard))
    let report = Matcher(lexicon: lexicon).match(
      whole.resolved(Profiles.Variant(), into: &unheard), job,
      today: months(today) ?? whole.latestMonth)
    let all = whole.rewritableTexts + whole.letter.rewritableTexts + job.letter.rewritableTexts
    var needs = RewriteNeeds(
      profile: whole.withoutContact(Profiles.Variant()), job: job,
      requirements: report.requirements.map(\.requirement),
      sources: Dictionary(grouping: all, by: \.id).mapValues { Set($0.map(\.text)) },
      frozen: FrozenRewrites(
        profile: whole.id, job: job.id, in: loader.files, into: &problems))
    let kept = keptItems(in: first.folder)
    var seen: Set<[String]> = []
    for variant in variants {
      for text in shown(variant, whole, job) where seen.insert([text.id, text.text]).inserted {
        if text.kind == .highlight, !kept.contains(text.id) {
          needs.unsent.append(text.id)
        } else {
          needs.texts.append(text)
        }
      }
    }
    return needs
  }

  /// The texts of a document that hold nothing private.
  private func shown(_ variant: Variant, _ whole: Profile, _ job: Job) -> [RewritableText] {
    var unheard: [Diagnostic] = []
    var choice = Profiles.Variant(audience: variant.audience, exclude: variant.exclude)
    choice.locale = variant.locale.isEmpty ? nil : loader.locale(variant.locale, into: &unheard)
    let profile = whole.resolved(choice, into: &unheard)
    let open = whole.withoutContact(choice)
    let isLetter = variant.document == "letter"
    let texts =
      isLetter
      ? profile.letter.rewritableTexts + job.letter.rewritableTexts : profile.rewritableTexts
    let harmless = Set(
      (open.rewritableTexts + open.letter.rewritableTexts + job.letter.rewritableTexts)
        .map { [$0.id, $0.text] })
    return texts.filter { harmless.contains([$0.id, $0.text]) }
  }

  /// What the reports of a folder list as kept.
  private func keptItems(in folder: String) -> Set<String> {
    guard let path = try? RelativePath(folder), let files = try? output.list(path) else {
      return []
    }
    var kept: Set<String> = []
    for file in files where file.name.hasPrefix("match") && file.name.hasSuffix(".json") {
      guard let bytes = try? output.read(path.child(file.name)),
        let json = JSONValue(parsing: bytes)
      else { continue }
      for item in json["kept"]?.arrayValue ?? [] {
        if let id = item["id"]?.stringValue { kept.insert(id) }
      }
    }
    return kept
  }
}

extension Profile {
  /// One version of it without name, addresses and numbers, wherever a text repeats them.
  func withoutContact(_ choice: Profiles.Variant) -> Profile {
    var unheard: [Diagnostic] = []
    var choice = choice
    choice.redact = [.name, .email, .phone, .address, .url, .profiles]
    return resolved(choice, into: &unheard)
  }
}
