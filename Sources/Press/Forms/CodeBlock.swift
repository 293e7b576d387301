// SPDX-License-Identifier: Apache-2.0

/// Draws a code with its title above and its words to the right.
struct CodeBlock {
    static let height = 72.0
    private let side = 62.0
    let figure: CodeFigure

    init(_ figure: CodeFigure) { self.figure = figure }

    func draw(on canvas: Canvas, _ box: Box) {
        canvas.text(
            figure.title, TextStyle(.textBold, 10, smallest: 8, .left, .never),
            Box(box.x, box.y, box.width, 5.5), .middle, field: "控えの題")
        canvas.code(figure.text, Box(box.x, box.y + 7, side, side))
        let style = TextStyle(.figures, 8, smallest: 5.5, .left, .afterShrinking)
        for (index, line) in figure.lines.enumerated() {
            canvas.text(
                line, style,
                Box(box.x + side + 5, box.y + 9 + 7 * Double(index), box.width - side - 5, 6.4),
                .middle, field: "控えの文字")
        }
    }
}
