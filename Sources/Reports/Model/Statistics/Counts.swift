// SPDX-License-Identifier: Apache-2.0
import Benefits
import Vocabulary

// What the books of the areas add up to, before it becomes a table.

/// A child that is entitled on a day, with what the tables need of it and no more.
struct EntitledChild {
    let child: AddresseeNumber
    let recipient: AddresseeNumber
    let age: Int
    let isOutpatient: Bool
    let isInpatient: Bool
    /// `nil` where no insurance of that day is recorded.
    let insurance: InsuranceKind?
    var insurer: InsurerName?
    var area = ChildArea.unknown
}

/// An insurer by its number, with the name that was recorded with it.
struct InsurerName: Hashable {
    let number: String
    let name: String

    /// Of a protected person.
    static let hidden = InsurerName(number: "", name: ChildArea.protected.text)

    var text: String {
        number.isEmpty || name.isEmpty ? number + name : "\(number) \(name)"
    }
}

/// The town (町名) of a child; a protected person's is not told, however many live there.
enum ChildArea: Hashable {
    case town(String)
    case protected
    case unknown

    /// The address up to its first number.
    init(address: String) {
        // 三郷 and 八潮 are names: only digits end a town.
        let town = address.prefix { !Self.digits.contains($0) }
        self = town.isEmpty ? .unknown : .town(String(town))
    }

    static let digits = Set("0123456789０１２３４５６７８９-－")

    var text: String {
        switch self {
        case .town(let name): name
        case .protected: "（支援措置のため区分しない）"
        case .unknown: "（住所の記録なし）"
        }
    }

    /// Where it stands in a table: towns by their names, what is no town behind them.
    var place: String { if case .town(let name) = self { name } else { "\u{10FFFE}\(text)" } }

    /// The area of a row by its heading.
    init(heading: String) {
        self = [.protected, .unknown].first { $0.text == heading } ?? .town(heading)
    }
}

/// A number of cases of a month under one code of a list.
struct MonthCount<Code: Hashable> {
    let month: YearMonth
    let code: Code
    let count: Int
}

/// Decisions of a month that took so many days.
struct DaysCount {
    let month: YearMonth
    let days: Int
    let count: Int
}

/// Which way the money goes: 現物給付 or 償還払い.
enum BenefitRoute: String, CaseIterable {
    case inKind = "現物給付"
    case reimbursement = "償還払い"
}

/// Which month of a claim or a reimbursement is meant.
enum BenefitMonth: String {
    case billing = "請求年月"
    case treatment = "診療年月"
}

/// Claims or reimbursements of a month, a setting and a kind.
struct BenefitSum {
    let month: YearMonth
    let route: BenefitRoute
    let setting: CareSetting
    /// 医科, 歯科, 調剤 … and the place in their list.
    let kind: String
    let order: Int
    let count: Int
    let points: Int
    let totalCost: Yen
    let payable: Yen
}

/// Decided reimbursements of a month and an outcome.
struct OutcomeSum {
    let month: YearMonth
    let outcome: ReimbursementOutcome
    let count: Int
    let payable: Yen
}
