// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Scheme
public import Vocabulary

/// Answers the port of 資格 from the tax that was taken over: only of persons whose consent holds on the
/// day, and only in the case for which it was given.
public struct TaxIncomes: IncomeRecords {
    public init() {}

    public func statements(
        inCasesOf children: [AddresseeNumber], on day: CivilDate, from db: any Connection
    ) throws -> [AddresseeNumber: [AddresseeNumber: [IncomeStatement]]] {
        var found: [AddresseeNumber: [AddresseeNumber: [IncomeStatement]]] = [:]
        for (about, statements) in try TaxBook.statements(children, on: day, from: db) {
            found[about.child, default: [:]][about.subject] = statements.map(\.known)
        }
        return found
    }

    public func inquiries(
        inCasesOf children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [AddresseeNumber: [Int: String]]] {
        var found: [AddresseeNumber: [AddresseeNumber: [Int: String]]] = [:]
        for (key, number) in try TaxBook.inquiries(children, from: db) {
            found[key.about.child, default: [:]][key.about.subject, default: [:]][key.year] = number
        }
        return found
    }
}

extension TaxStatement {
    /// What it says of the income.
    var known: IncomeStatement {
        IncomeStatement(
            year: year, isDeclared: status != .undeclared, isExempt: status == .exempt,
            income: income, levy: incomeLevy, dependants: dependants)
    }
}
