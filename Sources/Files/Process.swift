import Glibc
import Synchronization

/// Nanoseconds of a clock that only goes forward; for durations.
public func monotonicNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}

/// Nanoseconds that processors have spent on this process: what a busy machine doesn't change.
public func processorNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}

/// The file that this process runs; nil when the system doesn't say.
public func executablePath() -> String? {
  let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
    let length = buffer.withMemoryRebound(to: CChar.self) { text in
      text.baseAddress.map { readlink("/proc/self/exe", $0, text.count) } ?? -1
    }
    count = max(0, length)
  }
  return bytes.isEmpty ? nil : String(validating: bytes, as: UTF8.self)
}

/// A path from the root of the disk, without links; nil when nothing stands there.
public func absolutePath(of path: String) -> String? {
  guard let text = realpath(path, nil) else { return nil }
  defer { free(text) }
  return String(cString: text)
}

/// Whether a file can be run.
public func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

/// Whether what is in a file or folder can be read.
public func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

/// Whether a file or what is in a folder can be changed.
public func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

/// The shared libraries that this process has loaded, as absolute paths, sorted.
public func loadedLibraries() throws(FileError) -> [String] {
  let maps = try DiskFileSystem.host().read(RelativePath(literal: "proc/self/maps"))
  var paths: Set<String> = []
  // Each line ends in the path of the file that is mapped there, if it is one; several lines in a
  // row name the same.
  var last: ArraySlice<UInt8> = []
  for line in maps.split(separator: UInt8(ascii: "\n")) {
    guard let slash = line.firstIndex(of: UInt8(ascii: "/")), line[slash...] != last else {
      continue
    }
    last = line[slash...]
    let path = String(decoding: last, as: UTF8.self)
    if path.utf8.count > 3, path.contains(".so") { paths.insert(path) }
  }
  return paths.sorted()
}

/// Whether anything stands at a path of the machine.
public func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Becomes another program; returns the error number only when that fails.
public func replaceProcess(with path: String, arguments: [String]) -> Int32 {
  var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
  pointers.append(nil)
  execv(path, pointers)
  let failure = errno
  for pointer in pointers { free(pointer) }
  return failure
}

/// Ends the process.
public func exitProcess(_ status: Int32) -> Never { exit(status) }

/// The number of this process, for names that two processes must not share.
public var processNumber: Int { Int(getpid()) }

private let interruption = Atomic<Int32>(0)

/// Requests to stop, by SIGINT, SIGTERM or SIGHUP.
public enum Interruption {
  /// Notes the first such signal instead of dying; a second one ends the process at once.
  public static func install() {
    _ = interruption.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { interruption.store($0, ordering: .relaxed) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
  }

  /// The signal that arrived; nil while there was none.
  public static var signal: Int32? {
    let number = interruption.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}
