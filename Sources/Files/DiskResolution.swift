import CLinux
import Glibc

/// Opening a path without ever leaving the root.
extension DiskFileSystem {
  /// Opens what a path leads to; EXDEV when a link on the way is absolute or leads out.
  func resolve(_ path: RelativePath, _ flags: Int32) throws(Errno) -> Descriptor {
    guard isConfined else { return try Self.openPath(path.description, in: root.number, flags) }
    guard usesKernelResolution else { return try walk(path, flags | O_CLOEXEC) }
    let text = path.description
    var attempts = 0
    while true {
      let number = linux_openat2(
        root.number, text, UInt64(flags | O_CLOEXEC), 0,
        UInt64(LINUX_RESOLVE_BENEATH | LINUX_RESOLVE_NO_MAGICLINKS))
      if number >= 0 { return Descriptor(owning: number) }
      // EAGAIN: a folder was moved while `..` of a link was followed.
      attempts += 1
      guard errno == EINTR || errno == EAGAIN, attempts < 100 else { throw Errno(errno) }
    }
  }

  /// The same name by name: each is opened without following, links are read and followed here.
  private func walk(_ path: RelativePath, _ flags: Int32) throws(Errno) -> Descriptor {
    var folders = FolderStack(root: root.number)
    var pending = Array(path.names.map(String.init).reversed())
    var links = 0
    while let name = pending.popLast() {
      if name == ".." {
        try folders.leave()
        continue
      }
      let number = openat(folders.top, name, LINUX_O_PATH | O_NOFOLLOW | O_CLOEXEC)
      guard number >= 0 else { throw Errno(errno) }
      let found = Descriptor(owning: number)
      let isLast = pending.isEmpty
      if try found.status().kind == .link, !(isLast && flags & O_NOFOLLOW != 0) {
        links += 1
        guard links <= 40 else { throw Errno(ELOOP) }
        let target = try Self.target(ofLink: found)
        if target.utf8.first == UInt8(ascii: "/") { throw Errno(EXDEV) }
        pending += target.pathNames.filter { $0 != "." }.reversed().map(String.init)
        continue
      }
      if isLast { return try Self.reopen(name, in: folders.top, flags) }
      folders.enter(found)
    }
    return try Self.reopen(".", in: folders.top, flags)
  }

  /// Opens a path without asking where it leads.
  static func openPath(
    _ name: String, in folder: Int32, _ flags: Int32
  ) throws(Errno) -> Descriptor {
    while true {
      let number = openat(folder, name, flags | O_CLOEXEC)
      if number >= 0 { return Descriptor(owning: number) }
      guard errno == EINTR else { throw Errno(errno) }
    }
  }

  private static func reopen(
    _ name: String, in folder: Int32, _ flags: Int32
  ) throws(Errno) -> Descriptor {
    try openPath(name, in: folder, flags | O_NOFOLLOW)
  }

  private static func target(ofLink link: borrowing Descriptor) throws(Errno) -> String {
    let number = link.number
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      let length = buffer.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { readlinkat(number, "", $0, text.count) } ?? -1
      }
      failure = length < 0 ? errno : 0
      count = max(0, length)
    }
    guard failure == 0, bytes.count < 4096 else {
      throw Errno(failure == 0 ? ENAMETOOLONG : failure)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Errno(EILSEQ) }
    return text
  }
}

/// The folders between the root and where a walk stands; closes the ones that it opened.
private struct FolderStack: ~Copyable {
  private let root: Int32
  private var opened: [Int32] = []

  init(root: Int32) { self.root = root }

  deinit {
    for number in opened { _ = close(number) }
  }

  var top: Int32 { opened.last ?? root }

  mutating func enter(_ folder: consuming Descriptor) { opened.append(folder.release()) }

  mutating func leave() throws(Errno) {
    guard let number = opened.popLast() else { throw Errno(EXDEV) }
    _ = close(number)
  }
}
