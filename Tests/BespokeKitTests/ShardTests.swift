import Testing

@testable import BespokeKit

struct ShardTests {
  @Test(arguments: ["1/1", "2/5", "5/5"])
  func `reads a part of a build`(text: String) { #expect(Shard(text)?.description == text) }

  @Test(arguments: [
    "", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1/", "/3", "1 /3", "+1/3",
  ])
  func `refuses what is no part`(text: String) { #expect(Shard(text) == nil) }

  private let folders = (0..<200).map { "profile-\($0 % 20)/job-\($0 / 20)" }

  @Test(arguments: [1, 2, 3, 7, 50])
  func `gives each folder to one part`(count: Int) {
    let shards = (1...count).compactMap { Shard("\($0)/\(count)") }
    for folder in folders { #expect(shards.count { $0.contains(folder) } == 1) }
  }

  @Test func `shares the work about evenly`() throws {
    for number in 1...4 {
      let shard = try #require(Shard("\(number)/4"))
      let share = folders.count { shard.contains($0) }
      #expect((30...70).contains(share))
    }
  }

  /// SHA-256 of the name, its first eight bytes as a big-endian number, modulo the parts.
  @Test(arguments: [
    ("ada/acme", 1),
    ("ada/general", 3),
    ("bo/acme", 3),
    ("bo/general", 3),
    ("mara-lindqvist/nordbank", 2),
    ("é/ü", 3),
  ])
  func `a folder stays in its part on every machine and forever`(folder: String, part: Int) throws {
    #expect(try #require(Shard("\(part)/3")).contains(folder))
  }
}
