// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// 未申請の対象児童の一覧の作り直し, as a job of the night or of the moment: one month of birth after the other,
/// so that the desks go on working beside it at any size of the city.
public struct ListUnregisteredWork: JobWork {
    public static let job = "unregistered-list"
    public let code = ListUnregisteredWork.job
    public let operation = ListUnregistered.operation
    public let purpose = Purpose.registration
    public let unit = "月"
    /// Months of birth of a step.
    public let batch = 3
    /// A work list that is made anew: there is nothing to try out.
    public let needsTrial = false
    private let law: EligibilityLaw
    private let directory: any AddresseeDirectory

    public init(law: EligibilityLaw, directory: any AddresseeDirectory) {
        self.law = law
        self.directory = directory
    }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        JobPlan(
            "生まれ月ごとの突合",
            try ListUnregistered.months(law: law, on: scope.today)
                .map { Int64($0.monthNumber) })
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        var totals = JobTotals()
        for key in keys {
            let month = YearMonth(monthNumber: Int(key))
            let report = try ListUnregistered.perform(
                bornIn: EffectivePeriod(from: month.firstDay, until: month.next.firstDay),
                law: law, directory: directory, in: scope)
            totals = totals + JobTotals(persons: report.residents, items: report.unregistered)
        }
        return JobOutcome(totals)
    }
}

/// 制度拡大の一括認定, as a job: who is entitled is lengthened, and whose entitlement ended with the old age
/// is taken in. The trial says how many would be proposed and who would be left out and why; the real run
/// proposes, and an officer approves on screen 1220.
public struct EnlargementWork: JobWork {
    public static let job = "enlargement"
    public let code = EnlargementWork.job
    public let operation = StartEnlargement.operation
    public let purpose = Purpose.change
    public let unit = "人"
    public let batch = 200
    private let law: EligibilityLaw
    private let directory: any AddresseeDirectory
    private let terms: IntakeTerms

    public init(
        law: EligibilityLaw, directory: any AddresseeDirectory, terms: IntakeTerms
    ) {
        self.law = law
        self.directory = directory
        self.terms = terms
    }

    /// What the phases are called: their figures are told apart on the page of a run.
    public static let phases = ["資格のある児童の延長", "終わった児童の受付・審査・起案"]

    /// The keys are the newest decisions of who is entitled, then those with which entitlements ended.
    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        let outlook = try EnlargementOutlook(from: order.day(), law: law, in: scope.db)
        return JobPlan(
            zip(Self.phases, [outlook.extended, outlook.ended])
                .map { JobPlan.Phase($0, $1.map(\.id)) })
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        let decisions = try HistoryBook.decisions(ids: keys, from: scope.db)
        // Of its own children a step asks once more: something may have been decided since the plan.
        let outlook = try EnlargementOutlook(
            from: order.day(), among: Set(decisions.values.map(\.child)).sorted(), law: law,
            in: scope.db)
        let report =
            phase == 0
            ? try ExtendEntitlements.perform(outlook, law: law, directory: directory, in: scope)
            : try StartEnlargement.perform(
                outlook, law: law, directory: directory, terms: terms, in: scope)
        let count = report.proposals.count
        return JobOutcome(
            // Whoever is entitled or applied for meanwhile is not of the plan any more.
            JobTotals(
                persons: count, items: count, known: max(0, keys.count - report.count.expected)),
            failures: report.failures.map {
                // The papers of the decision lead to the child; the place names nobody.
                JobFailure(
                    key: $0.decision, code: $0.code, message: $0.message,
                    place: "/papers/\($0.decision)")
            })
    }
}
