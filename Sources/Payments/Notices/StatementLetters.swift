// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 医療費のお知らせ: once a year, what each family was given for the months of a calendar year.
public struct StatementLetters: LetterSource {
    public let title: String
    public let paper = Paper.statement
    public let isOnePerReference = false
    public let isCounted = false
    /// The calendar year of treatment.
    private let year: Int

    public init(year: Int) {
        self.year = year
        title = "医療費のお知らせ（\(year)年分）"
    }

    /// Recipients who have none for the year.
    public func waiting(in scope: Scope) throws -> [Int64] {
        let recipients = try StatementBook.recipients(year, from: scope.db)
        scope.saw(recipients)
        return recipients.map(\.value)
    }

    public func first(_ most: Int, in scope: Scope) throws -> WaitingLetters {
        let found = try StatementBook.first(most, of: year, from: scope.db)
        scope.saw(found.recipients)
        return WaitingLetters(
            count: found.all, leftOut: found.leftOut, first: found.recipients.map(\.value))
    }

    public func issued(_ lines: [BatchLine], in scope: Scope) throws -> Set<BatchLine> {
        let told = try told(lines.compactMap(\.recipient), in: scope)
        return Set(told.map { name(Int64(year), $0) })
    }

    private func told(
        _ recipients: [AddresseeNumber], in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        try LetterRegister.recipients(
            .statement, of: [Int64(year)], among: recipients, from: scope.db)
    }

    /// - Parameter references: 宛名番号 of recipients; who has a letter for the year gets no second.
    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let asked = references.map(AddresseeNumber.init(value:))
        let told = try told(asked, in: scope)
        let recipients = asked.filter { !told.contains($0) }
        let entries = try StatementBook.entries(year, of: recipients, from: scope.db)
        let returns = try StatementReturns(year, entries, from: scope.db)
        scope.saw(returns.named)
        guard let first = CivilDate(year: year, month: 1, day: 1),
            let last = CivilDate(year: year, month: 12, day: 31)
        else { return [] }
        return recipients.compactMap { recipient in
            guard let list = entries[recipient] else { return nil }
            var values = LetterValues()
            values[.guardian] = .person(recipient)
            values[.period] = .period(EffectivePeriod(from: first, through: last))
            values[.count] = .number(list.count)
            let paid = list.reduce(Yen.zero) { $0 + $1.amount }
            // What came back is said in a row of its own, and is no part of what the city has borne.
            let back = min(returns.given[recipient] ?? .zero, paid)
            if back > .zero { values[.received] = .yen(back) }
            let total = paid - back
            values[.total] = .yen(total)
            let costs = list.compactMap(\.cost)
            if costs.count == list.count {
                values[.cost] = .yen(costs.reduce(.zero, +))
            }
            let children = Set(list.map(\.child)).sorted()
            values[.children] = .persons(children)
            return LetterOrder(
                .statement, reference: Int64(year), recipient: recipient, children: children,
                values: values,
                parts: list.map(StatementLetters.line), sum: total)
        }
    }

    /// Of a year everybody has a letter of their own: the row is the recipient.
    public func lines(_ references: [Int64], in scope: Scope) throws -> [BatchLine] {
        references.map { BatchLine(reference: $0, recipient: AddresseeNumber(value: $0)) }
    }

    private static func line(_ entry: StatementBook.Entry) -> LetterValues {
        var values = LetterValues()
        values[.child] = .person(entry.child)
        values[.treatmentMonth] = .month(entry.month)
        values[.institution] = .text(entry.institution)
        values[.setting] = .code(entry.setting)
        if let cost = entry.cost { values[.cost] = .yen(cost) }
        values[.amount] = .yen(entry.amount)
        values[.selfPaid] = .yen(entry.left)
        return values
    }
}
