// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Scheme
import Vocabulary

/// Reads the cells of one row after the other and gathers what is wrong with them.
struct RowTexts {
    private let entry: ReimbursementEntry
    private let today: CivilDate
    private(set) var problems: [FormProblem] = []

    init(_ entry: ReimbursementEntry, today: CivilDate) {
        self.entry = entry
        self.today = today
    }

    /// The form that a row is; `nil` where something is wrong with it.
    mutating func input(
        _ row: Int, child: AddresseeNumber?, entitlement: EntitlementIndex.Entry?,
        institution: Institution?
    ) -> ReimbursementInput? {
        let before = problems.count
        if child == nil { wrong(row, .child, "受給者番号（7桁）か宛名番号で、登録のある児童を入力してください。") }
        let applied = day(row)
        let month = MonthEntry.read(entry[row, .month])
        if month == nil { wrong(row, .month, "診療年月を、R7.4 のように入力してください。") }
        let code = EntryReading.digits(entry[row, .institution])
        if MedicalInstitutionCode(code) == nil {
            wrong(row, .institution, "医療機関コードは10桁の数字です。")
        }
        let cost = cost(row)
        let days = number(row, .days, orElse: "日数を数字で入力してください。", least: 0, most: 31)
        let tenths = number(row, .tenths, orElse: "自己負担割合を 2 か 3 のように入力してください。", least: 0, most: 10)
        let paid = number(row, .paid, orElse: "支払額を数字で入力してください。", least: 0, most: 99_999_999)
        let meals = optional(row, .meals, "食事の回数")
        let firstVisits = optional(row, .firstVisits, "初診の回数")
        let highCost = optional(row, .highCost, "高額療養費")
        let additional = optional(row, .additional, "附加給付")
        let copayment = optional(row, .fundCopayment, "他の公費の自己負担額")
        let receipts = optional(row, .receipts, "領収書の枚数")
        let fund = EntryReading.digits(entry[row, .fund])
        if !fund.isEmpty, PublicFunderNumber(fund) == nil {
            wrong(row, .fund, "他の公費の負担者番号は8桁の数字です。")
        }
        let applicant = applicant(row, entitlement)
        guard problems.count == before, let child, let applied, let month, let cost, let days,
            let tenths, let paid, let applicant
        else { return nil }
        let typed = entry[row, .child]
        var input = ReimbursementInput(
            receipt: entry[row, .receipt].isEmpty
                ? Self.blankReceipt(row) : entry[row, .receipt],
            channel: EntryChannel.read(entry.typed), appliedOn: applied, applicant: applicant,
            child: child,
            recipientNumber: RecipientNumber(EntryReading.digits(typed))?.digits ?? "",
            treatmentMonth: month, institution: code, institutionName: institution?.name ?? "",
            setting: CareSetting(code: entry[row, .setting]) ?? .outpatient,
            care: CareKind(rawValue: entry[row, .care]) ?? .medical, cost: cost, days: days,
            burdenTenths: tenths, paid: Yen(paid), meals: meals ?? 0,
            highCost: highCost.map { Yen($0) }, additionalBenefit: additional.map { Yen($0) },
            otherFund: fund, otherFundCopayment: copayment.map { Yen($0) },
            receipts: max(1, receipts ?? 1))
        input.department = entry[row, .department]
        input.mealClass = MealClass(rawValue: entry[row, .mealClass]) ?? .general
        input.method = PaymentMethod(rawValue: entry[row, .method]) ?? .transfer
        input.checkState = CheckState(rawValue: entry[row, .checkState]) ?? .receiptChecked
        input.firstVisits = firstVisits
        // The maker's paper and the doctor's order come later, on the page of the case.
        if input.care == .orthosis {
            input.appliance = Appliance(name: "治療用装具", orderedOn: nil)
        }
        return input
    }

    /// Stands for a receipt number until the row is entered.
    static func blankReceipt(_ row: Int) -> String { "（自動\(row)）" }

    private mutating func wrong(_ row: Int, _ column: EntryColumn, _ message: String) {
        problems.append(
            FormProblem(ReimbursementEntry.name(row, column), "\(row)行目：\(message)"))
    }

    private mutating func day(_ row: Int) -> CivilDate? {
        let text = entry[row, .applied]
        guard !text.isEmpty else {
            wrong(row, .applied, "申請日を入力してください。「.」は今日です。")
            return nil
        }
        let entry = DateEntry.read(text, for: .child, today: today)
        if entry.date == nil { wrong(row, .applied, entry.reason ?? "申請日を日付として読めません。") }
        return entry.date
    }

    /// Points, or yen where the receipt has none.
    private mutating func cost(_ row: Int) -> ClaimFacts.Cost? {
        let text = entry[row, .points]
        if text.hasSuffix("円"), let yen = AmountEntry.read(text) { return .totalCost(yen) }
        if text.isEmpty { return .points(0) }
        guard let points = AmountEntry.number(text) else {
            wrong(row, .points, "点数を数字で入力してください（点数のないときは 12000円 のように）。")
            return nil
        }
        return .points(points)
    }

    private mutating func number(
        _ row: Int, _ column: EntryColumn, orElse message: String, least: Int, most: Int
    ) -> Int? {
        guard let number = AmountEntry.number(entry[row, column]), (least...most).contains(number)
        else {
            wrong(row, column, message)
            return nil
        }
        return number
    }

    private mutating func optional(_ row: Int, _ column: EntryColumn, _ name: String) -> Int? {
        let text = entry[row, column]
        guard !text.isEmpty else { return nil }
        guard let number = AmountEntry.number(text) else {
            wrong(row, column, "\(name)を数字で入力してください。")
            return nil
        }
        return number
    }

    /// Who applies: the recipient, unless another person is named.
    private mutating func applicant(
        _ row: Int, _ entitlement: EntitlementIndex.Entry?
    ) -> AddresseeNumber? {
        let text = EntryReading.digits(entry[row, .applicant])
        if text.isEmpty {
            if let recipient = entitlement?.recipient { return recipient }
            wrong(row, .applicant, "資格の登録がない児童です。申請者の宛名番号を入力してください。")
            return nil
        }
        guard let number = AddresseeNumber(text) else {
            wrong(row, .applicant, "申請者は宛名番号で入力してください。")
            return nil
        }
        return number
    }
}
