// SPDX-License-Identifier: Apache-2.0

/// Draws a table over pages: the head and the column names repeat, the totals close it.
struct ListForm {
    let list: ListSheet
    let canvas: Canvas

    private let rowHeight = 7.4
    private let totalHeight = 7.0
    private let margin = 12.0
    private let chartHeight = 84.0

    init(_ list: ListSheet, on canvas: Canvas) {
        self.list = list
        self.canvas = canvas
    }

    private var paper: PaperSize { list.isLandscape ? .a4Landscape : .a4 }
    private var left: Double { margin }
    private var right: Double { paper.width - margin }
    private var bottom: Double { paper.height - 17 }

    func draw() {
        var y = begin()
        for (index, row) in list.rows.enumerated() {
            if y + rowHeight > bottom {
                end()
                y = begin()
            }
            cells(row, y: y, isShaded: index % 2 == 1)
            y += rowHeight
        }
        totals(below: y)
    }

    private func begin() -> Double {
        canvas.beginPage(paper)
        canvas.text(
            list.title, TextStyle(.textBold, 15, smallest: 10, .left, .never),
            Box(left, 12, paper.width / 2, 8), .middle, field: "表題")
        let small = TextStyle(9, smallest: 7, .left, .never)
        for (index, line) in list.subtitles.enumerated() {
            canvas.text(
                line, small, Box(left, 21 + 4.6 * Double(index), paper.width * 0.6, 4.4), .middle,
                field: "副題")
        }
        var top = 23 + 4.6 * Double(list.subtitles.count)
        if !list.approvals.isEmpty, canvas.page == 1 {
            approvals()
            top = max(top, 37)
        }
        if let chart = list.chart, canvas.page == 1 {
            ChartBlock(chart).draw(on: canvas, Box(left, top, right - left, chartHeight))
            top += chartHeight + 3
        }
        let height = 7.0
        canvas.fill(Box(left, top, right - left, height), gray: 0.86)
        for (column, box) in zip(list.columns, columns(y: top, height: height)) {
            canvas.text(
                column.title, TextStyle(.textBold, 8.5, smallest: 6, .center),
                box.inset(0.6), .middle, field: "見出し")
        }
        canvas.rule(left, top, right, top, width: 0.4)
        canvas.rule(left, top + height, right, top + height, width: 0.3)
        return top + height
    }

    /// Boxes for seals, on the first page.
    private func approvals() {
        let side = 18.0
        var x = right - side * Double(list.approvals.count)
        for title in list.approvals {
            canvas.frame(Box(x, 13, side, 5), width: 0.25)
            canvas.frame(Box(x, 18, side, 16), width: 0.25)
            canvas.text(
                title, TextStyle(8, smallest: 6, .center, .never), Box(x, 13, side, 5), .middle,
                field: "決裁欄")
            x += side
        }
    }

    private func columns(y: Double, height: Double) -> [Box] {
        let sum = list.columns.reduce(0) { $0 + $1.weight }
        var x = left
        return list.columns.map { column in
            let width = (right - left) * column.weight / sum
            defer { x += width }
            return Box(x, y, width, height)
        }
    }

    private func cells(_ row: [String], y: Double, isShaded: Bool) {
        if isShaded { canvas.fill(Box(left, y + 0.1, right - left, rowHeight - 0.2), gray: 0.96) }
        for ((column, cell), box) in zip(zip(list.columns, row), columns(y: y, height: rowHeight)) {
            let alignment: TextStyle.Alignment =
                switch column.alignment {
                case .left: .left
                case .center: .center
                case .right: .right
                }
            let face: Face =
                column.isName ? .name : column.alignment == .left ? .text : .figures
            canvas.text(
                cell,
                TextStyle(
                    face, column.isName ? 10 : 8.5, smallest: 6, alignment, .afterShrinking),
                box.inset(1.2, 0.2), .middle, field: column.title)
        }
        canvas.rule(left, y + rowHeight, right, y + rowHeight, width: 0.1, gray: 0.5)
    }

    private func totals(below y: Double) {
        var y = y
        canvas.rule(left, y, right, y, width: 0.4)
        for total in list.totals {
            if y + totalHeight > bottom {
                end()
                y = begin()
            }
            canvas.text(
                total.label, TextStyle(.textBold, 9.5, smallest: 7, .left, .never),
                Box(left + 1.2, y, 100, totalHeight), .middle, field: "合計")
            canvas.text(
                total.value, TextStyle(.figuresBold, 10.5, smallest: 7, .right, .never),
                Box(right - 91, y, 90, totalHeight), .middle, field: total.label)
            y += totalHeight
            canvas.rule(left, y, right, y, width: 0.2)
        }
        for code in list.codes {
            if y + 4 + CodeBlock.height > bottom {
                end()
                y = begin()
            }
            CodeBlock(code).draw(on: canvas, Box(left, y + 4, right - left, CodeBlock.height - 4))
            y += CodeBlock.height
        }
        end()
    }

    private func end() {
        canvas.rule(left, bottom + 3, right, bottom + 3, gray: 0.4)
        canvas.text(
            list.title, TextStyle(7.5, .left, .never), Box(left, bottom + 4, 120, 4.5), .middle,
            field: "表題", gray: 0.3)
        canvas.text(
            "\(canvas.page) / \(max(canvas.pages, canvas.page)) ページ",
            TextStyle(.figures, 9, .right, .never), Box(right - 50, bottom + 4, 50, 4.5), .middle,
            field: "ページ")
        canvas.endPage()
    }
}
