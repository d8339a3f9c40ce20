internal import Diagnostics
internal import JSON
internal import Profiles

extension LetterDraft {
  /// The letter as templates see it, without the pieces that page fit left out.
  ///
  /// `date` is the build's "today" in ISO form; a letter without one carries none.
  func json(without dropped: Set<String>, date: String?) -> JSONValue {
    let shown = evidence.filter { !dropped.contains($0.highlight.id) }
    var members: [JSONValue.Member] = []
    if let date { members += dateMembers(date) }
    members += [
      .init("recipient", .array(recipient.map { .string($0) })),
      .init("subject", .string(subject)),
      .init("greeting", .string(greeting)),
      .init("opening", json(opening)),
      .init(
        "paragraphs", .array(paragraphs.filter { !dropped.contains($0.id) }.map(json))),
      .init("hasEvidence", .bool(!shown.isEmpty)),
      .init("evidenceLead", .string(locale[.letterEvidence])),
      .init("evidence", .array(grouped(shown))),
      .init("closing", json(closing)),
      .init("valediction", .string(locale[.valediction])),
      .init("signature", .string(signature)),
    ]
    return .object(members)
  }

  private func dateMembers(_ date: String) -> [JSONValue.Member] {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return [] }
    let text = locale.format(year: parts[0], month: parts[1], day: parts[2])
    return [.init("date", ["text": .string(text), "iso": .string(date)])]
  }

  /// The address block: as the letter has it, else the company and where it is.
  private var recipient: [String] {
    let written = (letter.recipient?.value ?? "").split(whereSeparator: \.isNewline)
      .map { RichText(String($0)).text }.filter { !$0.isEmpty }
    let company = job.company?.value
    let isNamed = company.map { name in written.contains { $0.contains(name) } } ?? true
    let place = written.isEmpty ? [job.place?.value] : []
    return written + (isNamed ? [] : [company]).compactMap { $0 } + place.compactMap { $0 }
  }

  private var subject: String {
    let title = ("title", job.title.value)
    guard let company = job.company?.value else { return locale.phrase(.subject, title) }
    return locale.phrase(.letterSubject, title, ("company", company))
  }

  private var greeting: String {
    letter.greeting.map { RichText($0.value).text } ?? locale[.salutation]
  }

  private func json(_ paragraph: Paragraph) -> JSONValue {
    let prose = RichText(paragraph.text)
    return [
      "id": .string(paragraph.id), "source": paragraph.source.map { .string($0) } ?? .null,
      "text": .string(prose.text), "html": .string(prose.html),
    ]
  }

  /// What is quoted from one employer or project stands together, the best first.
  private func grouped(_ evidence: [Evidence]) -> [JSONValue] {
    var places: [String] = []
    for line in evidence where !places.contains(line.place) { places.append(line.place) }
    return places.map { place in
      let lines = evidence.filter { $0.place == place }.map { json($0.highlight) }
      return ["place": .string(place), "lines": .array(lines)]
    }
  }

  private func json(_ highlight: Highlight) -> JSONValue {
    let prose = RichText(highlight.text.value)
    return [
      "id": .string(highlight.id), "source": .string(highlight.text.location.lineReference),
      "text": .string(prose.text), "html": .string(prose.html),
    ]
  }
}
