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
    let jobs = Set(cards.filter(\.isTailored).map(\.job)).count
    return [
      "count": .integer(documents), "jobs": .integer(jobs),
      "people": .array(groups(of: cards, by: \.profile).map(person)),
    ]
  }

  private func person(_ cards: [GalleryCard]) -> JSONValue {
    // The best match first, the untailored resume above all.
    let rows = groups(of: cards, by: \.job).sorted { a, b in
      let first = (a[0].isTailored ? 1 : 0, -(a[0].score ?? 0), a[0].job)
      let second = (b[0].isTailored ? 1 : 0, -(b[0].score ?? 0), b[0].job)
      return first < second
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
      "title": .string(first.jobTitle),
      "company": first.company.map { .string($0) } ?? .null,
      "score": first.score.map { .decimal($0, digits: 0) } ?? .null,
      "report": first.isTailored
        ? .string(link("\(first.folder)/match.json")) : .null,
      "variants": .array(cards.map(variant)),
    ]
  }

  private func variant(_ card: GalleryCard) -> JSONValue {
    [
      "name": .string(card.stem), "pages": .integer(card.pages),
      "links": .array(
        card.formats.map { format in
          [
            "href": .string(link("\(card.id).\(format)")),
            "label": .string(format.uppercased()),
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
