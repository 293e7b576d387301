// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 償還払いの決定の起案 by an officer: against what the rules suggest, with a reason.
public enum DecideReimbursement {
    public static let operation = OperationCode.decideReimbursement

    /// What the officer decides.
    public enum Decision: Hashable, Sendable {
        /// 支給 or 一部支給 of at most what the rules compute.
        case pay(Yen)
        case refuse(ReimbursementReason)
    }

    /// Proposes a decision about one case.
    ///
    /// - Returns: the proposal.
    /// - Throws: `.missingReason`, `.unknownReimbursement`, `.notOpen`, `.amountOpen`,
    ///   `.wrongAmount`, `.receiptOutside`.
    @discardableResult
    public static func perform(
        _ id: Int64, _ decision: Decision, explanation: String, law: BenefitLaw, in scope: Scope
    ) throws -> Int64 {
        guard !explanation.isEmpty else { throw BenefitsRefusal.missingReason }
        guard let file = try ReimbursementBook.cases([id], from: scope.db)[id] else {
            throw BenefitsRefusal.unknownReimbursement
        }
        guard file.status == .received || file.status == .held else {
            throw BenefitsRefusal.notOpen
        }
        scope.saw([file.input.child, file.input.applicant])
        let examiner = try ReimbursementExaminer(
            law: law, [file.input], in: scope)
        scope.saw(examiner.siblings.all)
        let examination = examiner.examine([(id, file.input)])[0]
        let draft: ReimbursementDraft
        switch decision {
        case .pay(let yen):
            // Without the insurer's letter, or a value of the book, the amount is not known.
            guard file.input.highCost != nil, examination.computation.hold == nil else {
                throw BenefitsRefusal.amountOpen
            }
            // An approval would refuse it: nothing is paid for such a day.
            guard examiner.index.daysOutside(file.input).isEmpty else {
                throw BenefitsRefusal.receiptOutside
            }
            let most = examination.computation.payable
            guard yen > .zero, yen <= most, examination.recipient != nil else {
                throw BenefitsRefusal.wrongAmount
            }
            try scope.sayDifferent(
                examiner.pairs(file.input, id: id), known: examiner.words, explanation)
            draft = ReimbursementDraft(
                file: file, outcome: yen < most ? .partlyPaid : .paid, payable: yen, reason: nil,
                explanation: explanation, examination: examination)
        case .refuse(let reason):
            draft = ReimbursementDraft(
                file: file, outcome: .notPaid, payable: .zero, reason: reason,
                explanation: explanation, examination: examination)
        }
        return try scope.propose([draft])[0]
    }
}

/// 償還申請の保留.
public enum HoldReimbursement {
    public static let operation = OperationCode.holdReimbursement

    /// Holds one case with a reason; holding it again with another day is the reminder.
    ///
    /// - Parameter asked: what its applicant is asked for, in a letter (不足書類のお知らせ).
    /// - Throws: `.unknownReimbursement`, `.notOpen`, `.paperDayPassed`.
    public static func perform(
        _ id: Int64, _ hold: ReimbursementHold, note: String? = nil, asked: PaperRequest? = nil,
        in scope: Scope
    ) throws {
        if let asked, asked.dueOn < scope.today { throw BenefitsRefusal.paperDayPassed }
        let file = try scope.reimbursement(id)
        guard file.status == .received || file.status == .held else {
            throw BenefitsRefusal.notOpen
        }
        try scope.record([
            ReimbursementMove(
                reimbursement: id, event: .held, status: .held, hold: hold, note: note,
                asked: asked)
        ])
    }
}

/// 償還申請の保留の解除: it is examined again.
public enum ReleaseReimbursement {
    public static let operation = OperationCode.holdReimbursement

    /// - Throws: `.unknownReimbursement`, `.notHeld`.
    public static func perform(_ id: Int64, note: String? = nil, in scope: Scope) throws {
        let file = try scope.reimbursement(id)
        guard file.status == .held else { throw BenefitsRefusal.notHeld }
        try scope.record([
            ReimbursementMove(reimbursement: id, event: .released, status: .received, note: note)
        ])
    }
}

/// 償還申請の取下げ.
public enum WithdrawReimbursement {
    public static let operation = OperationCode.correctReimbursement

    /// - Throws: `.missingReason`, `.unknownReimbursement`, `.notOpen`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        let file = try scope.reimbursement(id)
        guard file.status == .received || file.status == .held else {
            throw BenefitsRefusal.notOpen
        }
        try scope.record([
            ReimbursementMove(
                reimbursement: id, event: .withdrawn, status: .withdrawn, note: reason)
        ])
    }
}

extension Scope {
    /// One case; its child is named in the log.
    func reimbursement(_ id: Int64) throws -> ReimbursementCase {
        guard let file = try ReimbursementBook.cases([id], from: db)[id] else {
            throw BenefitsRefusal.unknownReimbursement
        }
        saw(file.input.child)
        return file
    }
}
