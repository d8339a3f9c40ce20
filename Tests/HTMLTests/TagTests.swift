import Testing

@testable import HTML

@Suite struct TagTests {
  @Test func `each element is found by the name of its case`() {
    for tag in Tag.allCases where tag != .other && tag.rawValue < Tag.annotationXML.rawValue {
      #expect(Tag(name: "\(tag)") == tag)
    }
    #expect(Tag(name: "annotationXML") == .other)
    #expect(Tag(name: "svgTitle") == .other)
    #expect(Tag(name: "other") == .other)
  }
}
