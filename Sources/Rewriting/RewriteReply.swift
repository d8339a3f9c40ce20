public import JSON
import YAML

/// What a rewriter answered, as far as it can be understood.
public struct RewriteReply: Sendable {
  /// In the order of the answer.
  public var texts: [(id: String, text: String)] = []
  public var usage = RewriteUsage()
  /// Why there is no text; nil where there is.
  public var failure: String?

  /// Reads an answer: our JSON as it is, in a code fence, among other words, or in the envelope of
  /// a command line that reports its model and cost.
  public init(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else {
      failure = "the answer is empty"
      return
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      failure = "the answer is not UTF-8"
      return
    }
    read(bytes, depth: 0)
    if texts.isEmpty, failure == nil { failure = "the answer holds no 'texts'" }
  }

  private static let deepest = 4

  private mutating func read(_ bytes: [UInt8], depth: Int) {
    guard depth < Self.deepest else { return }
    guard let json = JSONValue(parsing: bytes) ?? Self.embedded(in: bytes) else {
      if depth == 0 { failure = "the answer holds no JSON" }
      return
    }
    usage.add(json)
    if readTexts(json) { return }
    for inner in Self.contents(of: json) { read(Array(inner.utf8), depth: depth + 1) }
  }

  /// `{"texts": [{id, text}]}` or `{"texts": {id: text}}`.
  private mutating func readTexts(_ json: JSONValue) -> Bool {
    switch json["texts"] {
    case .array(let items)?:
      for item in items {
        if let id = item["id"]?.stringValue, let text = item["text"]?.stringValue {
          texts.append((id, text))
        }
      }
    case .object(let members)?:
      for member in members {
        if let text = member.value.stringValue { texts.append((member.key, text)) }
      }
    default: return false
    }
    return true
  }

  /// Where programs put what the model said.
  private static func contents(of json: JSONValue) -> [String] {
    for key in ["result", "response", "output", "content", "text", "completion"] {
      if let text = json[key]?.stringValue { return [text] }
      if let parts = json[key]?.arrayValue {
        return parts.compactMap { $0["text"]?.stringValue ?? $0.stringValue }
      }
    }
    if let message = json["message"] { return contents(of: message) }
    return json["choices"]?.arrayValue?.prefix(1).flatMap { contents(of: $0) } ?? []
  }

  /// The first JSON object among other words; a code fence is no different.
  private static func embedded(in bytes: [UInt8]) -> JSONValue? {
    var start = bytes.startIndex
    // Each try costs a pass: an answer of nothing but braces is given up on.
    for _ in 0..<16 {
      guard let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")),
        let close = end(of: bytes, from: open)
      else { return nil }
      if let json = JSONValue(parsing: Array(bytes[open...close])), json["texts"] != nil {
        return json
      }
      start = open + 1
    }
    return nil
  }

  /// The brace that closes the one at `open`, strings passed over.
  private static func end(of bytes: [UInt8], from open: Int) -> Int? {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for index in open..<bytes.count {
      let byte = bytes[index]
      if isEscaped {
        isEscaped = false
      } else if isInString {
        if byte == UInt8(ascii: "\\") { isEscaped = true }
        if byte == UInt8(ascii: "\"") { isInString = false }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

/// What an answer cost, as far as the command reports it.
public struct RewriteUsage: Sendable {
  public var model: String?
  public var inputTokens: Int?
  public var outputTokens: Int?
  /// US dollars, as those commands count.
  public var cost: Double?

  public init() {}

  /// Takes what an object of the answer says and is not known yet.
  mutating func add(_ json: JSONValue) {
    let counts = json["usage"] ?? json["tokens"] ?? json
    func count(_ keys: String...) -> Int? { keys.lazy.compactMap { counts[$0]?.intValue }.first }
    model = model ?? json["model"]?.stringValue
    inputTokens = inputTokens ?? count("input_tokens", "prompt_tokens", "inputTokens", "input")
    outputTokens =
      outputTokens ?? count("output_tokens", "completion_tokens", "outputTokens", "output")
    cost =
      cost
      ?? ["total_cost_usd", "cost_usd", "cost"].lazy.compactMap { json[$0]?.doubleValue }.first
  }

  public var members: [JSONValue.Member] {
    [
      .init("model", model.map { .string($0) } ?? .null),
      .init("inputTokens", inputTokens.map { .integer($0) } ?? .null),
      .init("outputTokens", outputTokens.map { .integer($0) } ?? .null),
      .init("cost", cost.map { .decimal($0, digits: 6) } ?? .null),
    ]
  }
}
