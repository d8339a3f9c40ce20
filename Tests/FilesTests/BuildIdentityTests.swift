import Foundation
import Testing

@testable import Files

@Suite struct BuildIdentityTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func identity(_ bytes: [UInt8]) throws -> String? {
    let path = folder.path + "/program"
    try Data(bytes).write(to: URL(filePath: path))
    return try buildIdentity(of: path)
  }

  /// An ELF header with one program header of type note.
  private func program(noteLength: UInt8, note: [UInt8]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 120)
    bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
    bytes[32] = 64
    bytes[54] = 56
    bytes[56] = 1
    bytes[64] = 4
    bytes[72] = 120
    bytes[96] = noteLength
    return bytes + note
  }

  @Test func `reads the linker's id`() throws {
    let other: [UInt8] = [4, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0x47, 0x4E, 0x55, 0, 9, 9, 0, 0]
    let id: [UInt8] = [
      4, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 0x47, 0x4E, 0x55, 0, 0xDE, 0xAD, 0xBE, 0xEF,
    ]
    #expect(try identity(program(noteLength: 40, note: other + id)) == "deadbeef")
  }

  @Test func `a program that can't be read is no other program`() throws {
    #expect(throws: FileError.self) { try buildIdentity(of: folder.path) }
  }

  @Test func `hashes a program without an id`() throws {
    for bytes in [
      [], [1, 2, 3], program(noteLength: 0, note: []), program(noteLength: 200, note: [1, 2]),
      program(noteLength: 20, note: [UInt8](repeating: 0xFF, count: 20)),
    ] { #expect(try identity(bytes) == ContentHash(of: bytes).hexadecimal) }
    #expect(try buildIdentity(of: folder.path + "/none") == nil)
  }
}
