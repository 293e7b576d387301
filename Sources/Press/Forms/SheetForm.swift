// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    /// Draws the sheet; called twice, without ink and with it.
    func draw(on canvas: Canvas) {
        switch self {
        case .letter(let letter):
            var form = LetterForm(letter, on: canvas)
            form.draw()
        case .mailedCertificate(let mailed): MailedCertificateForm(mailed, on: canvas).draw()
        case .cards(let cards): CardsForm(cards, on: canvas).draw()
        case .list(let list): ListForm(list, on: canvas).draw()
        }
    }
}
