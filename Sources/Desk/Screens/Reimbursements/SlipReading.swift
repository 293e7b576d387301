// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// The columns of the receipts of one application.
enum SlipColumn: String, CaseIterable {
    case day, institution, department, setting, care, points, tenths, paid, meals
    case firstVisits = "first-visits"
    case highCost = "high-cost"
    case additional

    /// 初診 only where the municipality's book asks for it.
    static func shown(asksFirstVisits: Bool) -> [SlipColumn] {
        allCases.filter { $0 != .firstVisits || asksFirstVisits }
    }

    var heading: String {
        switch self {
        case .day: "診療日"
        case .institution: "医療機関"
        case .department: "診療科"
        case .setting: "入外"
        case .care: "種別"
        case .points: "点数"
        case .tenths: "割合"
        case .paid: "支払額"
        case .meals: "食事"
        case .firstVisits: "初診"
        case .highCost: "高額"
        case .additional: "附加"
        }
    }

    var meaning: String {
        switch self {
        case .day: "R7.4.10、0704。日の分からない領収書は診療年月"
        case .institution: "医療機関コード10桁"
        case .department: "診療科コード（あれば）"
        case .setting: "入院か外来か"
        case .care: "診療種別"
        case .points: "保険点数。点数のないものは、円を付けて総医療費（12000円）"
        case .tenths: "領収書の自己負担割合"
        case .paid: "窓口で支払った額（食事を含む）"
        case .meals: "食事の回数"
        case .firstVisits: "この領収書の初診の回数。初診がなければ0、分からなければ空欄"
        case .highCost: "保険者が決めた高額療養費。ないときは0、決定待ちは空欄"
        case .additional: "附加給付。確かめていないときは空欄"
        }
    }

    var isChosen: Bool { self == .setting || self == .care }

    var isNumber: Bool {
        switch self {
        case .points, .tenths, .paid, .meals, .firstVisits, .highCost, .additional: true
        case .day, .institution, .department, .setting, .care: false
        }
    }

    var width: String {
        switch self {
        case .institution: "w7"
        case .day, .care, .paid: "w5"
        case .setting, .points, .highCost, .additional: "w4"
        case .department, .tenths, .meals, .firstVisits: "w3"
        }
    }

    func name(_ row: Int) -> String { "s\(row)-\(rawValue)" }
}

/// What the receipts of one application mean: read, split into month × institution × setting, and
/// examined by the rules.
struct SlipReading: Sendable {
    /// One application that comes out of the split.
    struct Group: Sendable {
        let group: SlipGroup
        let input: ReimbursementInput
        let institution: Institution?
        /// What each receipt should have cost at the window.
        let windows: [Yen]
        var examination: ReimbursementExamination?
    }

    private(set) var groups: [Group] = []
    private(set) var problems: [FormProblem] = []
    let child: AddresseeNumber?
    let people: ListedPeople

    var isRight: Bool { problems.isEmpty && !groups.isEmpty }

    /// Reads the form; to be called inside an operation.
    init(
        _ typed: Typed, rows: Int, law: BenefitLaw, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws {
        var texts = SlipTexts(typed, today: scope.today)
        child = try FindChildren.typed(EntryReading.digits(typed["child"]), in: scope)
        if child == nil { texts.wrong("child", "受給者番号（7桁）か宛名番号で、登録のある児童を入力してください。") }
        let index = try EntitlementIndex.load(children: child.map { [$0] } ?? [], from: scope.db)
        let entry = child.flatMap { index.entries(child: $0).last }
        let head = texts.head(entitlement: entry)
        let slips = (1...rows).filter { SlipTexts.isTyped(typed, $0) }.compactMap {
            texts.slip($0)
        }
        if slips.isEmpty, texts.problems.isEmpty {
            texts.wrong(SlipColumn.day.name(1), "領収書を1枚以上入力してください。")
        }
        problems = texts.problems
        people = try ListedPeople(
            [child, head?.applicant].compactMap(\.self), directory: directory, in: scope)
        guard problems.isEmpty, let child, let head else { return }
        let master = try InstitutionBook.institutions(
            slips.map(\.slip.institution), from: scope.db)
        groups = LooseSlip.split(slips.map(\.slip)).map { group in
            let own = slips.filter { slip in group.slips.contains { $0 == slip.slip } }
            return Group(
                group: group,
                input: head.input(
                    group, child: child, institution: master[group.institution], own),
                institution: master[group.institution],
                windows: SlipReading.windows(group, law: law))
        }
        let answers = try PreviewReimbursements.perform(groups.map(\.input), law: law, in: scope)
        for (place, answer) in answers.enumerated() {
            switch answer {
            case .success(let examination): groups[place].examination = examination
            case .failure(let refusal):
                let row = groups[place].group.slips.first?.number ?? 1
                var column = SlipColumn.day
                if case .entryOutOfRange = refusal { column = .firstVisits }
                problems.append(
                    FormProblem(
                        column.name(row),
                        "\(row)枚目：\(refusal.message)［\(refusal.code)］"))
            }
        }
    }

    private static func windows(_ group: SlipGroup, law: BenefitLaw) -> [Yen] {
        let points = group.slips.map { slip -> Int in
            if case .points(let points) = slip.slip.cost { points } else { 0 }
        }
        return law.book.national.counterPayments(
            points: points, tenths: group.burdenTenths, on: group.month.firstDay)
            ?? points.map { _ in .zero }
    }
}

/// The part of an application that all its receipts share.
struct SlipHead {
    let applied: CivilDate
    let applicant: AddresseeNumber
    let recipientNumber: String
    let receipt: String
    let channel: ReimbursementInput.Channel
    let method: PaymentMethod
    let checkState: CheckState
    let mealClass: MealClass
    let appliance: Appliance?

    func input(
        _ group: SlipGroup, child: AddresseeNumber, institution: Institution?,
        _ slips: [SlipTexts.Slip]
    ) -> ReimbursementInput {
        let high = slips.compactMap(\.highCost)
        let additional = slips.compactMap(\.additional)
        var input = ReimbursementInput(
            receipt: receipt.isEmpty
                ? SlipTexts.blank(group) : "\(receipt)-\(group.slips.first?.number ?? 1)",
            channel: channel, appliedOn: applied, applicant: applicant, child: child,
            recipientNumber: recipientNumber, treatmentMonth: group.month,
            institution: group.institution, institutionName: institution?.name ?? "",
            department: group.slips.first?.department ?? "", setting: group.setting,
            care: group.care, cost: group.cost, days: group.days,
            burdenTenths: group.burdenTenths, paid: group.paid, meals: group.meals,
            mealClass: mealClass,
            highCost: high.count == slips.count ? high.reduce(.zero, +) : nil,
            additionalBenefit: additional.isEmpty ? nil : additional.reduce(.zero, +),
            receipts: group.slips.count, checkState: checkState, method: method)
        input.slips = group.slips.map(\.slip)
        input.firstVisits = group.firstVisits
        if group.care == .orthosis { input.appliance = appliance }
        return input
    }
}
