import Foundation
import Graphics
import Testing

@Suite struct `What fontconfig says of folders` {
  private let folder = "/usr/share/fonts/truetype/liberation2"

  @Test func `names each font of a folder, and says the same to every library`() throws {
    let first = try #require(FontLibrary().systemIndex(folder))
    let second = try #require(FontLibrary().systemIndex(folder))
    #expect(first.entries == second.entries)
    #expect(first.entries == first.entries.sorted())
    #expect(first.entries.contains { $0.hasPrefix("\(folder)/LiberationSans-Bold.ttf\u{1F}") })
    #expect(Set(first.entries).count == first.entries.count)
  }

  @Test func `knows nothing of folders without fonts`() throws {
    let library = FontLibrary()
    #expect(try #require(library.systemIndex("/nowhere")).entries.isEmpty)
    #expect(library.isIndexed("/nowhere") == false)
    #expect(library.isIndexed(folder))
  }

  @Test func `looked before it answered`() throws {
    let now = Int64(Date().timeIntervalSince1970 * 1e9)
    let loaded = try #require(FontLibrary().systemIndex(folder)).loaded
    #expect(abs(loaded - now) < 60_000_000_000)
  }

  @Test func `is not asked where the system's fonts may not be used`() {
    #expect(FontLibrary(usesSystem: false).systemIndex(folder) == nil)
  }
}
