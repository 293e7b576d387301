// SPDX-License-Identifier: Apache-2.0
public import Press
public import Scheme
public import Vocabulary

/// A letter in words, addressed and numbered: what the press needs.
public struct ReadyLetter: Sendable {
    public let envelope: EnvelopeID
    public let order: LetterOrder
    /// `見子福第1234号`; empty where the kind has none.
    public let documentNumber: String
    /// 施行日.
    public let datedOn: CivilDate
    public let words: LetterWords
    let wording: LetterWording
    /// The fields of an application form, filled in.
    public let form: FormGrid?
    /// The application form in the same envelope, filled in.
    public let enclosed: EnclosedForm?
    let instruction: (words: InstructionWording, isSample: Bool)?
    let address: PrintableAddress

    public var kind: LetterKind { order.kind }
    /// The number on its envelope.
    public var envelopeNumber: String { envelope.text }

    /// The letter for the press.
    public func letter(sender: Sender, desk: ContactDesk) -> Letter {
        Letter(
            LetterLabels(words.labels), envelope: envelope, address: address, sender: sender,
            documentNumber: documentNumber,
            date: Wareki.text(datedOn), title: words.title, paragraphs: words.paragraphs,
            facts: words.blocks.map(FactTable.init), table: words.table.map(GridTable.init),
            computation: computation,
            form: form, slip: words.slip.map(PaymentSlip.init), notes: words.notes,
            enclosed: enclosed,
            instruction: instruction.map {
                Instruction(
                    title: $0.words.title, paragraphs: $0.words.paragraphs, isSample: $0.isSample)
            }, desk: desk)
    }

    private var computation: ComputationTable? {
        guard let heads = wording.steps, !order.steps.isEmpty else { return nil }
        return ComputationTable(
            title: heads.title,
            steps: order.steps.map { line in
                switch line {
                case .heading(let words): ComputationTable.Step(words, nil)
                case .step(let step):
                    ComputationTable.Step(
                        wording.label(of: step), step.amount, article: step.article ?? "")
                case .word(let word, let values, let yen):
                    ComputationTable.Step(wording.text(word, values) ?? "", yen.map(Yen.init))
                }
            }, total: ComputationTable.Step(heads.total, order.sum))
    }
}

extension PaymentSlip {
    fileprivate init(_ slip: LetterWords.Slip) {
        self.init(
            rows: slip.rows.map(Row.init), amount: Row(slip.amount),
            parts: slip.parts.map { part in
                Part(
                    title: part.title, sentence: part.sentence, rows: part.rows.map(Row.init),
                    hasSender: part.hasSender, stamp: part.stamp, codePlace: part.codePlace)
            })
    }
}

extension PaymentSlip.Row {
    fileprivate init(_ row: LetterWords.Row) {
        self.init(row.label, row.value, isName: row.isName)
    }
}
