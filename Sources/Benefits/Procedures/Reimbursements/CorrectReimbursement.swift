// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 償還申請の補正: a form that was keyed wrongly, or that the family has put right.
///
/// The row as first keyed stays; the form is keyed again as the next revision under the same
/// receipt number and is examined from the beginning. Amounts of the insurer's letters come along.
public enum CorrectReimbursement {
    public static let operation = OperationCode.correctReimbursement

    /// Keys a form again.
    ///
    /// - Parameter edit: changes the form as it stands; receipt number and branch stay.
    /// - Returns: the new case.
    /// - Throws: `.missingReason`, `.unknownReimbursement`, `.notOpen`, and what the check of a
    ///   form refuses.
    public static func perform(
        _ id: Int64, reason: String, law: BenefitLaw, in scope: Scope,
        _ edit: (inout ReimbursementInput) -> Void
    ) throws -> ReimbursementReceipt {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        let file = try scope.reimbursement(id)
        guard file.status == .received || file.status == .held else {
            throw BenefitsRefusal.notOpen
        }
        var input = file.input
        edit(&input)
        (input.receipt, input.branch) = (file.receipt, 1)
        try input.check(on: scope.today)
        scope.saw([input.child, input.applicant])
        try scope.record([
            ReimbursementMove(
                reimbursement: id, event: .withdrawn, status: .withdrawn, note: "補正: \(reason)")
        ])
        let examiner = try ReimbursementExaminer(
            law: law, [input], in: scope)
        scope.saw(examiner.siblings.all)
        let examination = examiner.examine([(0, input)])[0]
        let master = try InstitutionBook.institutions([input.institution], from: scope.db)
        let fresh = try scope.append([
            ReimbursementRow(
                input: input, base: nil, revision: file.revision + 1, corrects: id,
                totalCost: examination.computation.totalCost,
                institution: master[input.institution],
                insurance: examiner.insurance(input), enteredBy: scope.principal.officer)
        ])
        try scope.begin(fresh)
        try scope.writeDetails([(fresh[0], input)])
        return ReimbursementReceipt(
            id: fresh[0], receipt: input.receipt, branch: 1, preview: examination)
    }

    /// What a receipt says in truth; `nil` stays as it was keyed.
    public struct Receipt: Sendable {
        public var treatedOn: CivilDate?
        /// Points, or yen where the receipt has none.
        public var cost: Int?
        public var paid: Yen?
        /// 初診の回数 of the whole form, all its receipts together.
        public var firstVisits: Int?
        /// 入院年月日 of the whole form.
        public var admitted: CivilDate?

        public init(
            treatedOn: CivilDate? = nil, cost: Int? = nil, paid: Yen? = nil,
            firstVisits: Int? = nil, admitted: CivilDate? = nil
        ) {
            self.treatedOn = treatedOn
            self.cost = cost
            self.paid = paid
            self.firstVisits = firstVisits
            self.admitted = admitted
        }
    }

    /// Keys one receipt again (点数・支払額・診療日 was read wrongly).
    ///
    /// - Parameter number: the place of the receipt, from 1; 1 is the sums where only these were keyed.
    /// - Returns: the new case.
    /// - Throws: as `perform`; `.entryOutOfRange` for a receipt that is not there, and for a day
    ///   outside the month of the form: that is a form of its own.
    public static func perform(
        _ id: Int64, receipt number: Int, as right: Receipt, reason: String, law: BenefitLaw,
        in scope: Scope
    ) throws -> ReimbursementReceipt {
        let input = try scope.reimbursement(id).input
        let receipts = input.keyedReceipts
        guard number >= 1, number <= receipts.count else {
            throw BenefitsRefusal.entryOutOfRange("領収書の番号")
        }
        if let day = right.treatedOn, day.yearMonth != input.treatmentMonth || input.slips.isEmpty {
            throw BenefitsRefusal.entryOutOfRange("診療日（申請と同じ診療月の日）")
        }
        var slip = receipts[number - 1]
        slip.treatedOn = right.treatedOn ?? slip.treatedOn
        slip.paid = right.paid ?? slip.paid
        if let cost = right.cost {
            switch slip.cost {
            case .points: slip.cost = .points(cost)
            case .totalCost: slip.cost = .totalCost(Yen(cost))
            }
        }
        let corrected = slip
        return try perform(id, reason: reason, law: law, in: scope) {
            $0.put(corrected, at: number - 1)
            if let firstVisits = right.firstVisits { $0.firstVisits = firstVisits }
            if let admitted = right.admitted { $0.admitted = admitted }
        }
    }
}
