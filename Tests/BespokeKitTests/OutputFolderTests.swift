import Diagnostics
import Foundation
import Testing

@testable import BespokeKit

@Suite struct OutputFolderTests {
  private let root: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "out-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "content/jobs"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "content")
    root = folder.path
  }

  private func isRefused(_ out: String) -> Bool {
    outputFault(out, in: root)?.id == "output-among-sources"
  }

  @Test func `documents don't go among what they are made from`() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    for out in [
      ".", "./", "content", "content/jobs", "content/new/deep", "templates", ".git/x", ".bespoke",
      "link", "link/more", root, root + "/content", root + "/out/../content",
    ] { #expect(isRefused(out), "\(out)") }
    for out in ["out", "contents", "a/content", "/nowhere/content", "..", root + "-other"] {
      #expect(!isRefused(out), "\(out)")
    }
  }
}
