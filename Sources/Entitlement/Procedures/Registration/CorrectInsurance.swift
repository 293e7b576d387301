// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 保険資格の登録・訂正 by an officer: what the papers show stands over what files have said. Another
/// day of acquisition takes the old row back and writes a new one; nothing is changed in place.
public enum CorrectInsurance {
    public static let operation = OperationCode.changeRegistration

    /// - Parameters:
    ///   - input: as it is right; `isVoid` takes the row back and puts nothing in its place.
    ///   - replaces: the row that was wrong.
    /// - Returns: whether anything is known differently now: the child is judged again then.
    /// - Throws: `EntitlementRefusal.notLinked`, `.missingReason`, `.wrongInsurerNumber`,
    ///   `.insuranceDaysReversed`; `RecordRefusal.unknownEntry`, `.alreadyCorrected`.
    @discardableResult
    public static func perform(
        _ input: InsuranceInput, replaces: Int64? = nil, in scope: Scope
    ) throws -> Bool {
        guard let reason = input.reason, !reason.isEmpty else {
            throw EntitlementRefusal.missingReason
        }
        try input.check()
        guard try PersonBook.linked([input.child], from: scope.db).contains(input.child) else {
            throw EntitlementRefusal.notLinked
        }
        scope.saw(input.child)
        var fact = input
        fact.source = .notification
        var rows: [InsuranceRow] = []
        // What the correction says of the stretch that stood.
        var news = fact
        let facts = try InsuranceBook.history(of: input.child, from: scope.db)
        if let replaces {
            guard let old = facts.first(where: { $0.id == replaces }) else {
                throw RecordRefusal.unknownEntry
            }
            guard !old.isOverruled, !old.value.isVoid else { throw RecordRefusal.alreadyCorrected }
            let isSameKey =
                old.value.stretch.insurer == input.insurer.digits
                && old.value.stretch.period.from == input.acquiredOn
            if !isSameKey || input.isVoid { rows.append(InsuranceRow(input: old.takenBack(fact))) }
            if let insurer = InsurerNumber(old.value.stretch.insurer) {
                news.isVoid = input.isVoid || insurer.digits != input.insurer.digits
                news.insurer = insurer
                news.acquiredOn = old.value.stretch.period.from
            }
        }
        let after = try CarriedBook.news(of: [input.child], from: scope.db)
        rows += after.following(news, unless: [fact.key]).map { InsuranceRow(input: $0) }
        if !input.isVoid {
            let isKnown = facts.contains { known in
                !known.isOverruled && !known.value.isVoid && known.value.stretch.says(fact)
            }
            if !isKnown {
                rows.append(InsuranceRow(input: fact))
            } else if after.isOnlyConcluded(fact.key) {
                // Now it is the officer's word; of the child nothing else is known than before.
                try scope.append([InsuranceRow(input: fact)])
            }
        }
        try scope.append(rows)
        guard !rows.isEmpty else { return false }
        let waiting = try ApplicationBook.waitingForInsurance(of: [input.child], from: scope.db)
        try scope.record(try waiting.compactMap { try ApplicationMove(.release, $0) })
        try EnqueueRejudgement.perform(
            [
                RejudgementNotice(
                    key: "insurance-\(scope.operationID)-\(input.child)", subject: input.child,
                    cause: .insurance, on: input.acquiredOn)
            ], in: scope)
        return true
    }
}

extension Recorded where Value == InsuranceFact {
    /// The row that takes this one back.
    fileprivate func takenBack(_ by: InsuranceInput) -> InsuranceInput {
        var old = by
        old.insurer = InsurerNumber(value.stretch.insurer) ?? by.insurer
        old.insurerName = value.stretch.insurerName
        old.acquiredOn = value.stretch.period.from
        old.lostOn = value.stretch.period.until
        old.insuredName = value.stretch.insuredName
        old.symbol = value.stretch.symbol
        old.number = value.stretch.number
        old.subNumber = value.stretch.subNumber
        old.band = value.stretch.band
        old.isVoid = true
        return old
    }
}
