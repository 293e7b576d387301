// SPDX-License-Identifier: Apache-2.0
import Formats
import NumberGate
import Safeguards
import Vocabulary

/// One row of the resident feed, its number already sealed.
///
/// (Part of `OperationCode.importResidents`.)
struct ResidentRow {
    let line: Int
    /// The import that it came with.
    let operation: Int64
    let person: Resident
    let number: RowNumber?

    /// A row that waited.
    init(line: Int, operation: Int64, person: Resident, number: RowNumber?) {
        self.line = line
        self.operation = operation
        self.person = person
        self.number = number
    }

    /// A row as it is read.
    /// - Throws: `ResidentRowRefusal`; `NumberRefusal` for a wrong 個人番号.
    init(
        _ row: FeedRow, operation: Int64, vault: NumberVault, sealer: inout BatchSealer
    ) throws {
        line = row.line
        self.operation = operation
        guard let addressee = row.addressee("addressee"), let change = row.integer("change-number"),
            let effectiveOn = row.date("change-date"),
            let status = Resident.Status(rawValue: row.text("status"))
        else { throw ResidentRowRefusal.incomplete }
        guard let born = row.date("born") else { throw ResidentRowRefusal.birthUnknown }
        person = Resident(
            addressee: addressee, changeNumber: Int64(change), effectiveOn: effectiveOn,
            changeReason: row.text("change-reason"), status: status,
            household: row.text("household"), name: row.text("name"), kana: row.text("kana"),
            alias: row.text("alias"), sex: row.text("sex"), born: born,
            relationship: row.text("relationship"), postalCode: row.text("postal-code"),
            address: row.text("address"), building: row.text("building"),
            residentFrom: row.date("resident-from"), movedFrom: row.text("moved-from"),
            movedTo: row.text("moved-to"), nationality: row.text("nationality"),
            stayStatus: row.text("stay-status"), stayUntil: row.date("stay-until"),
            isProtected: row.flag("protection") ?? false,
            protectionUntil: row.date("protection-until"), mother: row.addressee("mother"),
            father: row.addressee("father"), phone: row.text("phone"),
            recordedAt: Instant(microseconds: 0))
        guard !ResidentRow.hasOwnCharacter(person) else { throw ResidentRowRefusal.ownCharacter }
        // The number is sealed where it is read, before anything else can see it.
        var sealed: SealedNumber?
        try row.withDigits("individual-number") { digits in
            sealed = sealer.seal(try IndividualNumber(ascii: digits, check: vault.check))
        }
        number = try sealed.map { try vault.rowNumber($0) }
    }
}

extension ResidentRow {
    /// Private use areas of Unicode: the sender's table says what they look like, and we have none.
    private static func hasOwnCharacter(_ person: Resident) -> Bool {
        [
            person.name, person.kana, person.alias, person.address, person.building,
            person.movedFrom, person.movedTo,
        ].contains { text in
            text.unicodeScalars.contains { $0.properties.generalCategory == .privateUse }
        }
    }
}

/// Why a row cannot be taken in at all.
enum ResidentRowRefusal: Refusal {
    case incomplete
    case birthUnknown
    /// A character of the sender's own (外字), which nobody else can read.
    case ownCharacter
    /// The number of a change that we have, with other words.
    case differsFromKnown

    var code: String {
        switch self {
        case .differsFromKnown: "E-ADR-014"
        case .ownCharacter: "E-ADR-015"
        case .incomplete: "E-ADR-011"
        case .birthUnknown: "E-ADR-012"
        }
    }

    var message: String {
        switch self {
        case .ownCharacter:
            "氏名か住所に、送り元だけで使う外字があり、読めません。住民記録の担当に、文字情報基盤の文字で送り直すよう求めてください"
        case .differsFromKnown:
            "この異動連番の異動は既に届いていますが、内容が違います。先に届いたものを残しました。住民記録の担当に、新しい異動連番で送り直すよう求めてください"
        case .incomplete: "宛名番号・異動連番・異動日・住民状態のどれかがありません。住民記録の担当に確かめてください"
        case .birthUnknown: "生年月日に不明の部分があり、年齢を定められません。住民記録の担当に確かめ、資格は窓口で判断してください"
        }
    }

    func issue(line: Int) -> FileIssue {
        FileIssue(line: line, code: code, severity: .error, message: message)
    }
}
