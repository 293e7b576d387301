// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Draws a box of labels and values.
struct FactBlock {
    let table: FactTable
    let spacing: LetterSpacing

    init(_ table: FactTable, _ spacing: LetterSpacing) {
        self.table = table
        self.spacing = spacing
    }

    private let labelWidth = 44.0
    private let heading = TextStyle(.textBold, 10.5, .left, .never)

    func draw(in flow: inout Flow) {
        let canvas = flow.canvas
        let valueWidth = LetterForm.width - labelWidth - 6
        let left = LetterForm.left
        if !table.title.isEmpty {
            let y = flow.place(6, field: table.title)
            canvas.text(
                table.title, heading, Box(left, y, LetterForm.width, 5.5), .middle, field: "表題")
        }
        for row in table.rows {
            let style = valueStyle(row)
            let height = max(
                row.isBlank ? 11 : spacing.row,
                canvas.height(row.value, style, width: valueWidth) + spacing.rowPad,
                canvas.height(row.label, TextStyle(9.5), width: labelWidth - 5) + spacing.rowPad)
            let y = flow.place(height, field: row.label)
            canvas.fill(Box(left, y, labelWidth, height), gray: 0.94)
            canvas.text(
                row.label, TextStyle(9.5), Box(left + 3, y, labelWidth - 5, height), .middle,
                field: "項目名")
            canvas.text(
                row.value, style, Box(left + labelWidth + 3, y, valueWidth, height), .middle,
                field: row.label)
            outline(Box(left, y, LetterForm.width, height), on: canvas)
        }
    }

    /// The upper line again for each row: the grey of its label covers half of it.
    private func outline(_ box: Box, on canvas: Canvas) {
        canvas.rule(box.x, box.y, box.right, box.y, width: 0.2, gray: 0.35)
        canvas.rule(box.x, box.bottom, box.right, box.bottom, width: 0.2, gray: 0.35)
        canvas.rule(box.x, box.y, box.x, box.bottom, width: 0.2, gray: 0.35)
        canvas.rule(box.right, box.y, box.right, box.bottom, width: 0.2, gray: 0.35)
    }

    private func valueStyle(_ row: FactTable.Row) -> TextStyle {
        if row.isMain { return TextStyle(row.isName ? .name : .textBold, 13, smallest: 9) }
        return row.isName ? TextStyle(.name, 12, smallest: 8) : TextStyle(10.5, leading: 1.15)
    }
}

/// Draws the steps of an amount and its total.
struct ComputationBlock {
    let table: ComputationTable
    let spacing: LetterSpacing
    let labels: LetterLabels

    init(_ table: ComputationTable, _ spacing: LetterSpacing, _ labels: LetterLabels) {
        self.table = table
        self.labels = labels
        self.spacing = spacing
    }

    private let amountX = 112.0
    private let amountWidth = 34.0
    private let articleX = 150.0

    func draw(in flow: inout Flow) {
        let canvas = flow.canvas
        let left = LetterForm.left
        let right = left + LetterForm.width
        // Heading, column names and the first step stay together.
        if flow.y + 20 > flow.bottom { flow.turn() }
        let y = flow.place(6, field: table.title)
        canvas.text(
            table.title, TextStyle(.textBold, 10.5, .left, .never),
            Box(left, y, LetterForm.width, 5.5), .middle, field: "表題")
        let head = flow.place(6.5, field: table.title)
        canvas.fill(Box(left, head, LetterForm.width, 6.5), gray: 0.88)
        let small = TextStyle(.textBold, 8.5, .left, .never)
        canvas.label(labels[.step], small, Box(left + 3, head, 60, 6.5), .middle)
        canvas.label(
            labels[.yen], small.aligned(.right), Box(amountX, head, amountWidth, 6.5), .middle)
        canvas.label(labels[.article], small, Box(articleX, head, 38, 6.5), .middle)
        canvas.rule(left, head, right, head, width: 0.3)
        for step in table.steps { row(step, isTotal: false, in: &flow) }
        row(table.total, isTotal: true, in: &flow)
    }

    private func row(_ step: ComputationTable.Step, isTotal: Bool, in flow: inout Flow) {
        let canvas = flow.canvas
        let left = LetterForm.left
        let right = left + LetterForm.width
        let label = TextStyle(isTotal ? .textBold : .text, isTotal ? 11 : 10)
        let amount = TextStyle(
            isTotal ? .figuresBold : .figures, isTotal ? 13 : 10.5, .right, .never)
        let article = TextStyle(8.5)
        let height = max(
            isTotal ? spacing.total : spacing.step,
            canvas.height(step.label, label, width: amountX - left - 5) + spacing.stepPad,
            canvas.height(step.article, article, width: right - articleX - 2) + spacing.stepPad)
        let y = flow.place(height, field: step.label)
        if isTotal { canvas.rule(left, y, right, y, width: 0.4) }
        canvas.text(
            step.label, label, Box(left + 3, y, amountX - left - 5, height), .middle,
            field: "計算の区分")
        canvas.text(
            step.amount?.description ?? "―", amount, Box(amountX, y, amountWidth, height), .middle,
            field: step.label)
        canvas.text(
            step.article, article, Box(articleX, y, right - articleX - 2, height), .middle,
            field: "根拠")
        canvas.rule(
            left, y + height, right, y + height, width: isTotal ? 0.4 : 0.15,
            gray: isTotal ? 0 : 0.5)
    }
}

