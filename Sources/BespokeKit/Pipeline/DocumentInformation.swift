import Export
import JSON
import PDFFile

/// What the PDF says of itself.
func information(of document: JSONValue) -> Information {
  var information = Information()
  let metadata = document["metadata"]
  information.title = metadata?["title"]?.stringValue ?? ""
  information.author = document["header"]?["name"]?.stringValue ?? ""
  information.subject = metadata?["jobTitle"]?.stringValue ?? ""
  information.keywords = metadata?["topSkills"]?.arrayValue?.compactMap(\.stringValue) ?? []
  information.creator = metadata?["tool"]?.stringValue ?? ""
  information.language = metadata?["locale"]?.stringValue ?? ""
  information.epoch = metadata?["date"]?.stringValue.flatMap(epochSeconds)
  return information
}

/// Seconds since 1970 of an ISO date at midnight UTC, by the civil-from-days algorithm's inverse.
func epochSeconds(_ date: String) -> Int? {
  let parts = date.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else {
    return nil
  }
  let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
  let era = (year >= 0 ? year : year - 399) / 400
  let yearOfEra = year - era * 400
  let dayOfYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return (era * 146_097 + dayOfEra - 719_468) * 86_400
}
