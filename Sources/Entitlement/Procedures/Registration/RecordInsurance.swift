// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 保険資格情報の登録: evidence of children that have an application or an entitlement.
///
/// An application that waited only for the evidence goes on. News about a stretch that a succession of
/// insurers has carried over is followed under the new number.
public enum RecordInsurance {
    public static let operation = OperationCode.importInsurance

    /// What a batch of evidence did.
    public struct Report: Hashable, Sendable {
        /// Facts that were written; the same file twice adds none.
        public let recorded: Int
        /// Persons without an application or an entitlement: nothing of them is stored.
        public let unlinked: Int
        /// Rows with a wrong insurer number or reversed days.
        public let refused: [Int: EntitlementRefusal]
        /// Children whose insurance is known differently now.
        public let changed: Set<AddresseeNumber>
        /// Applications that were released.
        public let released: [Int64]
        /// Facts about stretches that a succession had carried over, which follow from the news.
        public let followed: Int
    }

    /// Records evidence that insurers or an earlier system state, never what a form shows (that comes
    /// with its application); `refused` is keyed by the position of the row.
    ///
    /// - Parameter dryRun: says what would be recorded and writes nothing.
    public static func perform(
        _ inputs: [InsuranceInput], dryRun: Bool = false, in scope: Scope
    ) throws -> Report {
        let linked = try PersonBook.linked(inputs.map(\.child), from: scope.db)
        let known = try InsuranceBook.stretches(Array(linked), from: scope.db)
        let after = try CarriedBook.news(of: linked, from: scope.db)
        var refused: [Int: EntitlementRefusal] = [:]
        var fresh: [InsuranceInput] = []
        var changed: Set<AddresseeNumber> = []
        // The last row of a stretch is what the rows say of it.
        var said: [StretchKey: InsuranceInput] = [:]
        var unlinked = 0
        for (index, input) in inputs.enumerated() {
            do throws(EntitlementRefusal) { try input.check() } catch {
                refused[index] = error
                continue
            }
            guard linked.contains(input.child) else {
                unlinked += 1
                continue
            }
            let news = after.cut(input)
            let isKnown = news.isKnown(in: known[input.child] ?? [])
            if !isKnown { changed.insert(input.child) }
            if !isKnown || after.isOnlyConcluded(news.key) { fresh.append(news) }
            said[input.key] = input
        }
        let keys = Set(said.keys)
        let followed = said.values.flatMap { after.following($0, unless: keys) }
            .filter { !$0.isKnown(in: known[$0.child] ?? []) }
            .sorted { ($0.child, $0.acquiredOn) < ($1.child, $1.acquiredOn) }
        changed.formUnion(followed.map(\.child))
        scope.saw(changed.union(fresh.map(\.child)))
        let waiting = try ApplicationBook.waitingForInsurance(of: changed, from: scope.db)
        if !dryRun {
            try scope.append((fresh + followed).map { InsuranceRow(input: $0, application: nil) })
            try scope.record(try waiting.compactMap { try ApplicationMove(.release, $0) })
        }
        scope.counted(fresh.count + followed.count)
        return Report(
            recorded: fresh.count, unlinked: unlinked, refused: refused, changed: changed,
            released: waiting.map(\.id), followed: followed.count)
    }
}

extension InsuranceInput {
    /// Whether the record says exactly this already.
    fileprivate func isKnown(in stretches: [InsuranceStretch]) -> Bool {
        let same = stretches.last {
            $0.insurer == insurer.digits && $0.period.from == acquiredOn
        }
        guard let same else { return isVoid }
        return !isVoid && same.says(self)
    }
}

extension InsuranceStretch {
    /// Whether it says exactly this.
    func says(_ input: InsuranceInput) -> Bool {
        insurer == input.insurer.digits && period.from == input.acquiredOn
            && period.until == input.lostOn && symbol == input.symbol && number == input.number
            && subNumber == input.subNumber && band == input.band
            && insurerName == input.insurerName && insuredName == input.insuredName
    }
}
