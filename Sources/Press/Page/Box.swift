// SPDX-License-Identifier: Apache-2.0

/// Millimetres to points.
func points(_ millimetres: Double) -> Double { millimetres * 72 / 25.4 }

/// A rectangle on the page in millimetres from the upper left corner.
struct Box: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    var right: Double { x + width }
    var bottom: Double { y + height }

    func inset(_ sides: Double, _ ends: Double = 0) -> Box {
        Box(x + sides, y + ends, width - 2 * sides, height - 2 * ends)
    }
}
