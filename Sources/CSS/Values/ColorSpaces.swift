import Geometry
import Glibc

/// Conversions from the colour spaces of CSS Color 4 to sRGB, by clipping where they reach beyond.
enum ColorSpaces {
  /// Hue in degrees, saturation and lightness 0 to 1.
  static func hsl(_ hue: Double, _ saturation: Double, _ lightness: Double, _ alpha: Double)
    -> Color
  {
    let saturation = max(0, min(saturation, 1))
    let lightness = max(0, min(lightness, 1))
    func channel(_ n: Double) -> Double {
      let k = wrapped(n + hue / 30, by: 12)
      return lightness - saturation * min(lightness, 1 - lightness)
        * max(-1, min(min(k - 3, 9 - k), 1))
    }
    return Color(red: channel(0), green: channel(8), blue: channel(4), alpha: alpha)
  }

  static func hwb(_ hue: Double, _ white: Double, _ black: Double, _ alpha: Double) -> Color {
    let white = max(0, white)
    let black = max(0, black)
    if white + black >= 1 {
      let gray = white / (white + black)
      return Color(red: gray, green: gray, blue: gray, alpha: alpha)
    }
    let pure = hsl(hue, 1, 0.5, alpha)
    let rest = 1 - white - black
    return Color(
      red: pure.red * rest + white, green: pure.green * rest + white,
      blue: pure.blue * rest + white, alpha: alpha)
  }

  /// CIE Lab with D50 white; lightness 0 to 100.
  static func lab(_ lightness: Double, _ a: Double, _ b: Double, _ alpha: Double) -> Color {
    let fy = (lightness + 16) / 116
    let fx = fy + a / 500
    let fz = fy - b / 200
    func cube(_ f: Double) -> Double {
      f * f * f > 216.0 / 24389 ? f * f * f : (116 * f - 16) * 27 / 24389
    }
    let x = cube(fx) * 0.3457 / 0.3585
    let y = cube(fy)
    let z = cube(fz) * (1 - 0.3457 - 0.3585) / 0.3585
    // Bradford adaptation to D65 and the sRGB primaries in one matrix.
    return linear(
      3.1341359 * x - 1.6173863 * y - 0.4906619 * z,
      -0.9787955 * x + 1.9162544 * y + 0.0334427 * z,
      0.0719554 * x - 0.2289768 * y + 1.4053861 * z, alpha)
  }

  static func oklab(_ lightness: Double, _ a: Double, _ b: Double, _ alpha: Double) -> Color {
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    return linear(
      4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
      -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
      -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3, alpha)
  }

  /// Chroma and hue in degrees to the rectangular axes.
  static func rectangular(_ chroma: Double, _ hue: Double) -> (a: Double, b: Double) {
    (chroma * cos(hue * .pi / 180), chroma * sin(hue * .pi / 180))
  }

  static func oklab(from color: Color) -> (l: Double, a: Double, b: Double) {
    let (r, g, b) = (expanded(color.red), expanded(color.green), expanded(color.blue))
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    )
  }

  /// From linear light; components outside the gamut are clipped.
  static func linear(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double) -> Color {
    Color(red: compressed(red), green: compressed(green), blue: compressed(blue), alpha: alpha)
  }

  private static func compressed(_ value: Double) -> Double {
    let value = max(0, min(value, 1))
    return value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
  }

  private static func expanded(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  static func wrapped(_ value: Double, by period: Double) -> Double {
    let rest = value.truncatingRemainder(dividingBy: period)
    return rest < 0 ? rest + period : rest
  }
}
