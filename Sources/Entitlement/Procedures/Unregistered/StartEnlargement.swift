// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
import Scheme
public import Vocabulary

/// 制度拡大の一括認定: children whose entitlement ended with the old age and whom the book covers again
/// from a day on, are taken in ex officio: what is known of guardian, insurance and account stands.
/// Proposals only; another officer decides. Who never applied is invited instead.
public enum StartEnlargement {
    public static let operation = OperationCode.proposeExOfficio

    /// What came of it.
    public struct Report: Sendable {
        public let count: BatchCount
        public let proposals: [Int64]
    }

    /// The children that would be taken in, in the order of their numbers.
    ///
    /// - Parameter day: the day on which the enlargement is in force.
    public static func plan(
        from day: CivilDate, law: EligibilityLaw, in db: any Connection
    ) throws -> [AddresseeNumber] {
        try HistoryBook.strands(children: nil, from: db).compactMap { child, strands in
            guard let state = strands.last?.state, state.result == .lapsed,
                state.reason == .reachedAge, state.effectiveOn <= day,
                !strands.contains(where: { $0.state.isLive && $0.state.periods.reaches(day) }),
                law.isOfAge(state.childBorn, on: day)
            else { return nil }
            return child
        }.sorted()
    }

    /// Receives, judges and proposes for children of the plan; one that cannot be is named with its
    /// reason and stays for the counter.
    ///
    /// - Parameter chosen: a part of the plan: a job cuts it into steps.
    /// - Throws: `CaseRefusal.noEnlargement`.
    public static func perform(
        from day: CivilDate, only chosen: [AddresseeNumber]? = nil, law: EligibilityLaw,
        directory: any AddresseeDirectory, terms: IntakeTerms, in scope: Scope
    ) throws -> Report {
        let wanted = chosen.map(Set.init)
        let plan = try plan(from: day, law: law, in: scope.db)
            .filter { wanted?.contains($0) ?? true }
        guard !plan.isEmpty || chosen != nil else { throw CaseRefusal.noEnlargement }
        scope.saw(plan)
        var leftOut: [String: Int] = [:]
        let strands = try HistoryBook.strands(children: plan, from: scope.db)
        let forms = plan.compactMap { child in
            strands[child]?.last?.state.recipient.form(of: child, on: day, today: scope.today)
        }
        let answers = try ReceiveApplications.perform(
            forms, directory: directory, terms: terms, in: scope)
        var received: [Int64] = []
        for answer in answers {
            switch answer {
            case .success(let receipt) where receipt.status == .checked: received.append(receipt.id)
            case .success(let receipt): leftOut[receipt.holdReason ?? "保留", default: 0] += 1
            case .failure(let refusal): leftOut[refusal.code, default: 0] += 1
            }
        }
        let judged = try JudgeApplications.perform(
            received, law: law, directory: directory, terms: terms, in: scope)
        var proposable: [JudgedApplication] = []
        for answer in judged {
            switch answer {
            case .success(let one): proposable.append(one)
            case .failure(let refusal): leftOut[refusal.code, default: 0] += 1
            }
        }
        let ids = try ProposeDecisions.perform(proposable, directory: directory, in: scope)
        let count = BatchCount(
            kind: .enlargement, on: day, expected: plan.count, proposed: ids.count, carriedOut: 0,
            leftOut: leftOut)
        try scope.record(count)
        return Report(count: count, proposals: ids)
    }
}

extension AddresseeNumber {
    /// The form that the office writes itself for a child of this recipient.
    fileprivate func form(
        of child: AddresseeNumber, on day: CivilDate, today: CivilDate
    ) -> ApplicationInput {
        ApplicationInput(
            kind: .registration, reason: .schemeExtended, channel: .exOfficio,
            appliedOn: min(day, today), causeOn: day, applicant: self, child: child,
            identity: nil, hasInsuranceEvidence: true)
    }
}
