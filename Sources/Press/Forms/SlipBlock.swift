// SPDX-License-Identifier: Apache-2.0

/// Draws a slip below the lower fold, its parts side by side with lines to cut along.
struct SlipBlock {
    let slip: PaymentSlip
    let sender: Sender
    let labels: LetterLabels

    /// The lower fold of the sheet; the slip is cut off there.
    static let fold = 198.0
    private static let bottom = 271.0
    private static let left = 9.0
    private static let width = 192.0
    private static let small = TextStyle(7, smallest: 5, .left, .never)

    init(_ slip: PaymentSlip, sender: Sender, _ labels: LetterLabels) {
        self.labels = labels
        self.slip = slip
        self.sender = sender
    }

    func draw(on canvas: Canvas) {
        let width = Self.width / Double(max(slip.parts.count, 1))
        canvas.rule(
            Self.left, Self.fold, Self.left + Self.width, Self.fold, width: 0.2, gray: 0.5,
            dash: [1.6, 1.2])
        canvas.label(
            labels[.cut], Self.small.aligned(.center),
            Box(Self.left, Self.fold - 3.4, Self.width, 3.2),
            gray: 0.35)
        for (index, part) in slip.parts.enumerated() {
            let x = Self.left + width * Double(index)
            if index > 0 {
                canvas.rule(
                    x, Self.fold, x, Self.bottom, width: 0.2, gray: 0.5, dash: [1.6, 1.2])
            }
            draw(
                part,
                Box(x + 2.5, Self.fold + 2, width - 5, Self.bottom - Self.fold - 2.5), on: canvas)
        }
    }

    private func draw(_ part: PaymentSlip.Part, _ box: Box, on canvas: Canvas) {
        canvas.text(
            part.title, TextStyle(.textBold, 11, smallest: 8, .center, .never, tracking: 1),
            Box(box.x, box.y, box.width, 5.6), .middle, field: "納付書の表題")
        let rows = slip.rows + part.rows
        let foot = 18.5 + (part.codePlace.isEmpty ? 0 : 10)
        let top = box.y + 6.4
        let amountHeight = 7.6
        // As high as they may be, so that few rows do not leave a hole.
        let height = min(
            6.2, (box.bottom - foot - top - amountHeight) / Double(max(rows.count, 1)))
        var y = top
        for line in rows {
            row(line, Box(box.x, y, box.width, height), on: canvas)
            y += height
        }
        amount(Box(box.x, y, box.width, amountHeight), on: canvas)
        canvas.frame(Box(box.x, top, box.width, y + amountHeight - top), width: 0.3)
        canvas.rule(box.x + labelWidth, top, box.x + labelWidth, y + amountHeight, gray: 0.5)
        self.foot(
            part, Box(box.x, y + amountHeight, box.width, box.bottom - y - amountHeight), on: canvas
        )
    }

    private let labelWidth = 15.5

    private func row(_ row: PaymentSlip.Row, _ box: Box, on canvas: Canvas) {
        canvas.fill(Box(box.x, box.y, labelWidth, box.height), gray: 0.94)
        canvas.text(
            row.label, Self.small, Box(box.x + 1, box.y, labelWidth - 1.6, box.height), .middle,
            field: "項目名")
        canvas.text(
            row.value,
            TextStyle(
                row.isName ? .name : .text, row.isName ? 9.5 : 8, smallest: 5.5, .left,
                .afterShrinking),
            Box(box.x + labelWidth + 1.2, box.y, box.width - labelWidth - 2, box.height), .middle,
            field: row.label)
        canvas.rule(box.x, box.y + box.height, box.right, box.y + box.height, gray: 0.5)
    }

    private func amount(_ box: Box, on canvas: Canvas) {
        canvas.fill(Box(box.x, box.y, labelWidth, box.height), gray: 0.94)
        canvas.text(
            slip.amount.label, TextStyle(.textBold, 8, smallest: 6, .left, .never),
            Box(box.x + 1, box.y, labelWidth - 1.6, box.height), .middle, field: "項目名")
        canvas.text(
            slip.amount.value, TextStyle(.figuresBold, 13, smallest: 9, .right, .never),
            Box(box.x + labelWidth + 1, box.y, box.width - labelWidth - 3, box.height), .middle,
            field: slip.amount.label)
    }

    /// Sentence, sender, place of the stamp and of the code.
    private func foot(_ part: PaymentSlip.Part, _ box: Box, on canvas: Canvas) {
        let stampSide = part.stamp.isEmpty && !part.hasSender ? 0 : 16.5
        let words = Box(box.x, box.y + 1, box.width - stampSide - 2, 8)
        canvas.text(
            part.sentence, TextStyle(7.5, smallest: 6, leading: 1.1), words, field: "納付書の文")
        let place = Box(box.right - stampSide, box.y + 1.2, stampSide, stampSide)
        if part.hasSender {
            SenderBlock(sender, labels).slip(
                on: canvas, words: Box(box.x, box.y + 9, words.width, 8.5), seal: place)
        } else if !part.stamp.isEmpty {
            canvas.frame(place, width: 0.2, gray: 0.4)
            canvas.text(
                part.stamp, TextStyle(6.5, smallest: 5, .center, .never),
                Box(place.x, place.y + 0.4, place.width, 3), .middle, field: "納付書の文", gray: 0.35)
        }
        if !part.codePlace.isEmpty {
            let code = Box(box.x, box.bottom - 9.4, box.width, 9.2)
            canvas.frame(code, width: 0.2, gray: 0.5, dash: [0.8, 0.8])
            canvas.text(
                part.codePlace, TextStyle(6.5, smallest: 5, .center), code.inset(1, 0.4), .middle,
                field: "納付書の文", gray: 0.4)
        }
    }
}
