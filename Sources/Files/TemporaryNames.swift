import Glibc
import Synchronization

private let temporaryPrefix = ".bespoke~"
private let temporaryCounter = Atomic<Int>(0)

/// The name of an unfinished file, `.bespoke~<process>-<number>`; never the same in one process.
func nextTemporaryName() -> String {
  let number = temporaryCounter.add(1, ordering: .relaxed).newValue
  return "\(temporaryPrefix)\(getpid())-\(number)"
}

/// Whether a file of this name is the unfinished write of a run that was killed.
public func isTemporaryName(_ name: some StringProtocol) -> Bool {
  name.utf8.starts(with: temporaryPrefix.utf8)
}
