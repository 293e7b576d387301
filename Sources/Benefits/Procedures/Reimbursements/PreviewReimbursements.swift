// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 償還申請の入力の下見: what would become of forms that are not in the books yet, nothing written.
public enum PreviewReimbursements {
    public static let operation = OperationCode.viewComputation

    /// Examines forms as entering them would; the answers are in the order of the forms.
    public static func perform(
        _ inputs: [ReimbursementInput], law: BenefitLaw, in scope: Scope
    ) throws -> [Result<ReimbursementExamination, BenefitsRefusal>] {
        let intake = try ReimbursementIntake(
            inputs, law: law, index: nil, in: scope)
        scope.saw(inputs.flatMap { [$0.child, $0.applicant] } + intake.siblings)
        return intake.answers.map { $0.map(\.examination) }
    }
}
