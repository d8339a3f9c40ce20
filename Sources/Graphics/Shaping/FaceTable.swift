/// The faces that one worker has opened; a `FontFace` is an index in it.
final class FaceTable {
  let library: FontLibrary
  private var faces: [LoadedFace] = []
  private var indices: [Key: Int32?] = [:]
  /// Faces that the document brings along (`@font-face`), and by family in lower case.
  private var documentFaces: [FaceDescription] = []
  private var documentFamilies: [String: [FaceDescription]] = [:]

  private struct Key: Hashable {
    var path: String
    var index: Int
    var isSkewed: Bool
    var isForSmallCapitals = false
  }

  init(library: FontLibrary) { self.library = library }

  subscript(index: Int32) -> LoadedFace? {
    index >= 0 && index < faces.count ? faces[Int(index)] : nil
  }

  /// Whether these are others than before.
  func setDocumentFaces(_ faces: [FaceDescription]) -> Bool {
    guard faces != documentFaces else { return false }
    documentFaces = faces
    documentFamilies = FontLibrary.index(faces)
    return true
  }

  func family(_ name: String) -> [FaceDescription]? {
    documentFamilies[name.lowercased()] ?? library.family(name)
  }

  /// The index of a face, opened at its first use; nil when the file can't be read.
  ///
  /// A slanted style of an upright face is sheared, as browsers do. Boldness isn't faked: nothing
  /// that embeds as text looks right.
  func open(_ description: FaceDescription, for request: FaceRequest) -> Int32? {
    let isSkewed = request.slant != .normal && description.slant == .normal
    let key = Key(path: description.path, index: description.index, isSkewed: isSkewed)
    return open(description, key)
  }

  /// The same face once more, for capitals that stand for lower case.
  ///
  /// In a PDF it is a font of its own, so that its glyphs can be read as lower case.
  func openForSmallCapitals(_ index: Int32) -> Int32 {
    guard let face = self[index] else { return index }
    let key = Key(
      path: face.description.path, index: face.description.index, isSkewed: face.skew != 0,
      isForSmallCapitals: true)
    return open(face.description, key) ?? index
  }

  private func open(_ description: FaceDescription, _ key: Key) -> Int32? {
    if let known = indices[key] { return known }
    let face = LoadedFace(description, skew: key.isSkewed ? 0.25 : 0)
    guard let face else {
      indices[key] = .some(nil)
      return nil
    }
    faces.append(face)
    let index = Int32(faces.count - 1)
    indices[key] = index
    return index
  }
}
