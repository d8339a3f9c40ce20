import Diagnostics
package import Profiles

extension Posting {
  /// What a job asks for: the front matter's fields first, then the lines of the posting that say
  /// something new.
  package init(job: Job) {
    let body = Posting(title: job.title.value, body: job.body) { offset in
      let start = Int32(clamping: job.bodyOffset + offset)
      return Location(file: job.file, span: Span(start: start, end: start)).lineReference
    }
    title = job.title.value
    lines = []
    for text in job.emphasize { add(text, .must) }
    for text in job.qualifications { add(text, .must) }
    for text in job.skills { add(text, .must) }
    for text in job.responsibilities { add(text, .duty) }
    var known = lines.map { Self.content($0.text) }
    for line in body.lines {
      let content = Self.content(line.text)
      guard !known.contains(where: { Self.isSame($0, content) }) else { continue }
      known.append(content)
      lines.append(line)
    }
  }

  /// The stems that carry what a line asks for, without words of asking and praise.
  private static func content(_ text: String) -> Set<UInt64> {
    let tokens = Tokenizer.tokenize(text).tokens.filter { !$0.isStopWord }
    let bare = tokens.filter {
      SpanWords.shared.kinds(of: $0).isDisjoint(with: [.noun, .ask, .praise, .empty])
        && !$0.flags.contains(.number)
    }
    return Set((bare.isEmpty ? tokens : bare).map(\.stem.hash))
  }

  /// Lines that share three quarters of their words ask for the same.
  private static func isSame(_ a: Set<UInt64>, _ b: Set<UInt64>) -> Bool {
    let common = a.intersection(b).count
    return common * 4 >= a.union(b).count * 3
  }

  /// A field's line: its words can make it a wish, nothing else.
  private mutating func add(_ text: Text, _ modality: Requirement.Modality) {
    let plain = PlainText.of(text.value)
    let verdict = ModalityRules.judge(
      Tokenizer.tokenize(plain), section: modality == .must ? .must : .duty)
    let isWish = verdict == .asks(.nice)
    lines.append(
      Line(
        text: plain, source: text.location.lineReference, modality: isWish ? .nice : modality))
  }
}
