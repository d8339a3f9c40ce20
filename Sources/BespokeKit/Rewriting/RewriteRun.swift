import BuildGraph
import Diagnostics
import Files
import JSON
import Profiles
import Rewriting

/// Asks the rewriter for what a build shows and nobody has rewritten yet, and freezes what holds
/// against its source.
struct RewriteRun {
  let settings: Config.Rewriter
  let project: DiskFileSystem
  let state: any FileSystem
  let console: Console
  let store: ResponseStore
  let check: FactCheck
  var problems: [Diagnostic] = []
  /// Whether a file of rewrites was written.
  var hasChanged = false

  init(
    _ settings: Config.Rewriter, _ project: DiskFileSystem, state: any FileSystem,
    check: FactCheck, console: Console
  ) {
    self.settings = settings
    self.project = project
    self.state = state
    self.check = check
    self.console = console
    store = ResponseStore(
      SubtreeFileSystem(state, at: RunFolder.root), run: RunFolder.identifier(at: state.now))
  }

  /// One call for each pair that needs any; `all` asks again for what is settled.
  mutating func run(_ needs: [RewriteNeeds], all: Bool) {
    for need in needs {
      let texts = all ? need.texts : need.missing
      guard !texts.isEmpty, Interruption.signal == nil else { continue }
      do throws(FileError) {
        try ask(need, texts)
      } catch {
        problems.append(error.diagnostic())
      }
    }
  }

  private mutating func ask(_ need: RewriteNeeds, _ texts: [RewritableText]) throws(FileError) {
    let pair = "\(need.profile.id)/\(need.job.id)"
    console.say("rewriting \(texts.count) texts of \(pair)")
    var profile = need.profile
    if settings.sendsContact.value { profile = contacts(need.profile) }
    let request = RewriteRequest(
      profile: profile, job: need.job, requirements: need.requirements, language: need.language,
      texts: texts, sendsContact: settings.sendsContact.value)
    let prompt = Array(request.json.serialized().utf8)
    let hash = ContentHash(of: prompt).hexadecimal
    let kept = store.unread(hash)
    let (place, first, reply) = if let kept { kept } else { try call(prompt, hash, need) }
    var record = first
    guard record.exitCode == 0 else {
      reportFailure(record, pair)
      return
    }
    let answer = RewriteReply(reply)
    record.usage = answer.usage
    if let failure = answer.failure {
      warn("no-rewrite", "rewriter gave nothing for '\(pair)': \(failure)")
    }
    try freeze(answer, texts, need, &record)
    record.isSettled = true
    try store.write(record, at: place)
  }

  /// Name and addresses, which the texts go without.
  private func contacts(_ profile: Profile) -> Profile {
    var unheard: [Diagnostic] = []
    let listing = ContentListing(project, into: &unheard)
    let whole = listing.profiles.first { $0.id == profile.id }.flatMap {
      ContentLoader(project, listing: listing).profile($0, into: &unheard)
    }
    var profile = profile
    if let whole { profile.basics = whole.basics }
    return profile
  }

  private func call(
    _ prompt: [UInt8], _ hash: String, _ need: RewriteNeeds
  ) throws(FileError) -> (place: RelativePath, record: ResponseStore.Record, reply: [UInt8]) {
    let time = isoTime(state.now / 1_000_000)
    let command = settings.command.value
    let done = try LimitedProcess(
      command.first ?? "", Array(command.dropFirst()), input: prompt, environment: environment,
      directory: project.rootPath,
      limits: LimitedProcess.Limits(seconds: Double(settings.timeout.value)))
    let ending =
      switch done.end {
      case .exited, .signal: "exited"
      case .outOfTime: "timed out"
      case .tooMuchOutput: "too long"
      case .interrupted: "interrupted"
      }
    let record = ResponseStore.Record(
      time: time, profile: need.profile.id, job: need.job.id, command: command,
      promptHash: hash, ending: ending, exitCode: done.status.map { Int($0) },
      milliseconds: Int(done.nanoseconds / 1_000_000), reply: done.output)
    return (try store.keep(done.output, record), record, done.output)
  }

  /// PATH, and what the configuration lists; nothing else of ours is for the command to see.
  private var environment: [String] { environmentEntries(["PATH"] + settings.environment.value) }

  private mutating func reportFailure(_ record: ResponseStore.Record, _ pair: String) {
    let what =
      record.exitCode.map { "ended with status \($0)" }
      ?? (record.ending == "timed out"
        ? "took more than \(settings.timeout.value) seconds" : "was stopped: \(record.ending)")
    problems.append(
      .error(
        "rewriter-failed", "rewriter \(what) for '\(pair)'; sources are used",
        at: settings.command.origin.location,
        help: "what it said is kept in .bespoke/runs/\(store.run)/responses"))
  }

  private mutating func warn(_ id: String, _ message: String) {
    problems.append(.warning(id, message, help: "the source is used"))
  }

  // MARK: Freezing

  private mutating func freeze(
    _ answer: RewriteReply, _ texts: [RewritableText], _ need: RewriteNeeds,
    _ record: inout ResponseStore.Record
  ) throws(FileError) {
    guard let path = FrozenRewrites.path(profile: need.profile.id, job: need.job.id) else { return }
    var frozen = need.frozen ?? FrozenRewrites()
    let known = Set(texts.map(\.id))
    for (id, _) in answer.texts where !known.contains(id) {
      warn("unasked-rewrite", "rewriter answers for '\(id.prefix(40))', which nobody asked for")
    }
    frozen.entries.removeAll { need.sources[$0.id]?.contains($0.source) != true }
    for text in texts where answer.failure == nil {
      let new = answer.texts.first { $0.id == text.id }?.text
      let entry = judge(new, text, "\(need.profile.id)/\(need.job.id)")
      if entry.text != nil { record.accepted += 1 }
      if entry.refused != nil { record.refused += 1 }
      frozen.settle(entry)
    }
    guard answer.failure == nil else { return }
    let sent = Set(texts.map(\.id))
    frozen.unsent = Array(Set(frozen.unsent + need.unsent).subtracting(sent)).sorted()
    let yaml = frozen.yaml(order: (need.texts.map(\.id) + need.unsent))
    try project.write(Array(yaml.utf8), to: path)
    hasChanged = true
  }

  private mutating func judge(
    _ new: String?, _ text: RewritableText, _ pair: String
  ) -> FrozenRewrites.Entry {
    guard let new, new != text.text else {
      return FrozenRewrites.Entry(id: text.id, source: text.text, text: nil)
    }
    let objections = check.objections(to: new, source: text.text, skills: text.skills)
    guard objections.isEmpty else {
      let reason = objections.map(\.reason).joined(separator: "; ")
      warn("refused-rewrite", "rewrite of '\(text.id)' for '\(pair)' is refused: \(reason)")
      return FrozenRewrites.Entry(
        id: text.id, source: text.text, text: nil, refused: String(reason.prefix(400)))
    }
    return FrozenRewrites.Entry(id: text.id, source: text.text, text: new)
  }
}
