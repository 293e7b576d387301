// SPDX-License-Identifier: Apache-2.0

/// Draws the fields of an application form: a heading, then rows of labels and boxes.
struct FormGridBlock {
    let grid: FormGrid
    let labels: LetterLabels

    init(_ grid: FormGrid, _ labels: LetterLabels) {
        self.grid = grid
        self.labels = labels
    }

    private static let label = TextStyle(8, smallest: 6, leading: 1.05)
    private let labelWidth = 25.0

    func draw(in flow: inout Flow) {
        for section in grid.sections { draw(section, in: &flow) }
        if !grid.officeBoxes.isEmpty { office(in: &flow) }
    }

    private func draw(_ section: FormGrid.Section, in flow: inout Flow) {
        let canvas = flow.canvas
        flow.skip(1.2)
        let first = section.rows.first.map { height($0, on: canvas) } ?? 0
        // A heading never stands alone at the foot of a page.
        if flow.y + 6 + first > flow.bottom { flow.turn() }
        if !section.title.isEmpty {
            let y = flow.place(5.2, field: section.title)
            canvas.text(
                section.title, TextStyle(.textBold, 9.5, smallest: 7, .left, .never),
                Box(LetterForm.left, y, LetterForm.width, 5), .middle, field: "見出し")
        }
        for row in section.rows {
            let height = height(row, on: canvas)
            let y = flow.place(height, field: section.title)
            for (cell, box) in zip(row.cells, boxes(row, y: y, height: height)) {
                draw(cell, box, on: canvas)
            }
        }
    }

    private func boxes(_ row: FormGrid.Row, y: Double, height: Double) -> [Box] {
        let unit = LetterForm.width / Double(row.cells.reduce(0) { $0 + $1.weight })
        var x = LetterForm.left
        return row.cells.map { cell in
            let width = unit * Double(cell.weight)
            defer { x += width }
            return Box(x, y, width, height)
        }
    }

    /// Where the value stands, beside the label.
    private func field(_ cell: FormGrid.Cell, _ box: Box) -> Box {
        let label = cell.label.isEmpty ? 0 : min(labelWidth, box.width * 0.45)
        return Box(box.x + label, box.y, box.width - label, box.height)
    }

    private func height(_ row: FormGrid.Row, on canvas: Canvas) -> Double {
        zip(row.cells, boxes(row, y: 0, height: 0)).map { cell, box in
            let place = field(cell, box)
            let label = canvas.height(
                cell.label, Self.label, width: max(box.width - place.width - 2.4, 1))
            let value =
                switch cell.content {
                case .printed(let words, let isName):
                    canvas.height(words, style(isName), width: place.width - 3)
                case .choices(let words):
                    Double(lines(words, width: place.width - 3, on: canvas).count) * choiceHeight
                case .written, .digits: 0.0
                }
            return max(label, value) + 2
        }.reduce(row.height, max)
    }

    private let choice = TextStyle(9, smallest: 6, .left, .never)
    private let choiceHeight = 4.6

    /// Choices side by side, each whole on its line, as many lines as they need.
    private func lines(
        _ words: [String], width: Double, on canvas: Canvas
    ) -> [[(text: String, width: Double)]] {
        var lines: [[(text: String, width: Double)]] = [[]]
        var used = 0.0
        for word in words {
            let text = "□" + word
            let needed = canvas.width(text, choice) + 2.6
            if used + needed > width + 2.6, used > 0 {
                lines.append([])
                used = 0
            }
            lines[lines.count - 1].append((text, needed))
            used += needed
        }
        return lines
    }

    private func choices(
        _ words: [String], _ box: Box, _ label: String, on canvas: Canvas
    ) {
        let lines = lines(words, width: box.width, on: canvas)
        var y = box.y + (box.height - Double(lines.count) * choiceHeight) / 2
        for line in lines {
            var x = box.x
            for choice in line {
                canvas.text(
                    choice.text, self.choice,
                    Box(x, y, min(choice.width, box.right - x), choiceHeight), .middle,
                    field: label)
                x += choice.width
            }
            y += choiceHeight
        }
    }

    private func style(_ isName: Bool) -> TextStyle {
        isName ? TextStyle(.name, 12, smallest: 8) : TextStyle(10, smallest: 7, leading: 1.1)
    }

    private func draw(_ cell: FormGrid.Cell, _ box: Box, on canvas: Canvas) {
        let place = field(cell, box)
        if !cell.label.isEmpty {
            let label = Box(box.x, box.y, box.width - place.width, box.height)
            canvas.fill(label, gray: 0.94)
            canvas.text(cell.label, Self.label, label.inset(1.2, 0.2), .middle, field: "項目名")
            canvas.rule(place.x, box.y, place.x, box.bottom, width: 0.15, gray: 0.5)
        }
        switch cell.content {
        case .printed(let words, let isName):
            canvas.text(words, style(isName), place.inset(1.5, 0.2), .middle, field: cell.label)
        case .written(let hint):
            canvas.text(
                hint, TextStyle(9, smallest: 6.5), place.inset(1.5, 0.2), .middle,
                field: cell.label, gray: 0.35)
        case .digits(let count): digits(count, place, on: canvas)
        case .choices(let words):
            choices(words, place.inset(1.5, 0.2), cell.label, on: canvas)
        }
        canvas.frame(box, width: 0.25, gray: 0.2)
    }

    /// Boxes to write one digit each into, as wide as the cell allows.
    private func digits(_ count: Int, _ box: Box, on canvas: Canvas) {
        let side = min(7, (box.width - 2) / Double(max(count, 1)))
        let top = box.y + (box.height - min(7, box.height - 1.6)) / 2
        for place in 0..<count {
            canvas.frame(
                Box(box.x + 1 + side * Double(place), top, side, min(7, box.height - 1.6)),
                width: 0.2, gray: 0.4)
        }
    }

    private func office(in flow: inout Flow) {
        let canvas = flow.canvas
        flow.skip(2)
        let height = 13.0
        if flow.y + height > flow.bottom { flow.turn() }
        let y = flow.place(height, field: "市記入欄")
        canvas.fill(Box(LetterForm.left, y, LetterForm.width, height), gray: 0.97)
        let lead = 18.0
        canvas.label(
            labels[.officeUse], TextStyle(.textBold, 8, .center, .never),
            Box(LetterForm.left, y, lead, height), .middle)
        let width = (LetterForm.width - lead) / Double(grid.officeBoxes.count)
        for (place, words) in grid.officeBoxes.enumerated() {
            let x = LetterForm.left + lead + width * Double(place)
            canvas.rule(x, y, x, y + height, width: 0.2, gray: 0.4)
            canvas.text(
                words, TextStyle(7, smallest: 5.5, .center, .never), Box(x, y + 0.6, width, 4),
                .middle,
                field: "市記入欄")
        }
        canvas.frame(Box(LetterForm.left, y, LetterForm.width, height), width: 0.25, gray: 0.2)
    }
}
