// SPDX-License-Identifier: Apache-2.0
public import Press
public import Scheme
public import Vocabulary

/// The office of another municipality that a letter goes to (照会先); never a person.
public struct InquiryCounterpart: Hashable, Sendable {
    /// `隣市 市民税課`.
    public var name: String
    public var postalCode: String
    public var address: String

    public init(name: String, postalCode: String, address: String) {
        self.name = name
        self.postalCode = postalCode
        self.address = address
    }

    /// Whether a letter can be sent there.
    public var isComplete: Bool { !name.isEmpty && !address.isEmpty }
}

/// 照会書: what one municipality asks another about one person, with the ground for asking.
///
/// It names the person as the other side knows them; the present address is never on it.
public struct InquiryLetter: Sendable {
    public let number: String
    public let counterpart: InquiryCounterpart
    let name: String
    let kana: String
    let born: CivilDate
    let addressThere: String
    public let item: String
    public let procedure: String
    public let legalBasis: String
    public let consent: String?
    public let aboutOn: CivilDate
    public let dueOn: CivilDate
    public let issuedOn: CivilDate
    public let isReminder: Bool

    public init(
        number: String, counterpart: InquiryCounterpart, subject: ResidentSnapshot,
        addressThere: String, item: String, procedure: String, legalBasis: String,
        consent: String?, aboutOn: CivilDate, dueOn: CivilDate, issuedOn: CivilDate,
        isReminder: Bool = false
    ) {
        self.number = number
        self.counterpart = counterpart
        name = subject.name
        kana = subject.kana
        born = subject.born
        self.addressThere = addressThere
        self.item = item
        self.procedure = procedure
        self.legalBasis = legalBasis
        self.consent = consent
        self.aboutOn = aboutOn
        self.dueOn = dueOn
        self.issuedOn = issuedOn
        self.isReminder = isReminder
    }

    /// The letter for the press; `nil` where the number cannot stand on an envelope.
    ///
    /// - Throws: `LetterRefusal`.
    public func letter(
        sender: Sender, desk: ContactDesk, letters: LetterWordings
    ) throws(LetterRefusal) -> Letter? {
        guard let envelope = EnvelopeID(number) else { return nil }
        let kind = isReminder ? LetterKind.inquiryReminder : .inquiry
        let words = try letters.wording(kind, on: issuedOn).wording
            .filled(values, names: { _ in nil })
        return Letter(
            to: (counterpart.name, counterpart.postalCode, counterpart.address), words,
            envelope: envelope, number: number, documentNumber: number, on: issuedOn,
            sender: sender, desk: desk)
    }

    private var values: LetterValues {
        var values = LetterValues()
        values[.inquiryNumber] = .text(number)
        values[.subject] = .text(name)
        values[.kana] = .text(kana)
        values[.born] = .date(born)
        values[.addressThere] = .text(addressThere)
        values[.item] = .text(item)
        values[.procedure] = .text(procedure)
        values[.legalBasis] = .text(legalBasis)
        values[.consent] = consent.map(LetterValue.text)
        values[.aboutOn] = .date(aboutOn)
        values[.dueOn] = .date(dueOn)
        return values
    }
}
