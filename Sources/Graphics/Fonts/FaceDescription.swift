/// What is known of a font face without opening it for shaping: names, style and place.
public struct FaceDescription: Hashable, Sendable {
  public enum Slant: Hashable, Sendable { case normal, italic, oblique }

  /// All names under which CSS may ask for it, as the font has them.
  public var families: [String]
  /// Full and PostScript names, where they are known.
  public var fullNames: [String] = []
  /// 1 to 1000, as in `font-weight`.
  public var weight: Double
  /// Percent, as in `font-stretch`.
  public var width: Double
  public var slant: Slant
  public var path: String
  /// Index in a collection (TTC, OTC).
  public var index: Int

  public init(
    families: [String], weight: Double = 400, width: Double = 100, slant: Slant = .normal,
    path: String, index: Int = 0
  ) {
    self.families = families
    self.weight = weight
    self.width = width
    self.slant = slant
    self.path = path
    self.index = index
  }
}

/// What CSS asks of the faces of one family (CSS Fonts 4, section 5).
public struct FaceRequest: Hashable, Sendable {
  public var weight: Double
  public var width: Double
  public var slant: FaceDescription.Slant

  public init(weight: Double, width: Double, slant: FaceDescription.Slant) {
    self.weight = weight
    self.width = width
    self.slant = slant
  }

  /// The best face of a family, or nil when there is none: stretch, then style, then weight
  /// (CSS Fonts 4, 5.2); the first of equals wins.
  public func best(of faces: [FaceDescription]) -> FaceDescription? {
    var best: (face: FaceDescription, rank: (Double, Int, Double))?
    for face in faces {
      let rank = (widthRank(face.width), slantRank(face.slant), weightRank(face.weight))
      if let known = best, known.rank <= rank { continue }
      best = (face, rank)
    }
    return best?.face
  }

  /// Distance, with the wrong direction behind all of the right one.
  private func widthRank(_ candidate: Double) -> Double {
    let distance = abs(candidate - width)
    if distance < 0.01 { return 0 }
    let isPreferred = width <= 100 ? candidate < width : candidate > width
    return isPreferred ? distance : distance + 1000
  }

  private func slantRank(_ candidate: FaceDescription.Slant) -> Int {
    let order: [FaceDescription.Slant] =
      switch slant {
      case .normal: [.normal, .oblique, .italic]
      case .italic: [.italic, .oblique, .normal]
      case .oblique: [.oblique, .italic, .normal]
      }
    return order.firstIndex(of: candidate) ?? order.count
  }

  /// Section 5.2, step 4: from 400 to 500 upwards to 500 first, lighter ones downwards, bolder ones
  /// upwards.
  private func weightRank(_ candidate: Double) -> Double {
    let distance = abs(candidate - weight)
    if distance < 0.5 { return 0 }
    if weight >= 400, weight <= 500 {
      if candidate > weight, candidate <= 500 { return distance }
      return candidate < weight ? distance + 1000 : distance + 2000
    }
    let isPreferred = weight < 400 ? candidate < weight : candidate > weight
    return isPreferred ? distance : distance + 1000
  }
}
