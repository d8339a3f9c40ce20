import Archive
import Geometry

/// A picture in a line or beside lines (ECMA-376, 20.4.2).
struct DOCXDrawing {
  let id: Int
  let relationship: String
  /// CSS px.
  let size: Size
  let description: String
  let isRound: Bool

  private static let drawing = "http://schemas.openxmlformats.org/drawingml/2006"
  /// Between a picture that stands aside and the text, CSS px.
  static let gap = 16.0

  /// In the line.
  var inline: String {
    element("inline", attributes: " distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"")
  }

  /// At the edge where lines end, level with the paragraph that holds it; text flows beside it.
  func aside(isRightToLeft: Bool) -> String {
    let gap = DOCXUnit.emu(Self.gap)
    let (edge, free) = isRightToLeft ? ("left", "right") : ("right", "left")
    let distances =
      isRightToLeft ? "distL=\"0\" distR=\"\(gap)\"" : "distL=\"\(gap)\" distR=\"0\""
    return element(
      "anchor",
      attributes: " distT=\"0\" distB=\"0\" \(distances) simplePos=\"0\" relativeHeight=\"2\""
        + " behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"",
      position: "<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"margin\">"
        + "<wp:align>\(edge)</wp:align></wp:positionH><wp:positionV relativeFrom=\"paragraph\">"
        + "<wp:posOffset>0</wp:posOffset></wp:positionV>",
      wrap: "<wp:wrapSquare wrapText=\"\(free)\"/>")
  }

  private func element(
    _ name: String, attributes: String, position: String = "", wrap: String = ""
  ) -> String {
    let (width, height) = (DOCXUnit.emu(size.width), DOCXUnit.emu(size.height))
    let text = XMLText.escaped(description)
    return "<w:r><w:drawing><wp:\(name) xmlns:wp=\"\(Self.drawing)/wordprocessingDrawing\""
      + "\(attributes)>\(position)<wp:extent cx=\"\(width)\" cy=\"\(height)\"/>\(wrap)"
      + "<wp:docPr id=\"\(id)\" name=\"Picture \(id)\" descr=\"\(text)\"/>"
      + "<a:graphic xmlns:a=\"\(Self.drawing)/main\">"
      + "<a:graphicData uri=\"\(Self.drawing)/picture\">"
      + "<pic:pic xmlns:pic=\"\(Self.drawing)/picture\"><pic:nvPicPr>"
      + "<pic:cNvPr id=\"\(id)\" name=\"Picture \(id)\" descr=\"\(text)\"/><pic:cNvPicPr/>"
      + "</pic:nvPicPr><pic:blipFill><a:blip r:embed=\"\(relationship)\"/>"
      + "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
      + "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"\(width)\" cy=\"\(height)\"/></a:xfrm>"
      + "<a:prstGeom prst=\"\(isRound ? "ellipse" : "rect")\"><a:avLst/></a:prstGeom>"
      + "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:\(name)></w:drawing></w:r>"
  }
}
