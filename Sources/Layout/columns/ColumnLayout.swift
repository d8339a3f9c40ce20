extension LayoutPass {
  func layoutColumns(_ fragment: Fragment, _ area: ContentArea) -> Double {
    layoutBlock(fragment, area, floats: nil)
  }

  func columnContentSizes(of box: Box) -> IntrinsicSizes { blockContentSizes(of: box) }
}
