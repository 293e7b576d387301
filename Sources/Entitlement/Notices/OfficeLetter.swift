// SPDX-License-Identifier: Apache-2.0
public import Press
public import Scheme
public import Vocabulary

extension Letter {
    /// A letter to an office (保険者, 照会先), or to a party outside the register, in its words; never to
    /// a person of the register.
    ///
    /// - Parameters:
    ///   - number: of the envelope, as the address window shows it.
    ///   - place: name, postal code with a hyphen or without, and address of the office.
    public init(
        to place: (name: String, postalCode: String, address: String), honorific: String = "御中",
        _ words: LetterWords,
        envelope: EnvelopeID, number: String, documentNumber: String, on day: CivilDate,
        sender: Sender, desk: ContactDesk
    ) {
        self.init(
            LetterLabels(words.labels), envelope: envelope,
            address: PrintableAddress(
                recipient: number, postalCode: PostalParts(place.postalCode).hyphened,
                lines: [place.address], name: place.name, honorific: honorific),
            sender: sender, documentNumber: documentNumber, date: Wareki.text(day),
            title: words.title, paragraphs: words.paragraphs,
            facts: words.blocks.map(FactTable.init), table: words.table.map(GridTable.init),
            notes: words.notes, desk: desk)
    }
}

extension FactTable {
    init(_ block: LetterWords.Block) {
        self.init(
            title: block.title,
            rows: block.rows.map {
                Row(
                    $0.label, $0.value, isName: $0.isName, isMain: $0.isMain,
                    isBlank: $0.value.isEmpty)
            })
    }
}

extension GridTable {
    init(_ table: LetterWords.Table) {
        self.init(
            title: table.title,
            columns: table.columns.map {
                Column($0.label, weight: $0.weight, isAmount: $0.isAmount)
            }, rows: table.rows)
    }
}
