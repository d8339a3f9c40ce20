import Extraction
import Matching
import Profiles

/// Takes out of what is scored all that says who somebody is and nothing of what they can do.
///
/// Name, address, birth, family, origin and photo never become items of a match; here go the words
/// for men and women, ages, and the own name where they stand in running text.
struct Neutral {
  private let names: Set<String>

  init(_ profile: Profile) {
    let name = profile.basics.name?.value.lowercased() ?? ""
    names = Set(name.split { !$0.isLetter }.map(String.init).filter { $0.count > 2 })
  }

  func items(_ items: [MatchItem]) -> [MatchItem] {
    items.compactMap { item in
      var item = item
      item.fields = item.fields.compactMap { role, text in
        let neutral = self.text(text)
        return neutral.isEmpty ? nil : (role, neutral)
      }
      return item.fields.isEmpty ? nil : item
    }
  }

  /// Lines of personal data left out, words for men and women made one, ages and the own name gone.
  func text(_ text: String) -> String {
    text.split(separator: "\n").compactMap { line in
      Self.isPersonal(line) ? nil : words(in: line)
    }.joined(separator: "\n")
  }

  private static let labels: Set<String> = [
    "date of birth", "dob", "birth date", "birthdate", "birthday", "born", "place of birth", "age",
    "gender", "sex", "pronouns", "marital status", "family status", "civil status", "nationality",
    "citizenship", "religion", "ethnicity", "race", "children", "height", "weight", "photo",
    "geburtsdatum", "geburtstag", "geboren", "geburtsort", "alter", "geschlecht", "familienstand",
    "staatsangehörigkeit", "nationalität", "konfession", "kinder", "né le", "née le",
    "date de naissance",
    "âge", "sexe", "situation familiale", "nationalité", "fecha de nacimiento", "edad", "sexo",
    "género", "estado civil", "nacionalidad", "data di nascita", "età", "sesso", "stato civile",
    "nazionalità",
  ]

  private static func isPersonal(_ line: Substring) -> Bool {
    let head = line.prefix(40).lowercased()
    let label = head.prefix { $0 != ":" }.drop { !$0.isLetter }
    if head.contains(":"), labels.contains(String(label).trimmingBlanks) { return true }
    return [
      "geboren am", "born on", "born in", "né le", "née le", "nacido el", "nacida el", "nato il",
      "nata il",
    ]
    .contains { head.hasPrefix($0) }
  }

  private func words(in line: Substring) -> String {
    var result = ""
    var word = ""
    for character in line + " " {
      if character.isLetter || character == "’" || character == "'" {
        word.append(character)
        continue
      }
      if !word.isEmpty { result += neutral(word) }
      word = ""
      result.append(character)
    }
    return Self.withoutAges(result).trimmingBlanks
  }

  private func neutral(_ word: String) -> String {
    let lower = word.lowercased()
    if names.contains(lower) { return "" }
    if let common = Self.common[lower] { return common }
    for (ending, common) in Self.endings
    where lower.hasSuffix(ending) && lower.count > ending.count + 3 {
      return word.dropLast(ending.count) + common
    }
    return word
  }

  /// "34 years old", "aged 34", "34 Jahre alt".
  private static func withoutAges(_ text: String) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for index in words.indices where Int(words[index].filter(\.isNumber)) != nil {
      let next =
        index + 2 < words.count
        ? words[index + 1].lowercased() + " " + words[index + 2].lowercased().filter(\.isLetter)
        : ""
      if ["years old", "jahre alt", "year old"].contains(next) {
        for place in index..<(index + 3) { words[place] = "" }
      } else if index > 0, ["aged", "age"].contains(words[index - 1].lowercased()) {
        words[index - 1] = ""
        words[index] = ""
      }
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Forms for women and men that end alike in all words.
  private static let endings: [(String, String)] = [
    ("ingenieurin", "ingenieur"), ("entwicklerin", "entwickler"), ("leiterin", "leiter"),
    ("beraterin", "berater"), ("managerin", "manager"), ("pflegerin", "pfleger"),
    ("lehrerin", "lehrer"), ("studentin", "student"), ("praktikantin", "praktikant"),
    ("assistentin", "assistent"), ("technikerin", "techniker"), ("arbeiterin", "arbeiter"),
    ("mitarbeiterin", "mitarbeiter"), ("meisterin", "meister"), ("direktorin", "direktor"),
    ("informatikerin", "informatiker"), ("verkäuferin", "verkäufer"), ("schwester", "pfleger"),
    ("kauffrau", "kaufmann"), ("fachfrau", "fachmann"), ("woman", "person"), ("women", "people"),
    ("man", "man"),
  ]

  private static let common: [String: String] = {
    var table: [String: String] = [:]
    for row in groups { for word in row.dropFirst() { table[word] = row[0] } }
    return table
  }()

  /// The common form, then what becomes it.
  private static let groups: [[String]] = [
    ["they", "he", "she"], ["them", "him"], ["their", "his", "her", "hers"],
    ["themself", "himself", "herself"],
    ["", "mr", "mrs", "ms", "miss", "herr", "frau", "sr", "sra", "mme"],
    ["person", "man", "woman", "male", "female", "gentleman", "lady", "boy", "girl", "guy"],
    ["people", "men", "women", "males", "females", "boys", "girls"],
    ["parent", "father", "mother", "dad", "mom", "mum"], ["spouse", "husband", "wife"],
    ["child", "son", "daughter"], ["sibling", "brother", "sister"],
    ["society", "fraternity", "sorority"],
    ["chair", "chairman", "chairwoman", "chairperson"],
    ["spokesperson", "spokesman", "spokeswoman"], ["salesperson", "salesman", "saleswoman"],
    ["businessperson", "businessman", "businesswoman"], ["foreperson", "foreman", "forewoman"],
    ["firefighter", "fireman", "firewoman"], ["police", "policeman", "policewoman"],
    ["craftsperson", "craftsman", "craftswoman"], ["server", "waiter", "waitress"],
    ["host", "hostess"], ["actor", "actress"], ["steward", "stewardess"],
    ["sportsperson", "sportsman", "sportswoman"], ["camera operator", "cameraman", "camerawoman"],
    ["director", "directeur", "directrice"], ["developer", "développeur", "développeuse"],
    ["infirmier", "infirmière"], ["ingénieur", "ingénieure"], ["vendeur", "vendeuse"],
    ["ingeniero", "ingeniera"], ["desarrollador", "desarrolladora"], ["enfermero", "enfermera"],
    ["profesor", "profesora"], ["infermiere", "infermiera"],
    ["krankenpfleger", "krankenschwester"],
  ]
}

extension StringProtocol {
  var trimmingBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
