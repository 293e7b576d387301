// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension ClaimPass {
    /// The start record. What it says holds for every claim, so a bad one refuses the file.
    mutating func readHead(
        _ record: String, _ items: ClaimItems, _ line: Int
    ) throws -> ClaimHead {
        let kind: ClaimKind? =
            record == "YK"
            ? .pharmacy
            : items.plain(3).flatMap { table in
                ClaimKind.allCases.first { $0.pointsTable == table }
            }
        guard let kind, let layout = layouts[kind], layout.start == record else {
            throw FormatRefusal.claimKindUnknown
        }
        let places = ClaimPlaces(layout)
        if let size = layout.records[record]?.size, items.count < size {
            throw FormatRefusal.shortRecord(record: record, expected: size, found: items.count)
        }
        guard let prefecture = items.digits(places.start.prefecture, 2),
            let table = items.digits(places.start.table, 1),
            let number = items.digits(places.start.institution, 7),
            let institution = MedicalInstitutionCode(prefecture + table + number)
        else { throw FormatRefusal.itemUnreadable(field: "医療機関コード") }
        guard let month = EraDigits.month(items[places.start.month]) else {
            throw FormatRefusal.itemUnreadable(field: "請求年月")
        }
        if !institution.hasValidCheckDigit {
            add(line, record, "institution", .institutionDigit, value: institution.digits)
        }
        let name = text(items, places.start.name, line, record, "institution-name") ?? ""
        return ClaimHead(
            layout: layout, places: places, institution: institution.digits,
            institutionName: name, billingMonth: month)
    }

    /// RE: the person, the month, the kind of claim.
    mutating func readClaim(_ items: ClaimItems, _ line: Int) {
        guard let places = head?.places.claim, hasItems("RE", items, line) else { return }
        func unreadable(_ field: String, _ name: String, value: String? = nil) {
            add(line, "RE", field, .itemUnreadable(field: name), value: value)
        }
        guard let receipt = items.number(places.receipt) else {
            return unreadable("receipt", "レセプト番号")
        }
        draft?.receiptNumber = receipt
        if let type = items.digits(places.type, 4) {
            draft?.type = type
        } else {
            unreadable("type", "レセプト種別")
        }
        draft?.treatmentMonth = EraDigits.month(items[places.month])
        if draft?.treatmentMonth == nil { unreadable("treatment-month", "診療年月") }
        draft?.born = EraDigits.date(items[places.born])
        if draft?.born == nil { unreadable("born", "生年月日") }
        draft?.sex = items.plain(places.sex).flatMap { Sex(rawValue: $0) }
        let name = text(items, places.name, line, "RE", "name") ?? ""
        draft?.name = name
        if items.isEmpty(places.name) { add(line, "RE", "name", .nameMissing) }
        let kana = text(items, places.kana, line, "RE", "kana") ?? ""
        draft?.kana = kana
        if items.isEmpty(places.ratio) {
            draft?.ratio = nil
        } else if let ratio = items.number(places.ratio), ratio <= 100 {
            draft?.ratio = ratio
        } else {
            unreadable("ratio", "給付割合")
        }
        draft?.admitted = EraDigits.date(items[places.admitted])
        readNotes(items[places.notes], line)
        draft?.mealClass = items.plain(places.mealClass) ?? ""
        draft?.department = items.plain(places.department) ?? ""
        let chart = text(items, places.chart, line, "RE", "chart") ?? ""
        draft?.chartNumber = chart
        draft?.searchNumber = items.plain(places.search) ?? ""
        // レセプト総括区分: 2 and 3 are summed up by the claim with 1.
        draft?.isDetail = ["2", "3"].contains(items.plain(places.summary))
        readPrescriber(items, line)
    }

    private mutating func readNotes(_ notes: UnsafeRawBufferPointer, _ line: Int) {
        guard notes.count % 2 == 0, notes.isPlain else {
            add(line, "RE", "notes", .itemUnreadable(field: "特記事項"))
            return
        }
        for start in stride(from: 0, to: notes.count, by: 2) {
            draft?.notes.append(String(decoding: notes[start..<(start + 2)], as: UTF8.self))
        }
    }

    private mutating func readPrescriber(_ items: ClaimItems, _ line: Int) {
        guard let places = head?.places.claim, places.prescriber >= 0 else { return }
        let name = text(items, places.prescriberName, line, "RE", "prescriber-name") ?? ""
        draft?.prescriberName = name
        guard let prefecture = items.digits(places.prescriberPrefecture, 2),
            let table = items.digits(places.prescriberTable, 1),
            let number = items.digits(places.prescriber, 7)
        else {
            // Without the prescribing institution the monthly switch cannot be judged.
            add(line, "RE", "prescriber-code", .itemUnreadable(field: "処方箋発行医療機関コード"))
            return
        }
        draft?.prescriber = prefecture + table + number
    }

    /// HO: the insurer and what the whole claim is about.
    mutating func readInsurance(_ items: ClaimItems, _ line: Int) {
        guard let places = head?.places.insurance else { return }
        if draft?.hasInsurance == true { add(line, "HO", nil, .recordTwice(record: "HO")) }
        draft?.hasInsurance = true
        guard hasItems("HO", items, line) else { return }
        let written = items.plain(places.payer) ?? ""
        let insurer = InsurerNumber(written)
        if insurer == nil {
            add(line, "HO", "insurer", .itemUnreadable(field: "保険者番号"), value: shown(written))
        } else if insurer?.hasValidCheckDigit == false {
            add(line, "HO", "insurer", .wrongCheckDigit(field: "保険者番号"), value: written)
        }
        let symbol = text(items, places.symbolOrRecipient, line, "HO", "symbol") ?? ""
        let number = text(items, places.number, line, "HO", "number") ?? ""
        guard let amounts = amounts(items, places, line, "HO"), let insurer else { return }
        draft?.insurance = ClaimRecord.Insurance(
            insurer: insurer.digits, symbol: symbol, number: number, days: amounts.days,
            points: amounts.points, copayment: amounts.copayment, meals: amounts.meals,
            mealsTotal: amounts.mealsTotal)
    }

    /// KO: a public fund, the first being 第一公費.
    mutating func readFund(_ items: ClaimItems, _ line: Int) {
        guard let places = head?.places.fund else { return }
        draft?.fundCount += 1
        if let count = draft?.fundCount, count > 4 {
            add(line, "KO", nil, .recordTwice(record: "KO"))
        }
        guard hasItems("KO", items, line) else { return }
        let written = items.plain(places.payer) ?? ""
        let funder = PublicFunderNumber(written)
        if funder == nil {
            add(line, "KO", "funder", .itemUnreadable(field: "公費負担者番号"), value: shown(written))
        } else if funder?.hasValidCheckDigit == false {
            add(line, "KO", "funder", .wrongCheckDigit(field: "公費負担者番号"), value: written)
        }
        let recipient = items.plain(places.symbolOrRecipient) ?? ""
        let isBlankAllowed = written.hasPrefix("30")
        if let number = RecipientNumber(recipient) {
            if !number.hasValidCheckDigit {
                add(line, "KO", "recipient", .wrongCheckDigit(field: "受給者番号"))
            }
        } else if !(recipient.isEmpty && isBlankAllowed) {
            add(line, "KO", "recipient", .itemUnreadable(field: "受給者番号"))
        }
        guard let amounts = amounts(items, places, line, "KO"), let funder else { return }
        draft?.funds.append(
            ClaimRecord.Fund(
                line: line, funder: funder.digits, recipient: recipient, days: amounts.days,
                points: amounts.points, copayment: amounts.copayment,
                outpatientCopayment: amounts.outpatient, inpatientCopayment: amounts.inpatient,
                meals: amounts.meals, mealsTotal: amounts.mealsTotal))
    }

    /// SN of the insurance (負担者種別 1) carries the 枝番.
    mutating func readSubNumber(_ items: ClaimItems) {
        guard let places = head?.places, items.plain(places.bearer) == "1" else { return }
        draft?.subNumber = items.digits(places.subNumber, 2) ?? ""
    }

    private struct Amounts {
        let days, points, meals, mealsTotal: Int
        let copayment, outpatient, inpatient: Int?
    }

    /// Days, points and yen of a payer. Money depends on each: one that is unreadable is an error.
    private mutating func amounts(
        _ items: ClaimItems, _ places: ClaimPlaces.Payer, _ line: Int, _ record: String
    ) -> Amounts? {
        var isReadable = true
        func amount(_ place: Int, _ key: String, _ name: String, needed: Bool = false) -> Int? {
            if !needed, items.isEmpty(place) { return nil }
            if let value = items.number(place) { return value }
            isReadable = false
            add(line, record, key, .itemUnreadable(field: name))
            return nil
        }
        let days = amount(places.days, "days", "診療実日数")
        let points = amount(places.points, "points", "合計点数", needed: true)
        let copayment = amount(places.copayment, "copayment", "負担金額")
        let outpatient = amount(places.outpatient, "outpatient-copayment", "外来一部負担金")
        let inpatient = amount(places.inpatient, "inpatient-copayment", "入院一部負担金")
        let meals = amount(places.meals, "meals", "食事回数")
        let total = amount(places.mealsTotal, "meals-total", "食事合計金額")
        guard isReadable else { return nil }
        return Amounts(
            days: days ?? 0, points: points ?? 0, meals: meals ?? 0, mealsTotal: total ?? 0,
            copayment: copayment, outpatient: outpatient, inpatient: inpatient)
    }

    /// Text of CP932; a byte that cannot be read is an error of the claim, with its place.
    private mutating func text(
        _ items: ClaimItems, _ place: Int, _ line: Int, _ record: String, _ field: String
    ) -> String? {
        let item = items[place]
        do throws(UndecodableByte) {
            return try decoder.text(item)
        } catch {
            let start = item.baseAddress.flatMap { at in items.bytes.baseAddress.map { at - $0 } }
            let offset = lineOffset + (start ?? 0) + error.offset
            add(
                line, record, field,
                .undecodable(encoding: .cp932, line: line, offset: offset, byte: error.byte))
            return nil
        }
    }

    /// A payer number may be shown; a damaged item is cut so that nothing else slips out.
    private func shown(_ written: String) -> String { String(written.prefix(8)) }
}
