package import Geometry

/// What is drawn and moves nothing.
@usableFromInline
package struct PaintStyle: Hashable, Sendable {
  package var backgroundColor = Color.transparent
  /// Where the background colour ends: the clip of the last layer, drawn or not.
  package var backgroundColorClip = BackgroundLayer.Box.borderBox
  /// First layer on top.
  package var backgroundLayers: [BackgroundLayer] = []
  package var borderColor = Edges<Color>(all: .black)
  package var borderStyle = Edges<BorderStyle>(all: .none)
  package var borderRadius = CornerRadii()
  package var boxShadows: [BoxShadow] = []
  package var outline: Outline?
  /// `column-rule`, with `offset` 0; nil where nothing is drawn.
  package var columnRule: Outline?
  package var opacity: Double = 1
  /// nil for `auto`.
  package var zIndex: Int?
  package var transform: [TransformFunction] = []
  package var transformOriginX = LengthPercentage(percent: 50)
  package var transformOriginY = LengthPercentage(percent: 50)
  package var objectFit = ObjectFit.fill
  package var objectPositionX = LengthPercentage(percent: 50)
  package var objectPositionY = LengthPercentage(percent: 50)
  package var textOverflowEllipsis = false
  /// `clip` of absolutely positioned boxes: offsets of the edges from the border box's top and left,
  /// nil each for `auto`; nil where nothing is cut.
  package var clip: Edges<Double?>?
  /// `fill`, `stroke` for inline SVG; nil when not set.
  package var svgFill: SVGPaint?
  package var svgStroke: SVGPaint?
  package var svgStrokeWidth: Double?
  package var svgStopColor = Color.black

  package init() {}
}

package enum ObjectFit: Hashable, Sendable { case fill, contain, cover, none, scaleDown }
package enum SVGPaint: Hashable, Sendable { case none, color(Color) }

/// Horizontal and vertical radius of each corner.
package struct CornerRadii: Hashable, Sendable {
  package struct Radius: Hashable, Sendable {
    package var x = LengthPercentage.zero
    package var y = LengthPercentage.zero
    package init() {}
  }

  package var topLeft = Radius()
  package var topRight = Radius()
  package var bottomRight = Radius()
  package var bottomLeft = Radius()

  package init() {}
}

package struct BoxShadow: Hashable, Sendable {
  package var isInset = false
  package var offsetX: Double = 0
  package var offsetY: Double = 0
  package var blur: Double = 0
  package var spread: Double = 0
  package var color = Color.black

  package init() {}
}

package struct Outline: Hashable, Sendable {
  package var width: Double
  package var style: BorderStyle
  package var color: Color
  package var offset: Double

  package init(width: Double, style: BorderStyle, color: Color, offset: Double) {
    self.width = width
    self.style = style
    self.color = color
    self.offset = offset
  }
}

package enum TransformFunction: Hashable, Sendable {
  case translate(LengthPercentage, LengthPercentage)
  case scale(Double, Double)
  /// Radians, clockwise.
  case rotate(Double)
  case skew(Double, Double)
  case matrix(Double, Double, Double, Double, Double, Double)
}

package struct BackgroundLayer: Hashable, Sendable {
  package enum Repeat: Hashable, Sendable { case `repeat`, noRepeat, space, round }
  package enum Box: Hashable, Sendable { case borderBox, paddingBox, contentBox }
  package enum Extent: Hashable, Sendable {
    case auto, cover, contain
    /// nil for `auto` in that direction.
    case size(LengthPercentage?, LengthPercentage?)
  }

  package var image: BackgroundImage
  package var positionX = LengthPercentage.zero
  package var positionY = LengthPercentage.zero
  package var size = Extent.auto
  package var repeatX = Repeat.repeat
  package var repeatY = Repeat.repeat
  package var origin = Box.paddingBox
  package var clip = Box.borderBox

  package init(image: BackgroundImage) { self.image = image }
}

package enum BackgroundImage: Hashable, Sendable {
  case none
  /// As written, to be resolved inside the project only.
  case url(String)
  case linearGradient(LinearGradient)
  case radialGradient(RadialGradient)
}

package struct GradientStop: Hashable, Sendable {
  package var color: Color
  /// nil where it is spread between its neighbours.
  package var position: LengthPercentage?

  package init(color: Color, position: LengthPercentage? = nil) {
    self.color = color
    self.position = position
  }
}

package struct LinearGradient: Hashable, Sendable {
  package enum Line: Hashable, Sendable {
    /// Radians, 0 upwards, clockwise.
    case angle(Double)
    /// `to top left` and so on; each -1, 0 or 1, x to the right and y downwards.
    case corner(x: Int, y: Int)
  }

  package var line: Line
  package var stops: [GradientStop]
  package var isRepeating = false

  package init(line: Line, stops: [GradientStop]) {
    self.line = line
    self.stops = stops
  }
}

package struct RadialGradient: Hashable, Sendable {
  package var isCircle = false
  package var centerX = LengthPercentage(percent: 50)
  package var centerY = LengthPercentage(percent: 50)
  package var stops: [GradientStop]
  package var isRepeating = false

  package init(stops: [GradientStop]) { self.stops = stops }
}
