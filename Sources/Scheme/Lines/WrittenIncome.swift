// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The income of one person and year of assessment in the JSON of a request.
struct WrittenIncome: Decodable {
    /// A word that is none of these refuses the line: a misspelt recipient is not the other parent.
    enum Who: String, Decodable {
        case recipient, other
    }

    let who: Who
    let year: Int
    let income: Int?
    let levy: Int?
    let dependants: Int?
    let exempt: Bool?
    let declared: Bool?

    private var statement: IncomeStatement {
        IncomeStatement(
            year: year, isDeclared: declared ?? true, isExempt: exempt ?? false,
            income: income.map { Yen($0) }, levy: levy.map { Yen($0) }, dependants: dependants)
    }

    /// - Parameter otherParent: false says that there is no other parent.
    static func household(_ incomes: [WrittenIncome]?, otherParent: Bool?) -> HouseholdIncome? {
        guard incomes != nil || otherParent != nil else { return nil }
        let all = incomes ?? []
        let other = all.filter { $0.who != .recipient }.map(\.statement)
        return HouseholdIncome(
            recipient: all.filter { $0.who == .recipient }.map(\.statement), other: other,
            isComplete: !other.isEmpty || otherParent == false)
    }
}
