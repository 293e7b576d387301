// SPDX-License-Identifier: Apache-2.0

/// A letter (通知書) on A4, folded in three for a 長形3号 window envelope.
///
/// What it says comes ready from the areas' `Notices/`; the press only places it. It has exactly
/// one address. Long content runs on to further pages, which repeat no address; an application
/// form that goes with it begins a page of its own.
public struct Letter: Sendable {
    public let envelope: EnvelopeID
    public let address: PrintableAddress
    public let sender: Sender
    /// `見子福第1234号`; may be empty.
    public let documentNumber: String
    /// The date as printed: `令和7年6月20日`.
    public let date: String
    public let title: String
    /// What, why and how much, in sentences.
    public let paragraphs: [String]
    /// Boxes of label and value, in order.
    public let facts: [FactTable]
    /// A table below the boxes.
    public let table: GridTable?
    public let computation: ComputationTable?
    /// The fields of an application form.
    public let form: FormGrid?
    /// Cut off below the lower fold of the last page.
    public let slip: PaymentSlip?
    public let notes: [String]
    /// Goes in the same envelope.
    public let enclosed: EnclosedForm?
    /// How to object (教示).
    public let instruction: Instruction?
    public let desk: ContactDesk
    /// The words of its frame.
    let labels: LetterLabels

    public init(
        _ labels: LetterLabels, envelope: EnvelopeID, address: PrintableAddress, sender: Sender,
        documentNumber: String = "", date: String, title: String, paragraphs: [String],
        facts: [FactTable] = [], table: GridTable? = nil, computation: ComputationTable? = nil,
        form: FormGrid? = nil, slip: PaymentSlip? = nil, notes: [String] = [],
        enclosed: EnclosedForm? = nil, instruction: Instruction? = nil, desk: ContactDesk
    ) {
        self.labels = labels
        self.envelope = envelope
        self.address = address
        self.sender = sender
        self.documentNumber = documentNumber
        self.date = date
        self.title = title
        self.paragraphs = paragraphs
        self.facts = facts
        self.table = table
        self.computation = computation
        self.form = form
        self.slip = slip
        self.notes = notes
        self.enclosed = enclosed
        self.instruction = instruction
        self.desk = desk
    }
}
