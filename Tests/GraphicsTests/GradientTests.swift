import Geometry
import Layout
import Testing

@testable import Graphics

@Suite struct GradientTests {
  private let white = Color(red: 1, green: 1, blue: 1)

  @Test func `colours that change at an end have a stop beyond it`() {
    let stops = [
      Paint.Stop(offset: 0, color: .black), Paint.Stop(offset: 0.25, color: .black),
      Paint.Stop(offset: 0.25, color: white),
    ]
    let padded = Gradient.padded(stops)
    #expect(padded.map(\.offset) == [0, 0.25, 0.25, 0.5])
    #expect(padded.last?.color == white)
    let reversed = Gradient.padded([stops[1], stops[2], Paint.Stop(offset: 1, color: white)])
    #expect(reversed.map(\.offset) == [-0.5, 0.25, 0.25, 1])
    #expect(reversed.first?.color == .black)
  }

  @Test func `other gradients keep their stops`() {
    let stops = [Paint.Stop(offset: 0, color: .black), Paint.Stop(offset: 1, color: white)]
    #expect(Gradient.padded(stops).map(\.offset) == [0, 1])
  }
}
