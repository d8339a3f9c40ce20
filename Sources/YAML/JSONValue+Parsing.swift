import Diagnostics
public import JSON

extension JSONValue {
  /// Reads JSON that a program wrote; nil when it isn't JSON.
  public init?(parsing bytes: [UInt8]) {
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "<json>", bytes: bytes)
    guard let document = JSONReader.parse(file, into: &problems), problems.isEmpty else {
      return nil
    }
    self = document.root.jsonValue
  }
}
