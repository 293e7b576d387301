// SPDX-License-Identifier: Apache-2.0
import CPango

/// Where the next block of a page stands, and when a new page begins.
struct Flow {
    let canvas: Canvas
    /// Top of the text on further pages, and the lowest line on each page, in millimetres.
    let top: Double
    let bottom: Double
    var y = 0.0
    /// Ends the page and begins the next.
    var onNewPage: () -> Void = {}

    init(canvas: Canvas, top: Double, bottom: Double) {
        self.canvas = canvas
        self.top = top
        self.bottom = bottom
    }

    mutating func skip(_ height: Double) { y += height }

    /// Gives the top of a block of that height, on a new page where this one has no room.
    mutating func place(_ height: Double, field: String) -> Double {
        if y + height > bottom, y > top {
            turn()
        }
        if height > bottom - top { canvas.report(.tooHigh, field) }
        defer { y += height }
        return y
    }

    mutating func turn() {
        onNewPage()
        y = top
    }

    /// Sets sentences that may run over to the next page between two lines.
    mutating func paragraph(
        _ text: String, _ style: TextStyle, left: Double = LetterForm.left,
        width: Double = LetterForm.width, field: String
    ) {
        let setting = canvas.typesetter.set(text, style, width: points(width))
        for problem in setting.problems { canvas.report(problem, field) }
        var start = 0.0
        for line in setting.lines() {
            let bottomOfLine = line.bottom * 25.4 / 72
            if y + bottomOfLine - start > bottom, y > top {
                turn()
                start = (line.baseline * 25.4 / 72) - style.size * 25.4 / 72
            }
            canvas.line(
                line.line, x: left + line.left * 25.4 / 72,
                baseline: y + line.baseline * 25.4 / 72 - start)
            if bottomOfLine == setting.height * 25.4 / 72 || line.bottom >= setting.height - 0.01 {
                y += bottomOfLine - start
            }
        }
    }
}
