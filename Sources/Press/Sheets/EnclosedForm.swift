// SPDX-License-Identifier: Apache-2.0

/// An application form that lies in the envelope of a letter (同封の申請書), on a page of its own.
///
/// It has no address: the only one of the envelope is the letter's, in the window.
public struct EnclosedForm: Sendable {
    public let title: String
    public let paragraphs: [String]
    /// Boxes of label and value above the fields.
    public let facts: [FactTable]
    public let form: FormGrid
    public let notes: [String]

    public init(
        title: String, paragraphs: [String], facts: [FactTable] = [], form: FormGrid,
        notes: [String] = []
    ) {
        self.title = title
        self.paragraphs = paragraphs
        self.facts = facts
        self.form = form
        self.notes = notes
    }
}

extension Letter {
    /// The enclosed form as it is drawn: in the envelope, of the date and with the desk of the letter.
    func alone(_ enclosed: EnclosedForm) -> Letter {
        Letter(
            labels, envelope: envelope, address: address, sender: sender, date: date,
            title: enclosed.title, paragraphs: enclosed.paragraphs, facts: enclosed.facts,
            form: enclosed.form, notes: enclosed.notes, desk: desk)
    }
}
