// SPDX-License-Identifier: Apache-2.0

extension Canvas {
    /// Draws the recipient's address so that it is visible however the sheet slides.
    func address(_ address: PrintableAddress, _ window: AddressWindow = .longThree) {
        let area = window.address
        let nameHeight = 7.0
        var y = area.y
        if !address.postalCode.isEmpty {
            text(
                "〒" + address.postalCode, TextStyle(.figures, 10, .left, .never),
                Box(area.x, y, area.width, 4.2), .middle, field: "郵便番号")
            y += 4.4
        }
        text(
            address.lines.joined(separator: "\n"),
            TextStyle(.text, 9.5, smallest: 7, leading: 1.08),
            Box(area.x, y, area.width, area.bottom - nameHeight - 0.6 - y), field: "住所")
        text(
            address.name + "　" + address.honorific,
            TextStyle(.name, 14, smallest: 8.5, .left, .afterShrinking),
            Box(area.x, area.bottom - nameHeight, area.width, nameHeight), .bottom, field: "宛名")
    }

    /// Marks where the sheet is folded in three.
    func foldMarks() {
        for y in [99.0, 198.0] { rule(4, y, 8, y, gray: 0.5) }
    }

    /// The foot of a posted page: envelope, page and count as text and QR code.
    func foot(_ envelope: EnvelopeID, _ words: String) {
        let code = PageCode(envelope: envelope, page: page, pages: max(pages, page))
        rule(20, 272.5, 190, 272.5, gray: 0.4)
        label(words, TextStyle(7.5), Box(20, 274.5, 100, 4), gray: 0.25)
        text(
            "封筒番号 \(envelope.text)", TextStyle(.figures, 7.5, .left, .never),
            Box(20, 278.5, 100, 4), field: "封筒番号", gray: 0.25)
        text(
            "\(code.page) / \(code.pages) ページ", TextStyle(.figures, 9, .right, .never),
            Box(120, 274.5, 52, 5), field: "ページ")
        self.code(code, Box(174, 273.2, 17, 17))
    }
}
