// SPDX-License-Identifier: Apache-2.0
public import Database
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 償還払いの決定の起案: examines reimbursements by the rules and proposes what they say.
public enum ProposeReimbursements {
    public static let operation = OperationCode.decideReimbursement

    /// Which reimbursements are examined.
    public enum Choice: Sendable {
        /// Everything that waits, and what was held for a reason that may have gone away: an open
        /// application, a number or share to be corrected, a value of the book.
        case waiting
        /// Exactly these.
        case these([Int64])
    }

    /// What a batch did.
    public struct Report: Sendable {
        /// Proposals by outcome.
        public internal(set) var proposed: [ReimbursementOutcome: Int] = [:]
        /// In the order of the cases.
        public internal(set) var proposals: [Int64] = []
        /// Newly held, or held for another reason than before.
        public internal(set) var held: [ReimbursementHold: Int] = [:]
        /// Held as before.
        public internal(set) var stillHeld = 0
        /// Yen that the proposals would pay.
        public internal(set) var payable = Yen.zero
    }

    /// Examines and proposes.
    ///
    /// - Throws: for chosen ones `.unknownReimbursement`, `.notOpen`.
    @discardableResult
    public static func perform(
        _ choice: Choice = .waiting, law: BenefitLaw, in scope: Scope
    ) throws -> Report {
        let cases = try chosen(choice, in: scope)
        guard !cases.isEmpty else { return Report() }
        scope.saw(cases.flatMap { [$0.input.child, $0.input.applicant] })
        let examiner = try ReimbursementExaminer(
            law: law, cases.map(\.input), in: scope)
        scope.saw(examiner.siblings.all)
        let examinations = examiner.examine(cases.map { ($0.id, $0.input) })
        var report = Report()
        var drafts: [ReimbursementDraft] = []
        var holds: [ReimbursementMove] = []
        for (file, examination) in zip(cases, examinations) {
            switch examination.verdict {
            case .hold(let hold, let note):
                if file.status == .held, file.hold == hold {
                    report.stillHeld += 1
                    continue
                }
                report.held[hold, default: 0] += 1
                holds.append(
                    ReimbursementMove(
                        reimbursement: file.id, event: .held, status: .held, hold: hold,
                        note: note))
            case .pay, .refuse:
                let draft = ReimbursementDraft(file, examination)
                report.proposed[draft.outcome, default: 0] += 1
                report.payable = report.payable + draft.payable
                drafts.append(draft)
            }
        }
        try scope.record(holds)
        report.proposals = try scope.propose(drafts)
        scope.counted(cases.count)
        return report
    }

    /// What `.waiting` would examine, in the order of being taken in: for work in batches.
    public static func plan(from db: any Connection) throws -> [Int64] {
        try ready(from: db).map(\.id)
    }

    /// What was received, and what was held for a reason that may have gone away; whose applicant is
    /// asked for papers waits for them.
    private static func ready(from db: any Connection) throws -> [ReimbursementCase] {
        let open = try ReimbursementBook.open([.received, .held], from: db)
            .filter { $0.status == .received || ($0.hold?.mayPass ?? false) }
        let held = open.filter { $0.status == .held }
        let asked = try PaperRequestBook.standing(held.map(\.id), from: db)
        return open.filter { asked[$0.id] == nil }
    }

    private static func chosen(
        _ choice: Choice, in scope: Scope
    ) throws -> [ReimbursementCase] {
        switch choice {
        case .waiting:
            return try ready(from: scope.db)
        case .these(let ids):
            let found = try ReimbursementBook.cases(ids, from: scope.db)
            return try ids.once().map { id in
                guard let file = found[id] else { throw BenefitsRefusal.unknownReimbursement }
                guard file.status == .received || file.status == .held else {
                    throw BenefitsRefusal.notOpen
                }
                return file
            }
        }
    }
}

extension ReimbursementHold {
    /// Whether the reason may go away without anybody touching the reimbursement.
    fileprivate var mayPass: Bool {
        switch self {
        case .entitlementOpen, .applicantDiffers, .recipientNumber, .burdenRatio, .scheme,
            .liability:
            true
        case .insurerDecision, .account, .doubt, .other: false
        }
    }
}

extension ReimbursementDraft {
    /// What the rules say; only of a verdict that decides.
    init(_ file: ReimbursementCase, _ examination: ReimbursementExamination) {
        self.file = file
        self.examination = examination
        switch examination.verdict {
        case .pay(let yen, let isPartly):
            outcome = isPartly ? .partlyPaid : .paid
            payable = yen
            reason = nil
            explanation =
                ([isPartly ? "支払額のうち助成の対象となる額を支給します" : "助成の対象となる自己負担額を支給します"]
                + examination.notes).joined(separator: "。")
        case .refuse(let why, let text):
            outcome = .notPaid
            payable = .zero
            reason = why
            explanation = text
        case .hold(_, let note):
            outcome = .notPaid
            payable = .zero
            reason = .other
            explanation = note ?? ""
        }
    }
}

extension Scope {
    /// Writes amounts with their steps and the proposals that rest on them.
    ///
    /// - Returns: the proposals in the order of the drafts.
    func propose(_ drafts: [ReimbursementDraft]) throws -> [Int64] {
        let computations = try append(
            drafts.map {
                ComputationRow(
                    reimbursement: $0.file.id, computation: $0.examination.computation)
            })
        let ids = try append(
            zip(drafts, computations).map { draft, computation in
                ReimbursementProposalRow(
                    draft: draft, computation: computation, proposer: principal.officer)
            })
        try record(
            drafts.map {
                ReimbursementMove(
                    reimbursement: $0.file.id, event: .proposed, status: .proposed,
                    note: $0.explanation)
            })
        return ids
    }
}
