public import JSON
import Matching

/// `bespoke-stage spans`: the parts of a text that name something asked for.
///
/// Offsets count Unicode scalars.
public func spansProbe(_ task: JSONValue) -> [JSONValue] {
  let text = task["text"]?.stringValue ?? ""
  let scalars = scalarOffsets(Array(text.utf8))
  return RequirementSpan.find(in: text).map { span in
    [
      "task": task["task"] ?? .null,
      "start": .integer(scalars[span.range.lowerBound]),
      "end": .integer(scalars[span.range.upperBound]), "type": .string(span.kind.rawValue),
    ]
  }
}

/// For each UTF-8 offset, the number of scalars before it.
private func scalarOffsets(_ bytes: [UInt8]) -> [Int] {
  var offsets: [Int] = []
  offsets.reserveCapacity(bytes.count + 1)
  var count = 0
  for byte in bytes {
    offsets.append(count)
    if byte & 0xC0 != 0x80 { count += 1 }
  }
  // A continuation byte belongs to the scalar before it.
  for index in bytes.indices where bytes[index] & 0xC0 == 0x80 {
    offsets[index] = offsets[index] - 1
  }
  return offsets + [count]
}