/// Draws notes with a hanging mark.
struct NoteBlock {
    let title: String
    let notes: [String]

    func draw(in flow: inout Flow) {
        let canvas = flow.canvas
        // The title never stands alone at the foot of a page.
        if flow.y + 14 > flow.bottom { flow.turn() }
        let y = flow.place(6, field: title)
        canvas.label(
            title, TextStyle(.textBold, 9.5, .left, .never), Box(LetterForm.left, y, 100, 5.5),
            .middle)
        for note in notes {
            let style = TextStyle(9, leading: 1.2)
            let width = LetterForm.width - 5
            let height = canvas.height(note, style, width: width)
            let y = flow.place(height + 0.8, field: title)
            canvas.label("・", TextStyle(9), Box(LetterForm.left + 0.5, y, 5, 4.5))
            canvas.text(
                note, style, Box(LetterForm.left + 4.5, y, width, height + 0.1), field: title)
        }
    }
}

/// Draws how to object; a sample text says that it is one.
struct InstructionBlock {
    let instruction: Instruction
    let labels: LetterLabels

    init(_ instruction: Instruction, _ labels: LetterLabels) {
        self.instruction = instruction
        self.labels = labels
    }

    func draw(in flow: inout Flow) {
        let canvas = flow.canvas
        let left = LetterForm.left
        // The title never stands alone at the foot of a page.
        if flow.y + 18 > flow.bottom { flow.turn() }
        flow.skip(1)
        canvas.rule(left, flow.y, left + LetterForm.width, flow.y, gray: 0.4)
        flow.skip(1.5)
        let y = flow.place(6, field: instruction.title)
        canvas.text(
            instruction.title, TextStyle(.textBold, 9.5, .left, .never), Box(left, y, 110, 5.5),
            .middle, field: "教示")
        if instruction.isSample {
            let badge = Box(left + LetterForm.width - 42, y + 0.3, 42, 5)
            canvas.frame(badge, width: 0.25)
            canvas.label(
                labels[.sample], TextStyle(.textBold, 8, .center, .never), badge, .middle)
        }
        for paragraph in instruction.paragraphs {
            flow.paragraph(
                paragraph, TextStyle(8.5, leading: 1.25, indent: 8.5, isJustified: true),
                field: "教示")
            flow.skip(0.6)
        }
    }
}

/// Draws the contact desk at the foot of the last page.
struct DeskBlock {
    let desk: ContactDesk
    let labels: LetterLabels

    init(_ desk: ContactDesk, _ labels: LetterLabels) {
        self.desk = desk
        self.labels = labels
    }

    private let height = 13.0

    /// Draws it at the foot of the page, or `above` what stands there.
    func draw(in flow: inout Flow, above limit: Double? = nil) {
        let bottom = limit ?? flow.bottom
        flow.skip(2.5)
        if flow.y + height > bottom { flow.turn() }
        flow.y = bottom - height
        draw(
            on: flow.canvas,
            Box(
                LetterForm.left, flow.place(height, field: "問合せ先"), LetterForm.width, height))
    }

    func draw(on canvas: Canvas, _ box: Box) {
        let left = box.x
        canvas.frame(box, width: 0.3, radius: 1.5)
        canvas.label(
            labels[.desk], TextStyle(.textBold, 9.5, .center), Box(left, box.y, 32, box.height),
            .middle)
        canvas.rule(left + 32, box.y + 3, left + 32, box.bottom - 3, gray: 0.5)
        canvas.text(
            desk.name, TextStyle(.textBold, 10, smallest: 7, .left, .never),
            Box(left + 36, box.y + 1.2, box.width - 38, 5.2), .middle, field: "問合せ先")
        var words = "\(labels[.phone]) \(desk.phone)"
        if !desk.hours.isEmpty { words += "　(\(desk.hours))" }
        if !desk.address.isEmpty { words += "　\(desk.address)" }
        canvas.text(
            words, TextStyle(9.5, smallest: 7, .left, .never),
            Box(left + 36, box.y + 6.6, box.width - 38, 5), .middle, field: "問合せ先")
    }
}
