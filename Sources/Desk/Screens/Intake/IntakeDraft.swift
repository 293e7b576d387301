// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// An application that is being taken in: everything typed so far, kept until it is received.
struct IntakeDraft: Sendable {
    /// Whose household is asked about.
    let person: AddresseeNumber
    /// What was typed in all steps; names of fields do not repeat between steps.
    var typed = Typed()
    /// The steps that were answered without a problem.
    var answered: Set<IntakeStep> = []
}

/// The steps of the intake, in their order.
enum IntakeStep: String, CaseIterable, Sendable {
    case applicant, children, insurance, account, papers, check

    var title: String {
        switch self {
        case .applicant: "申請者"
        case .children: "児童"
        case .insurance: "保険"
        case .account: "口座"
        case .papers: "書類"
        case .check: "確認"
        }
    }

    var next: IntakeStep {
        let all = IntakeStep.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[min(index + 1, all.count - 1)]
    }

    var previous: IntakeStep? {
        let all = IntakeStep.allCases
        guard let index = all.firstIndex(of: self), index > 0 else { return nil }
        return all[index - 1]
    }
}
