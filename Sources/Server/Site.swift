public import Files

/// The files of an output folder as a web site on this machine.
public struct Site: Sendable {
  /// Opens the folder, for one answer.
  public typealias Opening = @Sendable () throws(FileError) -> any FileSystem

  private let open: Opening
  private let policy: AccessPolicy

  /// Where pages wait for news.
  static let eventPath = "/.bespoke/events"
  /// Files are sent whole from memory; no document comes near this.
  private static let fileLimit = 256 << 20

  /// Serves what `open` gives: a file system that no link leads out of.
  ///
  /// It is asked each time, because a folder may be removed and made anew while it is served.
  public init(policy: AccessPolicy, open: @escaping Opening) {
    self.policy = policy
    self.open = open
  }

  /// The answer to a request.
  ///
  /// `state` names what is shown and changes with it: pages load anew when it does. `nonce` lets our
  /// own script run and no other; it is unpredictable, and new for each answer.
  public func respond(to request: HTTPRequest, state: String, nonce: String) -> Response {
    guard policy.allows(request) else {
      return .plain(400, "400 Bad Request: this Host or Origin is not served")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      var response = Response.plain(405)
      response.fields.append(("Allow", "GET, HEAD"))
      return response
    }
    let path = request.target.prefix { $0 != "?" }
    if path == Self.eventPath { return events(state) }
    guard let address = SiteAddress(path) else { return .plain(400) }
    let script = ReloadScript(state: state, nonce: nonce)
    guard let files = try? open() else { return notFound(script) }
    return answer(address, files, script)
  }

  private func events(_ state: String) -> Response {
    var response = Response(200)
    response.fields = [("Content-Type", "text/event-stream")]
    response.addPolicy("default-src 'none'")
    response.body = Self.event(state)
    response.isEventStream = true
    return response
  }

  /// The event that tells pages what is shown.
  static func event(_ state: String) -> [UInt8] {
    Array("retry: 1000\nevent: state\ndata: \(state)\n\n".utf8)
  }

  private func answer(
    _ address: SiteAddress, _ files: any FileSystem, _ script: ReloadScript
  ) -> Response {
    guard !address.isHidden else { return notFound(script) }
    let kind: FileStatus.Kind?
    do throws(FileError) {
      kind = try files.status(of: address.path)?.kind
    } catch {
      // A link that leads out of the folder, a loop, a name too long: nothing is there for others.
      return notFound(script)
    }
    switch kind {
    case .directory where !address.isFolder:
      var response = Response.plain(308)
      response.fields.append(("Location", address.folderLocation))
      return response
    case .directory:
      let index = address.path.appending(RelativePath(literal: "index.html"))
      if files.exists(index) { return file(index, files, script) }
      return listing(address, files, script)
    case .file where !address.isFolder: return file(address.path, files, script)
    default: return notFound(script)
    }
  }

  private func file(
    _ path: RelativePath, _ files: any FileSystem, _ script: ReloadScript
  ) -> Response {
    // Outputs are put in place by renaming: what is read here is one whole version.
    guard let bytes = try? files.read(path, limit: Self.fileLimit) else {
      return notFound(script)
    }
    let type = MediaType(of: path)
    var response = Response(200)
    response.fields = [("Content-Type", type.name)]
    if type.isDownload { response.fields.append(("Content-Disposition", "attachment")) }
    response.body = type.isPage ? script.inserted(into: bytes) : bytes
    response.addPolicy(type.isPage ? script.policy : type.policy)
    return response
  }

  private func notFound(_ script: ReloadScript) -> Response {
    page(
      404, "Nothing here",
      "<p>There is no such document, or it is not built yet. <a href=\"/\">All documents</a></p>",
      script)
  }

  /// The names in a folder that has no page of its own.
  private func listing(
    _ address: SiteAddress, _ files: any FileSystem, _ script: ReloadScript
  ) -> Response {
    let entries = (try? files.list(address.path)) ?? []
    let rows = entries.filter { !$0.name.isHiddenName }.map { entry in
      let name = entry.kind == .directory ? entry.name + "/" : entry.name
      let link = "./" + percentEncoded(entry.name) + (entry.kind == .directory ? "/" : "")
      return "<li><a href=\"\(link)\">\(escapedHTML(name))</a></li>"
    }
    let list = "<ul>\(rows.joined())</ul><p><a href=\"/\">All documents</a></p>"
    return page(200, "/\(address.path.text)", list, script)
  }

  private func page(
    _ status: Int, _ title: String, _ content: String, _ script: ReloadScript
  ) -> Response {
    let title = escapedHTML(title)
    let html = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
      <style>body { font: 16px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 40rem; \
      padding: 0 1rem }</style></head>
      <body><h1>\(title)</h1>\(content)</body></html>

      """
    var response = Response(status)
    response.fields = [("Content-Type", MediaType.page.name)]
    response.body = script.inserted(into: Array(html.utf8))
    response.addPolicy(script.policy)
    return response
  }
}

/// Text as HTML content or attribute value.
private func escapedHTML(_ text: String) -> String {
  text.reduce(into: "") { result, character in
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.append(character)
    }
  }
}
