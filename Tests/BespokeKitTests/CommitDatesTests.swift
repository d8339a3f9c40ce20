import Files
import Testing

@testable import BespokeKit

@Suite struct CommitDatesTests {
  private static let log = [
    "", "1735689600 c3", "\ncontent/jobs/acme.md", "content/profiles/ada.yaml", "", "1704067200 b2",
    "\ncontent/jobs/old job.md", "bespoke.yaml", "", "1672531200 a1", "\ncontent/jobs/acme.md", "",
  ].joined(separator: "\0")

  @Test(arguments: [
    (["content/jobs/acme.md"], "2025-01-01"), (["content/jobs/old job.md"], "2024-01-01"),
    (["content/jobs"], "2025-01-01"), (["content/jobs/none.md"], nil), ([], nil),
    (["bespoke.yaml", "content/profiles/ada.yaml"], "2025-01-01"), (["bespoke.yaml"], "2024-01-01"),
  ]) func `takes the last commit of what is asked for`(paths: [String], date: String?) {
    #expect(CommitDates(log: Array(Self.log.utf8)).date(of: paths) == date)
  }

  @Test func `comes back for the same commit only, and whole`() {
    let bytes = CommitDates(log: Array(Self.log.utf8)).encoded(for: "abc")
    #expect(CommitDates(decoding: bytes, for: "abc")?.date(of: ["content"]) == "2025-01-01")
    #expect(CommitDates(decoding: bytes, for: "abd") == nil)
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var damaged = bytes
      damaged[index] ^= 1
      #expect(CommitDates(decoding: damaged, for: "abc") == nil)
      #expect(CommitDates(decoding: Array(bytes[..<index]), for: "abc") == nil)
    }
  }

  @Test(arguments: [
    ([("r/.git/HEAD", "ref: refs/heads/main\n"), ("r/.git/refs/heads/main", "a1\n")], "a1"),
    (
      [
        ("r/.git/HEAD", "ref: refs/heads/x/y\n"),
        ("r/.git/packed-refs", "# pack-refs\nb2 refs/heads/main\na1 refs/heads/x/y\n"),
      ], "a1"
    ),
    ([("r/.git/HEAD", "a1\n")], "a1"),
    (
      [
        ("r/project/.git", "gitdir: ../main/.git/worktrees/p\n"),
        ("r/main/.git/worktrees/p/HEAD", "ref: refs/heads/p\n"),
        ("r/main/.git/worktrees/p/commondir", "../..\n"),
        ("r/main/.git/refs/heads/p", "a1\n"),
      ], "a1"
    ),
    ([("r/.git/HEAD", "ref: refs/heads/main\n")], nil),
  ]) func `reads which commit is checked out`(files: [(String, String)], commit: String?) {
    let repository = Repository(
      around: "/r/project", MemoryFileSystem(files + [("r/project/x", "")]))
    #expect(repository != nil)
    #expect(repository?.commit == commit)
  }

  @Test func `knows a folder outside of any repository`() {
    #expect(Repository(around: "/r/project", MemoryFileSystem([("r/project/x", "")])) == nil)
  }

  @Test(arguments: [
    ("90m", 5_400_000_000_000), ("24h", 86_400_000_000_000), ("7d", 604_800_000_000_000),
    ("0h", 0), ("h", nil), ("-1h", nil), ("5", nil), ("1w", nil), ("99999999999d", nil),
  ]) func `reads ages`(text: String, nanoseconds: Int64?) {
    #expect(CleanCommand.duration(text) == nanoseconds)
  }
}
