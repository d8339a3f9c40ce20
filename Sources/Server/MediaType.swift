import Files

/// What a file is, by its name, and what a browser may do with it.
struct MediaType {
  var name: String
  var isPage = false
  var isDownload = false
  var policy = "default-src 'none'; frame-ancestors 'none'"

  static let page = MediaType(name: "text/html; charset=utf-8", isPage: true)

  init(name: String, isPage: Bool = false, isDownload: Bool = false, policy: String? = nil) {
    self.name = name
    self.isPage = isPage
    self.isDownload = isDownload
    if let policy { self.policy = policy }
  }

  /// Only what Bespoke makes has a type of its own; all else is a download of bytes.
  init(of path: RelativePath) {
    let name = String(path.name).lowercased()
    let dot = name.lastIndex(of: ".")
    switch dot.map({ String(name[name.index(after: $0)...]) }) {
    case "html": self = .page
    case "txt", "md": self.init(name: "text/plain; charset=utf-8")
    case "json": self.init(name: "application/json")
    case "png": self.init(name: "image/png")
    case "jpg", "jpeg": self.init(name: "image/jpeg")
    case "svg":
      self.init(
        name: "image/svg+xml", policy: "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    case "pdf":
      // Browsers show it by a plug-in of their own, which this policy is applied to.
      self.init(
        name: "application/pdf",
        policy: "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
          + "frame-ancestors 'self'")
    case "docx":
      self.init(
        name: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        isDownload: true)
    default: self.init(name: "application/octet-stream", isDownload: true)
    }
  }
}
