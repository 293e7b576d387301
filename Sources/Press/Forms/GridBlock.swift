// SPDX-License-Identifier: Apache-2.0

/// Draws a table of a letter; the names of the columns repeat on each page.
struct GridBlock {
    let table: GridTable

    init(_ table: GridTable) { self.table = table }

    private static let head = TextStyle(.textBold, 8.5, smallest: 6.5, .center)
    private static let rowHeight = 7.0

    func draw(in flow: inout Flow) {
        let canvas = flow.canvas
        // Heading, column names and the first row stay together.
        if flow.y + 22 > flow.bottom { flow.turn() }
        if !table.title.isEmpty {
            let y = flow.place(6, field: table.title)
            canvas.text(
                table.title, TextStyle(.textBold, 10.5, .left, .never),
                Box(LetterForm.left, y, LetterForm.width, 5.5), .middle, field: "表題")
        }
        titles(in: &flow)
        for row in table.rows {
            let height = max(Self.rowHeight, self.height(of: row, on: canvas))
            if flow.y + height > flow.bottom {
                flow.turn()
                titles(in: &flow)
            }
            let y = flow.place(height, field: table.title)
            for (index, box) in boxes(y: y, height: height).enumerated() where index < row.count {
                canvas.text(
                    row[index], style(index), box.inset(1.2), .middle,
                    field: table.columns[index].title)
            }
            canvas.rule(
                LetterForm.left, y + height, LetterForm.left + LetterForm.width, y + height,
                gray: 0.6)
        }
    }

    private func titles(in flow: inout Flow) {
        let y = flow.place(6.5, field: table.title)
        flow.canvas.fill(Box(LetterForm.left, y, LetterForm.width, 6.5), gray: 0.88)
        for (column, box) in zip(table.columns, boxes(y: y, height: 6.5)) {
            flow.canvas.text(column.title, Self.head, box.inset(0.8), .middle, field: "見出し")
        }
    }

    private func style(_ index: Int) -> TextStyle {
        table.columns[index].isAmount
            ? TextStyle(.figures, 9, smallest: 7, .right, .never) : TextStyle(9, smallest: 7)
    }

    private func height(of row: [String], on canvas: Canvas) -> Double {
        zip(row.indices, boxes(y: 0, height: 0)).map { index, box in
            table.columns[index].isAmount
                ? 0 : canvas.height(row[index], style(index), width: box.width - 2.4) + 2.4
        }.max() ?? 0
    }

    private func boxes(y: Double, height: Double) -> [Box] {
        let unit = LetterForm.width / Double(table.columns.reduce(0) { $0 + $1.weight })
        var x = LetterForm.left
        return table.columns.map { column in
            let width = unit * Double(column.weight)
            defer { x += width }
            return Box(x, y, width, height)
        }
    }
}
