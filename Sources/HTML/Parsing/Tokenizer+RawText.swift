/// Where raw text ends (13.2.5.2 to 13.2.5.31).
extension Tokenizer {
  /// The place of `</name` followed by white space, `/` or `>`; the end of the file if missing.
  func endTag(of name: String) -> Int {
    var index = position
    while let hit = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      if closes(name, at: hit) { return hit }
      index = hit + 1
    }
    return bytes.count
  }

  private func closes(_ name: String, at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
      && isTagName(name, at: index + 2)
  }

  private func isTagName(_ name: String, at index: Int) -> Bool {
    guard hasPrefix(name, at: index), index + name.utf8.count < bytes.count else { return false }
    let after = bytes[index + name.utf8.count]
    return after.isHTMLWhitespace || after == UInt8(ascii: "/") || after == UInt8(ascii: ">")
  }

  /// The end tag of a script.
  ///
  /// Inside `<!-- … -->` a nested `<script>` hides one `</script>`, as it has since old pages hid
  /// their scripts from older browsers.
  func scriptEnd() -> Int {
    var isEscaped = false
    var isNested = false
    var index = position
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<") {
        if closes("script", at: index) {
          if !isNested { return index }
          isNested = false
        } else if !isEscaped, hasPrefix("<!--", at: index) {
          isEscaped = true
          // The dashes may be part of the closing "-->".
          index += 2
          continue
        } else if isEscaped, isTagName("script", at: index + 1) {
          isNested = true
        }
      } else if isEscaped, bytes[index] == UInt8(ascii: "-"), hasPrefix("-->", at: index) {
        isEscaped = false
        isNested = false
      }
      index += 1
    }
    return bytes.count
  }
}
