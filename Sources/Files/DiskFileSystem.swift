import CLinux
import Glibc

/// The files below one folder of the disk.
///
/// Links inside the folder are followed; one that is absolute or leads out of it is refused by the
/// kernel (openat2 with RESOLVE_BENEATH) or, where that call is missing, by walking name by name.
public final class DiskFileSystem: FileSystem {
  let root: Descriptor
  /// The path of the root as it was given, for messages.
  public let rootPath: String
  let usesKernelResolution: Bool
  /// False for the whole machine, where a link may lead anywhere.
  let isConfined: Bool

  /// Opens a folder, following links in the path given here: the user named it.
  public convenience init(root path: String) throws(FileError) {
    try self.init(root: path, kernelResolution: true)
  }

  /// The whole machine: files that the user or the system names by absolute paths, such as fonts.
  public static func host() throws(FileError) -> DiskFileSystem {
    let number = open("/", LINUX_O_PATH | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw FileError(.list, "/", Self.reason(errno)) }
    return DiskFileSystem(
      descriptor: Descriptor(owning: number), path: "", kernelResolution: false, confined: false)
  }

  /// Opens a folder; without kernel resolution, to walk name by name even where openat2 works.
  convenience init(root path: String, kernelResolution: Bool) throws(FileError) {
    let number = open(path, LINUX_O_PATH | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw FileError(.list, path, Self.reason(errno)) }
    self.init(
      descriptor: Descriptor(owning: number), path: path, kernelResolution: kernelResolution)
  }

  private init(
    descriptor: consuming Descriptor, path: String, kernelResolution: Bool, confined: Bool = true
  ) {
    isConfined = confined
    let flags = UInt64(LINUX_O_PATH | O_DIRECTORY | O_CLOEXEC)
    let probe = linux_openat2(
      descriptor.number, ".", flags, 0, UInt64(LINUX_RESOLVE_BENEATH))
    if probe >= 0 { _ = close(probe) }
    usesKernelResolution = kernelResolution && probe >= 0
    rootPath = path
    root = descriptor
  }

  /// The files below a folder of this one, made when missing unless told otherwise; links out of
  /// this root are refused.
  public func subtree(
    _ path: RelativePath, makingFolder: Bool = true
  ) throws(FileError) -> DiskFileSystem {
    if makingFolder { try makeDirectory(path) }
    let folder = try openBeneath(path, LINUX_O_PATH | O_DIRECTORY, .list)
    let name = path.isRoot ? rootPath : rootPath + "/" + path.text
    return DiskFileSystem(
      descriptor: folder, path: name, kernelResolution: usesKernelResolution)
  }

