package import Graphics

/// Pictures by the names that a document gives them, each read and decoded once.
package final class ImageSource {
  private let load: (String) -> [UInt8]?
  private var images: [String: CanvasImage?] = [:]

  /// - Parameter load: The bytes of a picture; nil where there is none or it may not be read.
  package init(load: @escaping (String) -> [UInt8]?) { self.load = load }

  /// Nil when there is no such picture or it can't be drawn.
  package func image(_ name: String) -> CanvasImage? {
    if let known = images[name] { return known }
    let image = load(name).flatMap(CanvasImage.init)
    images[name] = .some(image)
    return image
  }
}
