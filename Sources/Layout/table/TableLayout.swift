extension LayoutPass {
  func layoutTable(_ fragment: Fragment, _ area: ContentArea) -> Double {
    layoutBlock(fragment, area, floats: nil)
  }

  func tableContentSizes(of box: Box) -> IntrinsicSizes { blockContentSizes(of: box) }
}
