// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 制度拡大の一括認定: children whose entitlement ended with the old age and whom the book covers again
/// from a day on, are taken in ex officio: what is known of guardian, insurance and account stands.
/// Proposals only; another officer decides. Who never applied is invited instead.
public enum StartEnlargement {
    public static let operation = OperationCode.proposeExOfficio

    /// What came of it.
    public struct Report: Sendable {
        public let count: BatchCount
        public let proposals: [Int64]
        /// The children that could not be proposed, by the decision with which the last entitlement
        /// ended; the code of a refusal, or that the application waits.
        public let failures: [Failure]
    }

    /// Why a child of the plan is left out.
    public struct Failure: Hashable, Sendable {
        public let decision: Int64
        public let code: String
        public let message: String
    }

    /// Receives, judges and proposes for children of the plan; one that cannot be is named with its
    /// reason and stays for the counter.
    ///
    /// - Parameter outlook: of the children of one step, read in its own transaction.
    public static func perform(
        _ outlook: EnlargementOutlook, law: EligibilityLaw,
        directory: any AddresseeDirectory, terms: IntakeTerms, in scope: Scope
    ) throws -> Report {
        let (day, states) = (outlook.day, outlook.ended.sorted { $0.child < $1.child })
        let plan = states.map(\.child)
        scope.saw(plan)
        let forms = states.map { $0.recipient.form(of: $0.child, on: day, today: scope.today) }
        let answers = try ReceiveApplications.perform(
            forms, directory: directory, terms: terms, in: scope)
        var failures: [Failure] = []
        var received: [(id: Int64, decision: Int64)] = []
        for (state, answer) in zip(states, answers) {
            switch answer {
            case .success(let receipt) where receipt.status == .checked:
                received.append((receipt.id, state.id))
            case .success(let receipt):
                let why = receipt.holdReason ?? "保留"
                failures.append(Failure(decision: state.id, code: why, message: "受け付けて保留：\(why)"))
            case .failure(let refusal): failures.append(Failure(state.id, refusal))
            }
        }
        let judged = try JudgeApplications.perform(
            received.map(\.id), law: law, directory: directory, terms: terms, in: scope)
        var proposable: [JudgedApplication] = []
        for (one, answer) in zip(received, judged) {
            switch answer {
            case .success(let judged): proposable.append(judged)
            case .failure(let refusal): failures.append(Failure(one.decision, refusal))
            }
        }
        let ids = try ProposeDecisions.perform(proposable, directory: directory, in: scope)
        let count = BatchCount(
            kind: .enlargement, on: day, expected: plan.count, proposed: ids.count, carriedOut: 0,
            leftOut: failures.reduce(into: [:]) { $0[$1.code, default: 0] += 1 })
        try scope.record(count)
        scope.counted(ids.count)
        return Report(count: count, proposals: ids, failures: failures)
    }
}

extension StartEnlargement.Failure {
    init(_ decision: Int64, _ refusal: EntitlementRefusal) {
        self.init(decision: decision, code: refusal.code, message: refusal.message)
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
