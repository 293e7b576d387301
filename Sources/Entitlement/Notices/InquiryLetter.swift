// SPDX-License-Identifier: Apache-2.0
public import Press
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
    public func letter(sender: Sender, desk: ContactDesk) -> Letter? {
        guard let envelope = EnvelopeID(number) else { return nil }
        return Letter(
            envelope: envelope, address: window, sender: sender, documentNumber: number,
            date: Wareki.text(issuedOn),
            title: isReminder ? "照会書（再送）" : "照会書", paragraphs: [opening],
            facts: [FactTable(rows: rows)],
            notes: ["回答には照会番号を書いてください。照会した目的のほかには使いません。"], desk: desk)
    }

    private var window: PrintableAddress {
        let parts = PostalParts(counterpart.postalCode)
        return PrintableAddress(
            recipient: number,
            postalCode: parts.local.isEmpty ? parts.area : "\(parts.area)-\(parts.local)",
            lines: [counterpart.address], name: counterpart.name, honorific: "御中")
    }

    private var opening: String {
        "こども医療費の\(procedure)のため、次の方について照会します。"
            + "\(Wareki.text(dueOn))までに回答をお願いします。"
    }

    private var rows: [FactTable.Row] {
        var rows = [
            FactTable.Row("照会番号", number),
            FactTable.Row("氏名", name, isName: true),
            FactTable.Row("フリガナ", kana),
            FactTable.Row("生年月日", Wareki.text(born)),
            FactTable.Row("貴団体での住所", addressThere),
            FactTable.Row("照会する事項", item, isMain: true),
            FactTable.Row("基準日", Wareki.text(aboutOn)),
            FactTable.Row("照会の根拠", legalBasis),
        ]
        if let consent { rows.append(FactTable.Row("本人の同意", consent)) }
        return rows
    }
}
