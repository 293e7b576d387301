// SPDX-License-Identifier: Apache-2.0

/// Draws a letter: window address, document number and date, title, then blocks that flow over
/// pages; the contact desk closes the last page.
struct LetterForm {
    let letter: Letter
    let canvas: Canvas
    /// Whether it lies behind a letter, whose address is the only one.
    private let isEnclosed: Bool
    private var flow: Flow

    static let left = 20.0
    static let width = 170.0
    private static let body = TextStyle(10.5, leading: 1.35, indent: 10.5, isJustified: true)

    init(_ letter: Letter, on canvas: Canvas, isEnclosed: Bool = false) {
        self.isEnclosed = isEnclosed
        self.letter = letter
        self.canvas = canvas
        flow = Flow(canvas: canvas, top: 26, bottom: 269.5)
    }

    /// Draws the letter. While the pages are counted it is seen whether two pages become one when the
    /// rows stand closer: an almost empty second page is printed, folded and read for nothing.
    mutating func draw() {
        pages()
        if canvas.isCounting, canvas.page == 2 {
            let closer = Canvas(closer: canvas)
            var form = LetterForm(letter, on: closer)
            form.pages()
            if closer.page < canvas.page { canvas.take(closer) }
        }
        if let enclosed = letter.enclosed {
            var form = LetterForm(letter.alone(enclosed), on: canvas, isEnclosed: true)
            form.pages()
        }
    }

    private var spacing: LetterSpacing {
        canvas.isClose ? .close : letter.slip == nil ? .usual : .aboveSlip
    }

    private mutating func pages() {
        canvas.beginPage(.a4)
        head()
        // A form needs the room; its title is short.
        let title =
            letter.form == nil
            ? Box(Self.left, 64, Self.width, 15) : Box(Self.left, 58.5, Self.width, 9)
        canvas.text(
            letter.title, TextStyle(.textBold, 16, smallest: 11, .center, leading: 1.15), title,
            .middle, field: "件名")
        flow.y = letter.form == nil ? 81 : 69
        flow.onNewPage = { [letter, canvas] in
            canvas.foot(letter.envelope, letter.title)
            canvas.endPage()
            canvas.beginPage(.a4)
            canvas.text(
                letter.title + letter.labels[.continued], TextStyle(.textBold, 10, .left, .never),
                Box(LetterForm.left, 13, 120, 6), .middle, field: "件名")
            canvas.rule(LetterForm.left, 20, 190, 20, width: 0.4)
        }
        for paragraph in letter.paragraphs {
            flow.paragraph(paragraph, Self.body, field: "本文")
            flow.skip(1.2)
        }
        for table in letter.facts {
            flow.skip(spacing.beforeTable)
            FactBlock(table, spacing).draw(in: &flow)
        }
        if let form = letter.form { FormGridBlock(form, letter.labels).draw(in: &flow) }
        if let table = letter.table {
            flow.skip(spacing.beforeTable)
            GridBlock(table).draw(in: &flow)
        }
        if let computation = letter.computation {
            flow.skip(spacing.beforeBlock)
            ComputationBlock(computation, spacing, letter.labels).draw(in: &flow)
        }
        if !letter.notes.isEmpty {
            flow.skip(spacing.beforeBlock)
            NoteBlock(title: letter.labels[.notes], notes: letter.notes).draw(in: &flow)
        }
        if let instruction = letter.instruction {
            flow.skip(spacing.beforeBlock)
            InstructionBlock(instruction, letter.labels).draw(in: &flow)
        }
        if let slip = letter.slip {
            DeskBlock(letter.desk, letter.labels).draw(in: &flow, above: SlipBlock.fold - 4)
            SlipBlock(slip, sender: letter.sender, letter.labels).draw(on: canvas)
        } else {
            DeskBlock(letter.desk, letter.labels).draw(in: &flow)
        }
        canvas.foot(letter.envelope, letter.title)
        canvas.endPage()
    }

    private func head() {
        if !isEnclosed { canvas.address(letter.address) }
        canvas.foldMarks()
        let column = Box(120, 0, 70, 0)
        let right = TextStyle(10, .right, .never)
        guard letter.form == nil else {
            // An application is written by the citizen: no number, no sender and no seal of the city.
            canvas.text(
                "\(letter.date) \(letter.labels[.printed])", TextStyle(8.5, .right, .never),
                Box(column.x, 14.5, column.width, 5), field: "日付")
            return
        }
        canvas.text(
            letter.documentNumber, right, Box(column.x, 14.5, column.width, 5), field: "文書番号")
        canvas.text(letter.date, right, Box(column.x, 20, column.width, 5), field: "日付")
        SenderBlock(letter.sender, letter.labels).draw(
            on: canvas, Box(column.x, 31, column.width, 20))
    }
}
