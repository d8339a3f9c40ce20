import CGIO
public import Files

/// Notices changes in some files and folders of a project, subfolders included.
///
/// It says that something changed, not what: who listens looks for itself. Saving by renaming, new
/// folders and folders that come back are noticed too. Belongs to the loop's thread.
public final class FolderWatch {
  private let loop: EventLoop
  private let files: any FileSystem
  private let rootPath: String
  /// Names below the root that matter.
  private let names: Set<String>
  private let onChange: (Set<String>) -> Void
  private var monitors: [RelativePath: UnsafeMutablePointer<GFileMonitor>] = [:]
  private var changed: Set<String> = []
  private var firstChange: Int64 = 0
  private var timer: EventLoop.Timer?

  /// Milliseconds of quiet after which a burst of changes counts as over, and after which it is
  /// reported even if it goes on.
  private static let quietTime: Int64 = 40
  private static let longestBurst: Int64 = 500
  /// Milliseconds between reports of one file that keeps being written.
  private static let rateLimit: gint = 100
  private static let folderLimit = 10_000
  private static let depthLimit = 32

  /// Begins to watch; `onChange` gets the paths of a burst, on the loop's thread.
  public init(
    loop: EventLoop, files: any FileSystem, rootPath: String, names: Set<String>,
    onChange: @escaping (Set<String>) -> Void
  ) throws(ServerError) {
    self.loop = loop
    self.files = files
    self.rootPath = rootPath
    self.names = names
    self.onChange = onChange
    try watch(.root)
    for name in names.sorted() {
      if let path = try? RelativePath(name) { watchTree(path) }
    }
  }

  deinit {
    timer?.cancel()
    for monitor in monitors.values { Self.end(monitor) }
  }

  // MARK: Monitors

  private func watchTree(_ path: RelativePath, depth: Int = 0) {
    guard depth < Self.depthLimit, monitors.count < Self.folderLimit, monitors[path] == nil,
      (try? files.status(of: path))??.kind == .directory
    else { return }
    // Before the listing, so that no name slips through between the two.
    guard (try? watch(path)) != nil else { return }
    for entry in (try? files.list(path)) ?? [] where entry.kind == .directory {
      guard let name = try? RelativePath(entry.name), !entry.name.isHiddenName else { continue }
      watchTree(path.appending(name), depth: depth + 1)
    }
  }

  private func watch(_ path: RelativePath) throws(ServerError) {
    let file = g_file_new_for_path(path.isRoot ? rootPath : "\(rootPath)/\(path.text)")
    defer { g_object_unref(UnsafeMutableRawPointer(file)) }
    let monitor = try withGError { failure in
      loop.entered { g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, nil, failure) }
    }
    g_file_monitor_set_rate_limit(monitor, Self.rateLimit)
    let listener = Unmanaged.passRetained(Listening(watch: self, path: path)).toOpaque()
    gio_on_change(
      monitor,
      { _, file, other, event, data in
        guard let data else { return }
        let listening = Unmanaged<Listening>.fromOpaque(data).takeUnretainedValue()
        let names = [file, other].compactMap { $0.flatMap(baseName) }
        listening.watch?.note(names, in: listening.path, event)
      }, listener,
      { data, _ in if let data { Unmanaged<Listening>.fromOpaque(data).release() } })
    monitors[path] = monitor
  }

  private static func end(_ monitor: UnsafeMutablePointer<GFileMonitor>) {
    g_file_monitor_cancel(monitor)
    g_object_unref(monitor)
  }

  /// What a monitor's callback needs.
  private final class Listening {
    weak var watch: FolderWatch?
    let path: RelativePath

    init(watch: FolderWatch, path: RelativePath) {
      self.watch = watch
      self.path = path
    }
  }

  // MARK: Events

  private func note(_ found: [String], in folder: RelativePath, _ event: GFileMonitorEvent) {
    for name in found {
      guard let last = try? RelativePath(name), !Self.isPassing(name),
        !folder.isRoot || names.contains(name)
      else { continue }
      let path = folder.appending(last)
      switch event {
      case G_FILE_MONITOR_EVENT_DELETED, G_FILE_MONITOR_EVENT_MOVED_OUT,
        G_FILE_MONITOR_EVENT_RENAMED, G_FILE_MONITOR_EVENT_UNMOUNTED:
        forgetTree(path)
      default: break
      }
      watchTree(path)
      report(path.text)
    }
  }

  /// Names that editors and Bespoke itself use for a moment.
  private static func isPassing(_ name: String) -> Bool {
    isTemporaryName(name) || name.hasSuffix("~") || name.hasSuffix(".swp")
      || name.hasSuffix(".swx") || name.hasPrefix(".#") || name == "4913" || name == ".git"
  }

  private func forgetTree(_ path: RelativePath) {
    for (watched, monitor) in monitors
    where watched == path || watched.isWithin(path) {
      Self.end(monitor)
      monitors[watched] = nil
    }
  }

  private func report(_ path: String) {
    let now = milliseconds()
    if changed.isEmpty { firstChange = now }
    changed.insert(path)
    let wait = min(Self.quietTime, max(0, firstChange + Self.longestBurst - now))
    timer?.cancel()
    timer = loop.after(milliseconds: Int(wait)) { [weak self] in
      self?.flush()
      return false
    }
  }

  private func flush() {
    timer = nil
    let burst = changed
    changed = []
    onChange(burst)
  }
}

/// The last name of a file's path.
private func baseName(_ file: OpaquePointer) -> String? {
  guard let name = g_file_get_basename(file) else { return nil }
  defer { g_free(name) }
  return String(validatingCString: name)
}
