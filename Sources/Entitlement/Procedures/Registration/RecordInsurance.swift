// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 保険資格情報の登録: evidence of children that have an application or an entitlement.
///
/// An application that waited only for the evidence goes on.
public enum RecordInsurance {
    public static let operation = OperationCode.importInsurance

    /// What a batch of evidence did.
    public struct Report: Hashable, Sendable {
        /// Facts that were new; the same file twice adds none.
        public let recorded: Int
        /// Persons without an application or an entitlement: nothing of them is stored.
        public let unlinked: Int
        /// Rows with a wrong insurer number or reversed days.
        public let refused: [Int: EntitlementRefusal]
        /// Children whose insurance is known differently now.
        public let changed: Set<AddresseeNumber>
        /// Applications that were released.
        public let released: [Int64]
    }

    /// Records evidence; `refused` is keyed by the position of the row.
    ///
    /// - Parameter dryRun: says what would be recorded and writes nothing.
    public static func perform(
        _ inputs: [InsuranceInput], dryRun: Bool = false, in scope: Scope
    ) throws -> Report {
        let linked = try PersonBook.linked(inputs.map(\.child), from: scope.db)
        let known = try InsuranceBook.stretches(Array(linked), from: scope.db)
        var refused: [Int: EntitlementRefusal] = [:]
        var fresh: [InsuranceInput] = []
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
            if !input.isKnown(in: known[input.child] ?? []) { fresh.append(input) }
        }
        let changed = Set(fresh.map(\.child))
        scope.saw(changed)
        let waiting = try ApplicationBook.waitingForInsurance(of: changed, from: scope.db)
        if !dryRun {
            try scope.append(fresh.map { InsuranceRow(input: $0, application: nil) })
            try scope.record(try waiting.compactMap { try ApplicationMove(.release, $0) })
        }
        scope.counted(fresh.count)
        return Report(
            recorded: fresh.count, unlinked: unlinked, refused: refused, changed: changed,
            released: waiting.map(\.id))
    }
}

extension InsuranceInput {
    /// Whether the record says exactly this already.
    fileprivate func isKnown(in stretches: [InsuranceStretch]) -> Bool {
        let same = stretches.last {
            $0.insurer == insurer.digits && $0.period.from == acquiredOn
        }
        guard let same else { return isVoid }
        return !isVoid && same.period.until == lostOn && same.symbol == symbol
            && same.number == number && same.subNumber == subNumber && same.band == band
            && same.insurerName == insurerName && same.insuredName == insuredName
    }
}
