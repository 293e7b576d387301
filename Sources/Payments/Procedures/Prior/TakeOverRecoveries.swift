// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Vocabulary

/// 返還の移行: claims that are not all paid yet, with what came in before, the letters that set the
/// limitation, and the plan of instalments. The family was told by the old system: no letter of
/// ours says the same again.
public enum TakeOverRecoveries {
    public static let operation = OperationCode.loadMigration

    /// What became of a slice.
    public struct Report: Hashable, Sendable {
        /// Claims that stood here already, as the old system calls them; they are not written again.
        public internal(set) var known: Set<String> = []
        /// Letters that the old system has sent about them since.
        public internal(set) var letters = 0
    }

    /// - Parameter recoveries: checked by who hands them over.
    public static func perform(_ recoveries: [PriorRecovery], in scope: Scope) throws -> Report {
        let stands = try PriorRecoveryBook.standing(recoveries.map(\.sourceKey), from: scope.db)
        let fresh = recoveries.filter { stands[$0.sourceKey] == nil }
        var report = Report()
        report.known = Set(stands.keys)
        report.letters = try scope.add(letters: recoveries, to: stands)
        scope.saw(Set(fresh.flatMap { [$0.child, $0.recipient] }))
        let ids = try scope.append(
            fresh.map {
                RecoveryRow(
                    claim: $0.claim, key: PriorRecovery.mark + $0.sourceKey,
                    claimedOn: $0.claimedOn, officer: PriorRecovery.officer)
            })
        let claims = Array(zip(ids, fresh))
        try scope.take(receipts: claims)
        try scope.take(letters: claims)
        try scope.take(plans: claims)
        try scope.open(claims.map { (recovery: $0.0, amount: $0.1.amount, paid: $0.1.paid) })
        scope.counted(fresh.count + report.letters)
        return report
    }
}

extension Scope {
    fileprivate func take(receipts claims: [(Int64, PriorRecovery)]) throws {
        try append(
            claims.compactMap { id, claim in
                claim.lastPaidOn.map { day in
                    RecoveryEventRow(
                        key: "\(PriorRecovery.mark)\(id)", recovery: id, event: .received,
                        amount: claim.paid, on: day, officer: PriorRecovery.officer)
                }
            })
    }

    fileprivate func take(letters claims: [(Int64, PriorRecovery)]) throws {
        try append(
            claims.flatMap { id, claim in
                RecoveryDemand.Kind.allCases.compactMap { DemandRow($0, of: claim, as: id) }
            })
    }

    /// Letters that the old system has sent since the claim was taken over.
    /// - Returns: how many.
    fileprivate func add(
        letters claims: [PriorRecovery], to stands: [String: StandingPriorRecovery]
    ) throws -> Int {
        let later = claims.flatMap { claim -> [(claim: PriorRecovery, row: DemandRow)] in
            guard let known = stands[claim.sourceKey] else { return [] }
            let added = known.added(by: claim)
            // In the order in which they were sent.
            return RecoveryDemand.Kind.allCases.filter(added.contains).compactMap { kind in
                DemandRow(kind, of: claim, as: known.recovery.id).map { (claim, $0) }
            }
        }
        saw(Set(later.flatMap { [$0.claim.child, $0.claim.recipient] }))
        try append(later.map(\.row))
        return later.count
    }

    /// A plan that the family has signed and the old office has agreed to.
    fileprivate func take(plans claims: [(Int64, PriorRecovery)]) throws {
        let planned = claims.compactMap { id, claim in
            claim.signedOn.map { (id: id, claim: claim, on: $0) }
        }
        let requests = try append(
            planned.map { plan in
                RecoveryRequestRow(
                    key: "\(PriorRecovery.mark)\(plan.id)", recovery: plan.id,
                    act: .plan(plan.claim.instalments, signedOn: plan.on),
                    amount: plan.claim.instalments.reduce(.zero) { $0 + $1.amount },
                    explanation: "旧システムの分納を移行した。", proposer: PriorRecovery.officer)
            })
        try append(
            zip(requests, planned).map {
                RequestOutcomeRow(request: $0, on: $1.on, approver: PriorRecovery.approver)
            })
        try append(
            zip(requests, planned).flatMap { request, plan in
                plan.claim.instalments.sorted { $0.number < $1.number }.map {
                    InstalmentRow(request: request, instalment: $0)
                }
            })
    }
}

extension DemandRow {
    /// A day that only tells from when the limitation runs: what the letter asked for is not known.
    fileprivate init?(_ kind: RecoveryDemand.Kind, of claim: PriorRecovery, as id: Int64) {
        guard let day = claim.day(of: kind) else { return nil }
        self.init(
            key: "\(PriorRecovery.mark)\(kind.rawValue)-\(id)",
            number: "旧-\(claim.sourceKey)\(kind == .demand ? "" : "-督促")", recovery: id,
            kind: kind, instalment: nil, amount: claim.amount, issuedOn: day,
            dueOn: max(day, claim.dueOn ?? day), officer: PriorRecovery.officer)
    }
}
