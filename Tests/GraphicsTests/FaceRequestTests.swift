import Diagnostics
import Testing

@testable import Graphics

@Suite struct FaceRequestTests {
  private func faces(_ weights: [Double]) -> [FaceDescription] {
    weights.map { FaceDescription(families: ["F"], weight: $0, path: "\($0)") }
  }

  @Test(
    arguments: [
      (400, [300, 500, 700], 500), (500, [300, 600], 300), (450, [400, 500], 500),
      (300, [100, 400], 100), (600, [400, 700, 900], 700), (900, [400, 600], 600),
      (400, [400, 700], 400), (700, [400, 700], 700), (350, [400, 500], 400),
    ] as [(Double, [Double], Double)])
  func `weights are matched as CSS Fonts 4 says`(
    wanted: Double, offered: [Double], expected: Double
  ) {
    let request = FaceRequest(weight: wanted, width: 100, slant: .normal)
    #expect(request.best(of: faces(offered))?.weight == expected)
  }

  @Test func `stretch comes before slant, slant before weight`() {
    let upright = FaceDescription(families: ["F"], weight: 700, path: "upright")
    let italic = FaceDescription(families: ["F"], weight: 400, slant: .italic, path: "italic")
    let narrow = FaceDescription(families: ["F"], width: 75, slant: .italic, path: "narrow")
    let request = FaceRequest(weight: 700, width: 100, slant: .italic)
    #expect(request.best(of: [upright, italic, narrow])?.path == "italic")
    #expect(request.best(of: [upright, narrow])?.path == "upright")
    #expect(request.best(of: []) == nil)
  }

  @Test func `files are read without fontconfig`() {
    let faces = TestFonts.projectOnly.faces.filter { $0.families.contains("Liberation Sans") }
    #expect(faces.count == 4)
    #expect(Set(faces.map(\.weight)) == [400, 700])
    #expect(faces.filter { $0.slant != .normal }.count == 2)
  }

  @Test func `what is no font is named`() {
    let library = FontLibrary(files: ["/etc/hostname", "/nowhere.ttf"], usesSystem: false)
    #expect(library.unreadable == ["/etc/hostname", "/nowhere.ttf"])
  }
}
