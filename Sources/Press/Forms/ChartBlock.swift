// SPDX-License-Identifier: Apache-2.0

/// Draws a chart as lines and areas, never as a picture: it stays sharp and prints in black.
struct ChartBlock {
    let figure: ChartFigure

    init(_ figure: ChartFigure) { self.figure = figure }

    /// Greys of the parts, far enough apart to be told on paper; lines also differ in their dash.
    private static let tones = [0.25, 0.62, 0.45, 0.78, 0.1, 0.88]
    private static let dashes: [[Double]] = [
        [], [2, 1.2], [0.6, 0.9], [3, 1, 0.6, 1], [], [2, 1.2],
    ]
    private static let small = TextStyle(7.5, smallest: 5, .center, .never)

    func draw(on canvas: Canvas, _ box: Box) {
        legend(on: canvas, Box(box.x + 18, box.y, box.width - 18, 5))
        let plot = Box(box.x + 18, box.y + 9, box.width - 20, box.height - 17)
        canvas.text(
            "(\(figure.unit))", Self.small.aligned(.right), Box(box.x, box.y + 3.5, 17, 4), .middle,
            field: "図の単位")
        let top = Double(max(figure.marks.map(\.value).max() ?? 1, 1))
        func y(_ value: Int) -> Double {
            plot.bottom - plot.height * min(Double(value) / top, 1)
        }
        for mark in figure.marks {
            canvas.rule(
                plot.x, y(mark.value), plot.right, y(mark.value),
                width: mark.value == 0 ? 0.3 : 0.1,
                gray: mark.value == 0 ? 0 : 0.6)
            canvas.text(
                mark.label, TextStyle(.figures, 7.5, smallest: 5, .right, .never),
                Box(box.x, y(mark.value) - 2, 16.5, 4), .middle, field: "図の目盛")
        }
        let step = plot.width / Double(max(figure.places.count, 1))
        names(on: canvas, plot, step)
        if figure.isLine {
            for part in figure.parts.indices { line(part, on: canvas, plot, step, y) }
        } else {
            bars(on: canvas, plot, step, y)
        }
        canvas.frame(plot, width: 0.2, gray: 0.4)
    }

    private func bars(
        on canvas: Canvas, _ plot: Box, _ step: Double, _ y: (Int) -> Double
    ) {
        let width = min(16, step * 0.66)
        for (place, values) in figure.values.enumerated() {
            var below = 0
            let x = plot.x + step * Double(place) + (step - width) / 2
            for (part, value) in values.enumerated() where value > 0 {
                let bar = Box(x, y(below + value), width, y(below) - y(below + value))
                canvas.fill(bar, gray: Self.tones[part % Self.tones.count])
                canvas.frame(bar, width: 0.12, gray: 0)
                below += value
            }
        }
    }

    private func line(
        _ part: Int, on canvas: Canvas, _ plot: Box, _ step: Double, _ y: (Int) -> Double
    ) {
        var before: (x: Double, y: Double)?
        for (place, values) in figure.values.enumerated() where part < values.count {
            guard values[part] > 0 else { continue }
            let point = (x: plot.x + step * (Double(place) + 0.5), y: y(values[part]))
            if let before {
                canvas.rule(
                    before.x, before.y, point.x, point.y, width: 0.5,
                    gray: Self.lineTone(part), dash: Self.dashes[part % Self.dashes.count])
            }
            mark(part, point.x, point.y, on: canvas)
            before = point
        }
    }

    /// Square, hollow square: lines are told apart even where they cross.
    private func mark(_ part: Int, _ x: Double, _ y: Double, on canvas: Canvas) {
        let box = Box(x - 0.8, y - 0.8, 1.6, 1.6)
        canvas.fill(box, gray: part.isMultiple(of: 2) ? Self.lineTone(part) : 1)
        canvas.frame(box, width: 0.25, gray: Self.lineTone(part))
    }

    private static func lineTone(_ part: Int) -> Double { part.isMultiple(of: 2) ? 0 : 0.35 }

    /// As many names along the axis as have room.
    private func names(on canvas: Canvas, _ plot: Box, _ step: Double) {
        let every = max(1, Int((11 / step).rounded(.up)))
        for (place, name) in figure.places.enumerated() where place.isMultiple(of: every) {
            let width = step * Double(every)
            canvas.text(
                name, TextStyle(7.5, smallest: 5, .center),
                Box(plot.x + step * (Double(place) + 0.5) - width / 2, plot.bottom + 0.8, width, 7),
                field: "図の項目")
        }
    }

    private func legend(on canvas: Canvas, _ box: Box) {
        guard figure.parts.count > 1 || figure.isLine else { return }
        let width = min(48, box.width / Double(max(figure.parts.count, 1)))
        for (part, name) in figure.parts.enumerated() {
            let x = box.x + width * Double(part)
            if figure.isLine {
                canvas.rule(
                    x, box.y + 2.5, x + 7, box.y + 2.5, width: 0.5, gray: Self.lineTone(part),
                    dash: Self.dashes[part % Self.dashes.count])
                mark(part, x + 3.5, box.y + 2.5, on: canvas)
            } else {
                let tone = Box(x + 1, box.y + 1, 5, 3)
                canvas.fill(tone, gray: Self.tones[part % Self.tones.count])
                canvas.frame(tone, width: 0.12)
            }
            canvas.text(
                name, TextStyle(8, smallest: 5.5, .left, .never), Box(x + 8, box.y, width - 9, 5),
                .middle, field: "図の凡例")
        }
    }
}
