import Diagnostics
public import Profiles

extension Posting {
  /// What a job asks for: the front matter's fields first, then the lines of the posting that say
  /// something new.
  public init(job: Job) {
    let body = Posting(title: job.title.value, body: job.body) { offset in
      let start = Int32(clamping: job.bodyOffset + offset)
      return Location(file: job.file, span: Span(start: start, end: start)).lineReference
    }
    title = job.title.value
    let fields = [job.emphasize, job.qualifications, job.skills, job.responsibilities]
    language = Language.guess([title, job.body] + fields.flatMap { $0 }.map(\.value))
    lines = []
    for text in job.emphasize { add(text, .must) }
    for text in job.qualifications { add(text, .must) }
    for text in job.skills { add(text, .must) }
    for text in job.responsibilities { add(text, .duty) }
    var known = KnownLines()
    for line in lines { known.add(Self.content(line.text)) }
    for line in body.lines where known.add(Self.content(line.text)) { lines.append(line) }
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
