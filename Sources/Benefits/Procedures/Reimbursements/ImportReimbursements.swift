// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// What became of one row that was taken in.
public struct ReimbursementReceipt: Sendable {
    /// The case: the id of branch 1.
    public let id: Int64
    public let receipt: String
    public let branch: Int
    /// What the rules say about the row as keyed, duplicates and expected payment included.
    public let preview: ReimbursementExamination
}

/// 償還申請の一括取込: applications (branch 1) and the insurers' letters about them (branch 2 …).
///
/// Row-wise: what is wrong with one row refuses that row only. A receipt and branch that are known
/// already are refused as such, so that the same file twice adds nothing.
public enum ImportReimbursements {
    public static let operation = OperationCode.importReimbursements

    /// Takes rows in; the answers are in the order of the rows.
    ///
    /// - Parameter index: entitlements as they are now; `nil` loads those of the children.
    public static func perform(
        _ inputs: [ReimbursementInput], law: BenefitLaw, index: EntitlementIndex? = nil,
        in scope: Scope
    ) throws -> [Result<ReimbursementReceipt, BenefitsRefusal>] {
        let intake = try ReimbursementIntake(
            inputs, law: law, index: index, in: scope)
        scope.saw(inputs.flatMap { [$0.child, $0.applicant] } + intake.siblings)
        return try scope.store(intake)
    }
}

/// 償還申請の入力: one form at the desk.
public enum EnterReimbursement {
    public static let operation = OperationCode.enterReimbursement

    /// Enters one form.
    ///
    /// - Throws: `BenefitsRefusal` where the form is refused.
    public static func perform(
        _ input: ReimbursementInput, law: BenefitLaw, in scope: Scope
    ) throws -> ReimbursementReceipt {
        let answers = try ImportReimbursements.perform([input], law: law, in: scope)
        return try answers[0].get()
    }
}
