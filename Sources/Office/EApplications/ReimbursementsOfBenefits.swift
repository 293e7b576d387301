// SPDX-License-Identifier: Apache-2.0
import Benefits
import Links
import Safeguards
import Scheme
import Vocabulary

/// The window of `Benefits` for reimbursement forms that came electronically: a case that waits to
/// be examined, as if it had come by post.
struct ReimbursementsOfBenefits: ReimbursementWindow {
    let law: BenefitLaw

    func receive(_ form: ReimbursementForm, in scope: Scope) throws -> Int64 {
        guard let setting = CareSetting(code: form.setting) else {
            throw ElectronicRefusal.itemMissing("入院外来区分")
        }
        guard let care = CareKind(code: form.care) else {
            throw ElectronicRefusal.itemMissing("診療種別")
        }
        // The applicant may not know it; the case cannot be entered without.
        guard !form.institution.isEmpty else {
            throw ElectronicRefusal.itemMissing("医療機関コード")
        }
        let receipt = try EnterReimbursement.perform(
            ReimbursementInput(
                receipt: form.receipt, channel: .electronic, appliedOn: form.appliedOn,
                applicant: form.applicant, child: form.child,
                recipientNumber: form.recipientNumber, treatmentMonth: form.treatmentMonth,
                institution: form.institution, institutionName: form.institutionName,
                setting: setting, care: care, cost: .points(form.points), days: form.days,
                burdenTenths: form.burdenTenths, paid: form.paid, highCost: form.highCost,
                additionalBenefit: form.additionalBenefit), law: law, in: scope)
        return receipt.id
    }

    func stages(of cases: [Int64], in scope: Scope) throws -> [Int64: ReimbursementStage] {
        let found = try ReimbursementBook.cases(cases, from: scope.db)
        return try found.mapValues { item in
            // A form that was keyed in again is another case under the same number.
            guard item.status == .withdrawn,
                let newest = try ReimbursementBook.reimbursement(
                    receipt: item.receipt, from: scope.db)
            else { return ReimbursementStage(item.status) }
            return ReimbursementStage(newest.status)
        }
    }
}

extension ReimbursementStage {
    fileprivate init(_ status: ReimbursementStatus) {
        self =
            switch status {
            case .received: .received
            case .held, .proposed: .examining
            case .paid: .decided
            case .notPaid: .refused
            case .withdrawn: .withdrawn
            }
    }
}
