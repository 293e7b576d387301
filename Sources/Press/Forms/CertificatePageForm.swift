// SPDX-License-Identifier: Apache-2.0

/// Draws the page with a certificate under the window address.
struct MailedCertificateForm {
    let mailed: MailedCertificate
    let canvas: Canvas

    init(_ mailed: MailedCertificate, on canvas: Canvas) {
        self.mailed = mailed
        self.canvas = canvas
    }

    func draw() {
        canvas.beginPage(.a4)
        canvas.address(mailed.address)
        canvas.repeated(repeatedName) { letter() }
        CertificateForm(mailed.certificate, on: canvas).draw(x: 31, y: 102.2)
        canvas.foot(mailed.envelope, mailed.heading)
        canvas.endPage()
    }

    /// Everything around the card, alike on all pages of a run.
    private var repeatedName: String {
        let (issuer, desk) = (mailed.certificate.issuer, mailed.desk)
        return
            ([
                "mailed", mailed.date, mailed.heading, issuer.title, issuer.name, desk.name,
                desk.phone, desk.hours, desk.address, mailed.cutOut, mailed.inUse,
                mailed.labels.all,
            ] + mailed.paragraphs + ["\u{1E}"] + mailed.notes).joined(separator: "\u{1F}")
    }

    private func letter() {
        canvas.foldMarks()
        canvas.text(
            mailed.date, TextStyle(10, .right, .never), Box(120, 20, 70, 5), field: "日付")
        var sender = mailed.certificate.issuer
        sender = Sender(title: sender.title, name: sender.name, seal: .omitted)
        SenderBlock(sender, mailed.labels).draw(on: canvas, Box(120, 31, 70, 20))
        canvas.text(
            mailed.heading, TextStyle(.textBold, 15, smallest: 11, .center, .never),
            Box(20, 62, 170, 9), .middle, field: "件名")
        canvas.text(
            mailed.paragraphs.joined(separator: "\n"),
            TextStyle(10.5, smallest: 8, leading: 1.3, indent: 10.5), Box(20, 76, 170, 22),
            field: "本文")
        canvas.label(
            mailed.cutOut, TextStyle(7.5, .left, .never), Box(31, 195.8, 60, 4), gray: 0.35)
        notes()
        DeskBlock(mailed.desk, mailed.labels).draw(on: canvas, Box(20, 256.5, 170, 13))
    }

    private func notes() {
        guard !mailed.notes.isEmpty else { return }
        canvas.label(
            mailed.inUse, TextStyle(.textBold, 10, .left, .never), Box(20, 207, 100, 6), .middle)
        canvas.text(
            mailed.notes.map { "・" + $0 }.joined(separator: "\n"),
            TextStyle(9.5, smallest: 7.5, leading: 1.3, indent: -3.9), Box(20, 214, 170, 38),
            field: "使い方")
    }
}

/// Draws one or two cards on a page for the counter.
struct CardsForm {
    let cards: CertificateCards
    let canvas: Canvas

    init(_ cards: CertificateCards, on canvas: Canvas) {
        self.cards = cards
        self.canvas = canvas
    }

    func draw() {
        canvas.beginPage(.a4)
        CertificateForm(cards.first, on: canvas).draw(x: 31, y: 30)
        if let second = cards.second {
            CertificateForm(second, on: canvas).draw(x: 31, y: 160)
        }
        canvas.endPage()
    }
}
