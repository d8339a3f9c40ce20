import Diagnostics
import JSON
import Mustache

/// `out/index.html`: people, their postings with the score, and a link to each document.
struct Gallery {
  private let cards: [GalleryCard]

  init(_ cards: [GalleryCard]) { self.cards = cards }

  private static let template: Template = {
    var problems: [Diagnostic] = []
    return Template.parse(
      SourceFile(path: "index.html", text: galleryTemplate), into: &problems)
  }()

  var html: String {
    var problems: [Diagnostic] = []
    return Self.template.render(data: data, into: &problems)
  }

  private var data: JSONValue {
    let documents = cards.reduce(0) { $0 + $1.formats.count }
    let people = groups(of: cards, by: \.profile)
    let postings = groups(of: cards.filter(\.isTailored), by: \.job)
    return [
      "count": .integer(documents), "jobs": .integer(postings.count),
      "people": .array(people.map(person)),
      "postings": .array(
        [["id": .string(Variant.generalJob), "title": "General", "company": .null]]
          + postings.map { posting($0[0], []) }),
      "templates": .array(
        Set(cards.map(\.template)).sorted().map { .string($0) }),
      "hasScores": .bool(!postings.isEmpty),
      "scores": .array(postings.map { scores(of: $0, people.map { $0[0].profile }) }),
    ]
  }

  private func posting(_ card: GalleryCard, _ more: [JSONValue.Member]) -> JSONValue {
    .object(
      [
        .init("id", .string(card.job)), .init("title", .string(card.jobTitle)),
        .init("company", card.company.map { .string($0) } ?? .null),
      ] + more)
  }

  /// How all people score for one posting, side by side.
  private func scores(of cards: [GalleryCard], _ people: [String]) -> JSONValue {
    let best = cards.compactMap(\.score).max()
    let cells = people.map { person -> JSONValue in
      let card = cards.first { $0.profile == person }
      return [
        "person": .string(person), "score": card?.shownScore ?? .null,
        "anchor": .string(card?.anchor ?? ""),
        "isBest": .bool(people.count > 1 && card?.score != nil && card?.score == best),
      ]
    }
    return posting(cards[0], [.init("cells", .array(cells))])
  }

  private func person(_ cards: [GalleryCard]) -> JSONValue {
    let rows = groups(of: cards, by: \.job).sorted { a, b in
      (-a[0].rank, a[0].job) < (-b[0].rank, b[0].job)
    }
    return [
      "id": .string(cards[0].profile), "name": .string(cards[0].person),
      "label": cards[0].label.map { .string($0) } ?? .null,
      "rows": .array(rows.map(row)),
    ]
  }

  private func row(_ cards: [GalleryCard]) -> JSONValue {
    let first = cards[0]
    return [
      "anchor": .string(first.anchor), "person": .string(first.profile),
      "job": .string(first.job), "title": .string(first.jobTitle),
      "company": first.company.map { .string($0) } ?? .null,
      "score": first.shownScore, "rank": .decimal(first.rank),
      "report": first.isTailored
        ? .string(link("\(first.folder)/match.html")) : .null,
      "variants": .array(cards.map(variant)),
    ]
  }

  private func variant(_ card: GalleryCard) -> JSONValue {
    let name = card.document == "letter" ? "Letter" : "Resume"
    return [
      "document": .string(name), "template": .string(card.template),
      "build": .string(card.build), "pages": .integer(card.pages),
      "links": .array(
        card.formats.map { format in
          [
            "href": .string(link("\(card.id).\(format)")),
            "label": .string(format.uppercased()),
            "spoken": .string(
              "\(name), \(card.template), \(card.person), \(card.jobTitle)"),
          ]
        }),
    ]
  }

  /// A relative URL: bytes that aren't plain are percent-encoded, and a first segment with a colon
  /// can't be taken for a scheme.
  private func link(_ path: String) -> String {
    var url = "./"
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        url.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        url += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return url
  }

  /// Neighbours and others of one key together, in order of first appearance.
  private func groups(
    of cards: [GalleryCard], by key: KeyPath<GalleryCard, String>
  ) -> [[GalleryCard]] {
    var order: [String] = []
    var groups: [String: [GalleryCard]] = [:]
    for card in cards {
      let name = card[keyPath: key]
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append(card)
    }
    return order.compactMap { groups[$0] }
  }
}
