/// The faces for one `font-family` list and style, opened only as far as the text needs them.
final class FontStack {
  private let families: [String]
  private let request: FaceRequest
  private var faces: [Int32] = []
  private var nextFamily = 0

  init(families: [String], request: FaceRequest) {
    self.families = families
    self.request = request
  }

  /// The first face; -1 when the machine has no font at all.
  func primary(in table: FaceTable) -> Int32 { face(at: 0, in: table) ?? -1 }

  /// The first face of the list that has a glyph for `scalar`, then any face that has one, then
  /// the first.
  func face(for scalar: Unicode.Scalar, language: String, in table: FaceTable) -> Int32 {
    var position = 0
    while let face = face(at: position, in: table) {
      if table[face]?.glyph(for: scalar) != nil { return face }
      position += 1
    }
    if let found = table.library.fallback(for: scalar, request: request, language: language),
      let face = table.open(found, for: request), table[face]?.glyph(for: scalar) != nil
    {
      return face
    }
    return primary(in: table)
  }

  private func face(at position: Int, in table: FaceTable) -> Int32? {
    while position >= faces.count, nextFamily < families.count {
      let family = families[nextFamily]
      nextFamily += 1
      if let best = table.family(family).flatMap(request.best(of:)),
        let face = table.open(best, for: request), !faces.contains(face)
      {
        faces.append(face)
      }
    }
    if position < faces.count { return faces[position] }
    // Nothing of the list exists.
    guard faces.isEmpty, let last = table.library.lastResort(request),
      let face = table.open(last, for: request)
    else { return nil }
    faces.append(face)
    return position == 0 ? face : nil
  }
}
