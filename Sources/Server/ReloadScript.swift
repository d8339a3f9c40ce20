/// The script that loads a page anew when the documents change; put into pages as they are served,
/// never into files.
struct ReloadScript {
  /// What the page shows; letters, digits and hyphens.
  var state: String
  var nonce: String

  /// What a page may do: its own styles, fonts and pictures, our script, and nothing else.
  var policy: String {
    "default-src 'none'; style-src 'unsafe-inline' 'self'; img-src 'self' data:; "
      + "font-src 'self' data:; script-src 'nonce-\(nonce)'; connect-src 'self'; "
      + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  }

  private var text: String {
    """
    <script nonce="\(nonce)">(function () {
    var shown = "\(state)";
    new EventSource("\(Site.eventPath)").addEventListener("state", function (event) {
    if (event.data !== shown) { shown = event.data; location.reload(); }
    });
    })()</script>
    """
  }

  /// The page with the script before the end of its body.
  func inserted(into page: [UInt8]) -> [UInt8] {
    let place = Self.bodyEnd(page) ?? page.count
    return page[..<place] + Array(text.utf8) + page[place...]
  }

  /// Where the last `</body` begins.
  private static func bodyEnd(_ page: [UInt8]) -> Int? {
    let tag = Array("</body".utf8)
    guard page.count >= tag.count else { return nil }
    return (0...page.count - tag.count).last { index in
      page[index] == tag[0]
        && tag.indices.allSatisfy { page[index + $0] | ($0 >= 2 ? 0x20 : 0) == tag[$0] }
    }
  }
}
