// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Scheme
import Vocabulary

/// Reads the cells of the receipts one after the other and gathers what is wrong with them.
struct SlipTexts {
    /// One receipt with what its insurer has said.
    struct Slip {
        let slip: LooseSlip
        let highCost: Yen?
        let additional: Yen?
    }

    private let typed: Typed
    private let today: CivilDate
    private(set) var problems: [FormProblem] = []

    init(_ typed: Typed, today: CivilDate) {
        self.typed = typed
        self.today = today
    }

    /// Whether somebody has typed into a row; the lists beside are always filled.
    static func isTyped(_ typed: Typed, _ row: Int) -> Bool {
        SlipColumn.allCases.contains { !$0.isChosen && !typed[$0.name(row)].isEmpty }
    }

    /// Stands for a receipt number until the application is entered.
    static func blank(_ group: SlipGroup) -> String { "（自動\(group.slips.first?.number ?? 0)）" }

    mutating func wrong(_ field: String?, _ message: String) {
        problems.append(FormProblem(field, message))
    }

    private mutating func wrong(_ row: Int, _ column: SlipColumn, _ message: String) {
        wrong(column.name(row), "\(row)枚目：\(message)")
    }

    mutating func head(entitlement: EntitlementIndex.Entry?) -> SlipHead? {
        let before = problems.count
        var applied: CivilDate?
        if typed["applied"].isEmpty {
            wrong("applied", "申請日を入力してください。「.」は今日です。")
        } else {
            let entry = DateEntry.read(typed["applied"], for: .child, today: today)
            applied = entry.date
            if applied == nil { wrong("applied", entry.reason ?? "申請日を日付として読めません。") }
        }
        var applicant = entitlement?.recipient
        let text = EntryReading.digits(typed["applicant"])
        if !text.isEmpty {
            applicant = AddresseeNumber(text)
            if applicant == nil { wrong("applicant", "申請者は宛名番号で入力してください。") }
        } else if applicant == nil, problems.count == before {
            wrong("applicant", "資格の登録がない児童です。申請者の宛名番号を入力してください。")
        }
        let appliance = readAppliance()
        guard problems.count == before, let applied, let applicant else { return nil }
        return SlipHead(
            applied: applied, applicant: applicant,
            recipientNumber: RecipientNumber(EntryReading.digits(typed["child"]))?.digits ?? "",
            receipt: typed["receipt"], channel: EntryChannel.read(typed),
            method: PaymentMethod(rawValue: typed["method"]) ?? .transfer,
            checkState: CheckState(rawValue: typed["check-state"]) ?? .receiptChecked,
            mealClass: MealClass(rawValue: typed["meal-class"]) ?? .general,
            appliance: appliance)
    }

    private mutating func readAppliance() -> Appliance? {
        let name = typed["appliance"]
        var ordered: CivilDate?
        if !typed["ordered"].isEmpty {
            let entry = DateEntry.read(typed["ordered"], for: .child, today: today)
            ordered = entry.date
            if ordered == nil { wrong("ordered", entry.reason ?? "医師の指示の日を日付として読めません。") }
        }
        return Appliance(name: name.isEmpty ? "治療用装具" : name, orderedOn: ordered)
    }

    mutating func slip(_ row: Int) -> Slip? {
        let before = problems.count
        let (month, day) = when(row)
        let code = EntryReading.digits(typed[SlipColumn.institution.name(row)])
        if MedicalInstitutionCode(code) == nil {
            wrong(row, .institution, "医療機関コードは10桁の数字です。")
        }
        let cost = cost(row)
        let tenths = number(row, .tenths, "自己負担割合を 2 か 3 のように入力してください。", most: 10)
        let paid = number(row, .paid, "支払額を数字で入力してください。", most: 99_999_999)
        let meals = optional(row, .meals, "食事の回数")
        let firstVisits = optional(row, .firstVisits, "初診の回数")
        let highCost = optional(row, .highCost, "高額療養費")
        let additional = optional(row, .additional, "附加給付")
        guard problems.count == before, let month, let cost, let tenths, let paid else {
            return nil
        }
        return Slip(
            slip: LooseSlip(
                number: row, month: month, institution: code,
                department: typed[SlipColumn.department.name(row)],
                setting: CareSetting(code: typed[SlipColumn.setting.name(row)]) ?? .outpatient,
                care: CareKind(rawValue: typed[SlipColumn.care.name(row)]) ?? .medical,
                burdenTenths: tenths,
                slip: ReceiptSlip(
                    treatedOn: day, cost: cost, paid: Yen(paid), meals: meals ?? 0),
                firstVisits: firstVisits),
            highCost: highCost.map { Yen($0) }, additional: additional.map { Yen($0) })
    }

    /// A day, or a month where the receipt names none.
    private mutating func when(_ row: Int) -> (YearMonth?, CivilDate?) {
        let text = typed[SlipColumn.day.name(row)]
        if let month = MonthEntry.read(text) { return (month, nil) }
        let entry = DateEntry.read(text, for: .child, today: today)
        guard let day = entry.date else {
            wrong(row, .day, "診療日を R7.6.10、診療年月だけなら R7.6 のように入力してください。")
            return (nil, nil)
        }
        return (day.yearMonth, day)
    }

    private mutating func cost(_ row: Int) -> ClaimFacts.Cost? {
        let text = typed[SlipColumn.points.name(row)]
        if text.hasSuffix("円"), let yen = AmountEntry.read(text) { return .totalCost(yen) }
        if text.isEmpty { return .points(0) }
        guard let points = AmountEntry.number(text) else {
            wrong(row, .points, "点数を数字で入力してください（点数のないときは 12000円 のように）。")
            return nil
        }
        return .points(points)
    }

    private mutating func number(
        _ row: Int, _ column: SlipColumn, _ message: String, most: Int
    ) -> Int? {
        guard let number = AmountEntry.number(typed[column.name(row)]), (0...most).contains(number)
        else {
            wrong(row, column, message)
            return nil
        }
        return number
    }

    private mutating func optional(_ row: Int, _ column: SlipColumn, _ name: String) -> Int? {
        let text = typed[column.name(row)]
        guard !text.isEmpty else { return nil }
        guard let number = AmountEntry.number(text) else {
            wrong(row, column, "\(name)を数字で入力してください。")
            return nil
        }
        return number
    }
}
