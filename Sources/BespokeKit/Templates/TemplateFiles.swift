import CTemplates
import Files

/// The files of templates: those in the project's `templates/`, and below them those that come with
/// the tool.
///
/// A template's folder in the project stands for the whole template; partials are looked for one by
/// one, so that a project can replace one and keep the others.
struct TemplateFiles: Sendable {
  static let root = RelativePath(literal: "templates")
  static let partials = root.child("partials")

  let project: any FileSystem

  init(_ project: any FileSystem) { self.project = project }

  /// The bytes of a file below `templates/`.
  func read(_ path: RelativePath) throws(FileError) -> [UInt8] {
    if let shipped = Self.shipped[path.text], !isProjects(path) { return shipped }
    return try project.read(path)
  }

  func exists(_ path: RelativePath) -> Bool {
    if Self.shipped[path.text] != nil, !isProjects(path) { return true }
    return project.exists(path)
  }

  /// Names in a folder, in byte order.
  func names(in folder: RelativePath) -> [String] {
    let own = ((try? project.list(folder)) ?? []).map(\.name)
    let isWhole = folder != Self.root && folder != Self.partials && !own.isEmpty
    return isWhole ? own : Array(Set(own + Self.shippedNames(in: folder))).sorted()
  }

  /// Whether a template of this name is the project's own.
  func isOwn(_ template: String) -> Bool { project.exists(Self.root.child(template)) }

  /// Whether the project's file stands for the shipped one, even by not being there.
  private func isProjects(_ path: RelativePath) -> Bool {
    let parts = path.names
    if parts.count > 2, parts[1] != "partials" { return isOwn(String(parts[1])) }
    return project.exists(path)
  }

  // MARK: Shipped

  /// Every shipped file by its path, `templates/modern/style.css`.
  static let shipped: [String: [UInt8]] = {
    var count = 0
    guard let files = unsafe template_files(&count) else { return [:] }
    var shipped: [String: [UInt8]] = [:]
    for index in 0..<count {
      let file = unsafe files[index]
      let bytes = unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
      shipped["templates/" + (unsafe String(cString: file.path))] = bytes
    }
    return shipped
  }()

  private static func shippedNames(in folder: RelativePath) -> [String] {
    let prefix = folder.text + "/"
    return shipped.keys.filter { $0.hasPrefix(prefix) }.compactMap {
      String($0.dropFirst(prefix.count)).pathNames.first.map(String.init)
    }
  }
}
