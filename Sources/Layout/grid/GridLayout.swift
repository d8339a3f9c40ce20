extension LayoutPass {
  func layoutGrid(_ fragment: Fragment, _ area: ContentArea) -> Double {
    layoutBlock(fragment, area, floats: nil)
  }

  func gridContentSizes(of box: Box) -> IntrinsicSizes { blockContentSizes(of: box) }
}
