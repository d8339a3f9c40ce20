public import Geometry

/// What is drawn and moves nothing.
public struct PaintStyle: Hashable, Sendable {
  public var backgroundColor = Color.transparent
  /// Where the background colour ends: the clip of the last layer, drawn or not.
  public var backgroundColorClip = BackgroundLayer.Box.borderBox
  /// First layer on top.
  public var backgroundLayers: [BackgroundLayer] = []
  public var borderColor = Edges<Color>(all: .black)
  public var borderStyle = Edges<BorderStyle>(all: .none)
  public var borderRadius = CornerRadii()
  public var boxShadows: [BoxShadow] = []
  public var outline: Outline?
  /// `column-rule`, with `offset` 0; nil where nothing is drawn.
  public var columnRule: Outline?
  public var opacity: Double = 1
  /// nil for `auto`.
  public var zIndex: Int?
  public var transform: [TransformFunction] = []
  public var transformOriginX = LengthPercentage(percent: 50)
  public var transformOriginY = LengthPercentage(percent: 50)
  public var objectFit = ObjectFit.fill
  public var objectPositionX = LengthPercentage(percent: 50)
  public var objectPositionY = LengthPercentage(percent: 50)
  public var textOverflowEllipsis = false
  /// `clip` of absolutely positioned boxes: offsets of the edges from the border box's top and left,
  /// nil each for `auto`; nil where nothing is cut.
  public var clip: Edges<Double?>?
  /// `fill`, `stroke` for inline SVG; nil when not set.
  public var svgFill: SVGPaint?
  public var svgStroke: SVGPaint?
  public var svgStrokeWidth: Double?
  public var svgStopColor = Color.black

  public init() {}
}

public enum ObjectFit: Hashable, Sendable { case fill, contain, cover, none, scaleDown }
public enum SVGPaint: Hashable, Sendable { case none, color(Color) }

/// Horizontal and vertical radius of each corner.
public struct CornerRadii: Hashable, Sendable {
  public struct Radius: Hashable, Sendable {
    public var x = LengthPercentage.zero
    public var y = LengthPercentage.zero
    public init() {}
  }

  public var topLeft = Radius()
  public var topRight = Radius()
  public var bottomRight = Radius()
  public var bottomLeft = Radius()

  public init() {}
}

public struct BoxShadow: Hashable, Sendable {
  public var isInset = false
  public var offsetX: Double = 0
  public var offsetY: Double = 0
  public var blur: Double = 0
  public var spread: Double = 0
  public var color = Color.black

  public init() {}
}

public struct Outline: Hashable, Sendable {
  public var width: Double
  public var style: BorderStyle
  public var color: Color
  public var offset: Double

  public init(width: Double, style: BorderStyle, color: Color, offset: Double) {
    self.width = width
    self.style = style
    self.color = color
    self.offset = offset
  }
}

public enum TransformFunction: Hashable, Sendable {
  case translate(LengthPercentage, LengthPercentage)
  case scale(Double, Double)
  /// Radians, clockwise.
  case rotate(Double)
  case skew(Double, Double)
  case matrix(Double, Double, Double, Double, Double, Double)
}

public struct BackgroundLayer: Hashable, Sendable {
  public enum Repeat: Hashable, Sendable { case `repeat`, noRepeat, space, round }
  public enum Box: Hashable, Sendable { case borderBox, paddingBox, contentBox }
  public enum Extent: Hashable, Sendable {
    case auto, cover, contain
    /// nil for `auto` in that direction.
    case size(LengthPercentage?, LengthPercentage?)
  }

  public var image: BackgroundImage
  public var positionX = LengthPercentage.zero
  public var positionY = LengthPercentage.zero
  public var size = Extent.auto
  public var repeatX = Repeat.repeat
  public var repeatY = Repeat.repeat
  public var origin = Box.paddingBox
  public var clip = Box.borderBox

  public init(image: BackgroundImage) { self.image = image }
}

public enum BackgroundImage: Hashable, Sendable {
  case none
  /// As written, to be resolved inside the project only.
  case url(String)
  case linearGradient(LinearGradient)
  case radialGradient(RadialGradient)
}

public struct GradientStop: Hashable, Sendable {
  public var color: Color
  /// nil where it is spread between its neighbours.
  public var position: LengthPercentage?

  public init(color: Color, position: LengthPercentage? = nil) {
    self.color = color
    self.position = position
  }
}

public struct LinearGradient: Hashable, Sendable {
  public enum Line: Hashable, Sendable {
    /// Radians, 0 upwards, clockwise.
    case angle(Double)
    /// `to top left` and so on; each -1, 0 or 1, x to the right and y downwards.
    case corner(x: Int, y: Int)
  }

  public var line: Line
  public var stops: [GradientStop]
  public var isRepeating = false

  public init(line: Line, stops: [GradientStop]) {
    self.line = line
    self.stops = stops
  }
}

public struct RadialGradient: Hashable, Sendable {
  public var isCircle = false
  public var centerX = LengthPercentage(percent: 50)
  public var centerY = LengthPercentage(percent: 50)
  public var stops: [GradientStop]
  public var isRepeating = false

  public init(stops: [GradientStop]) { self.stops = stops }
}