  public var now: Int64 {
    var time = timespec()
    // Files are stamped by the coarse clock.
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  public func load(_ path: RelativePath, limit: Int) throws(FileError) -> LoadedFile {
    // Non-blocking, so that opening a pipe returns; its type is refused next.
    let file = try openBeneath(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, .read)
    do throws(Errno) {
      let status = try file.status()
      guard status.kind == .file else { throw Errno(EISDIR) }
      guard let bytes = try file.readAll(expecting: Int(status.size), limit: limit) else {
        throw Errno(EFBIG)
      }
      return LoadedFile(bytes: bytes, status: status)
    } catch {
      if error.number == EFBIG { throw FileError(.read, path.description, .tooLarge(limit)) }
      throw FileError(.read, path.description, Self.reason(error.number))
    }
  }

  public func head(_ path: RelativePath, count: Int) throws(FileError) -> LoadedFile {
    let file = try openBeneath(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, .read)
    do throws(Errno) {
      let status = try file.status()
      guard status.kind == .file else { throw Errno(EISDIR) }
      return LoadedFile(bytes: try file.readHead(count), status: status)
    } catch {
      throw FileError(.read, path.description, Self.reason(error.number))
    }
  }

  public func status(of path: RelativePath) throws(FileError) -> FileStatus? {
    do throws(Errno) {
      return try resolve(path, LINUX_O_PATH).status()
    } catch {
      if error.number == ENOENT || error.number == ENOTDIR { return nil }
      throw FileError(.inspect, path.description, Self.reason(error.number))
    }
  }

  public func linkStatus(of path: RelativePath) throws(FileError) -> FileStatus? {
    do throws(Errno) {
      return try resolve(path, LINUX_O_PATH | O_NOFOLLOW).status()
    } catch {
      if error.number == ENOENT || error.number == ENOTDIR { return nil }
      throw FileError(.inspect, path.description, Self.reason(error.number))
    }
  }

  public func makeDirectory(_ path: RelativePath) throws(FileError) {
    do throws(Errno) {
      _ = try openFolder(path)
    } catch {
      throw FileError(.make, path.description, Self.reason(error.number))
    }
  }

  public func remove(_ path: RelativePath) throws(FileError) -> Bool {
    try unlink(path, flags: 0)
  }

  public func removeEmptyDirectory(_ path: RelativePath) throws(FileError) -> Bool {
    try unlink(path, flags: AT_REMOVEDIR)
  }

  public func write(
    _ bytes: [UInt8], to path: RelativePath, options: WriteOptions, stagedIn staging: StagingFolder?
  ) throws(FileError) -> WriteResult {
    do throws(Errno) {
      guard let parent = path.parent else { throw Errno(EISDIR) }
      let name = String(path.name)
      let folder = try openFolder(parent)
      if options.contains(.keepUnchanged),
        let status = unchangedStatus(of: name, in: folder, bytes)
      {
        return WriteResult(status: status, changed: false)
      }
      let options = parent.isPrivate ? options.union(.secret) : options
      let status = try replace(name, in: folder, with: bytes, options, staging)
      return WriteResult(status: status, changed: true)
    } catch {
      throw FileError(.write, path.description, Self.reason(error.number))
    }
  }

  // MARK: Folders and removal

  /// Opens a folder for use as a base, making it and those above it when missing.
  private func openFolder(_ path: RelativePath) throws(Errno) -> Descriptor {
    let flags = LINUX_O_PATH | O_DIRECTORY
    do throws(Errno) {
      return try resolve(path, flags)
    } catch {
      guard error.number == ENOENT else { throw error }
      try makeFolders(path)
      return try resolve(path, flags)
    }
  }

  private func makeFolders(_ path: RelativePath) throws(Errno) {
    var made = RelativePath.root
    for name in path.names {
      let folder = try resolve(made, LINUX_O_PATH | O_DIRECTORY)
      let isPrivate = made.isPrivate || name.isHiddenName
      if mkdirat(folder.number, String(name), isPrivate ? 0o700 : 0o777) != 0, errno != EEXIST {
        throw Errno(errno)
      }
      made = made.appending(RelativePath(trusted: String(name)))
    }
    _ = try resolve(made, LINUX_O_PATH | O_DIRECTORY)
  }

  private func unlink(_ path: RelativePath, flags: Int32) throws(FileError) -> Bool {
    do throws(Errno) {
      guard let parent = path.parent else { throw Errno(EBUSY) }
      let folder = try resolve(parent, LINUX_O_PATH | O_DIRECTORY)
      guard unlinkat(folder.number, String(path.name), flags) != 0 else { return true }
      throw Errno(errno)
    } catch {
      let absent = [ENOENT, ENOTDIR] + (flags == 0 ? [] : [ENOTEMPTY, EEXIST])
      if absent.contains(error.number) { return false }
      throw FileError(.remove, path.description, Self.reason(error.number))
    }
  }

  // MARK: Writing

  /// The status of a regular file that holds exactly `bytes`; nil for anything else.
  private func unchangedStatus(
    of name: String, in folder: borrowing Descriptor, _ bytes: [UInt8]
  ) -> FileStatus? {
    let number = openat(
      folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { return nil }
    let file = Descriptor(owning: number)
    guard let status = try? file.status(), status.kind == .file,
      status.size == Int64(bytes.count),
      let held = try? file.readAll(expecting: bytes.count, limit: bytes.count),
      held == bytes
    else { return nil }
    return status
  }

  private func replace(
    _ name: String, in folder: borrowing Descriptor, with bytes: [UInt8], _ options: WriteOptions,
    _ staging: StagingFolder?
  ) throws(Errno) -> FileStatus {
    if let staging, staging.reaches(folder.number) {
      do throws(Errno) {
        return try replace(name, in: folder.number, with: bytes, options, by: staging.folder.number)
      } catch {
        // One disk mounted twice: no way from the one to the other.
        guard error.number == EXDEV else { throw error }
      }
    }
    return try replace(name, in: folder.number, with: bytes, options, by: folder.number)
  }

  private func replace(
    _ name: String, in folder: Int32, with bytes: [UInt8], _ options: WriteOptions,
    by stage: Int32
  ) throws(Errno) -> FileStatus {
    let mode: mode_t = options.contains(.secret) ? 0o600 : 0o666
    var temporary = nextTemporaryName()
    var number = create(temporary, in: stage, mode)
    while number < 0, errno == EEXIST {
      // Left by a killed process of our number.
      temporary = nextTemporaryName()
      number = create(temporary, in: stage, mode)
    }
    guard number >= 0 else { throw Errno(errno) }
    let file = Descriptor(owning: number)
    do throws(Errno) {
      try file.writeAll(bytes)
      if options.contains(.synchronized) { try file.synchronize() }
      guard renameat(stage, temporary, folder, name) == 0 else { throw Errno(errno) }
      // After the rename, which sets the time of change.
      let status = try file.status()
      try file.closed()
      return status
    } catch {
      _ = unlinkat(stage, temporary, 0)
      throw error
    }
  }

  private func create(_ name: String, in folder: Int32, _ mode: mode_t) -> Int32 {
    openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
  }

  // MARK: Errors

  func openBeneath(
    _ path: RelativePath, _ flags: Int32, _ operation: FileError.Operation
  ) throws(FileError) -> Descriptor {
    do throws(Errno) {
      return try resolve(path, flags)
    } catch {
      throw FileError(operation, path.description, Self.reason(error.number))
    }
  }

  static func reason(_ number: Int32) -> FileError.Reason {
    switch number {
    case ENOENT: .missing
    case EXDEV: .outside
    case EISDIR, ENXIO, ENODEV: .notAFile
    case ENOTDIR: .notADirectory
    default: .system(number)
    }
  }
}
