// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Payments
import Safeguards
import Vocabulary

extension OfficeYear {
    private var benefitLaw: BenefitLaw { office.benefitLaw }

    /// 遡及の精算: what was paid, in kind or back, for months after an end that the office has only now
    /// heard of, is proposed by one officer and carried out by another, one proposal a child.
    func takeBack() throws {
        let payment = try staff.principal(.payment)
        let children = try office.casework.perform(.viewLists, by: payment, for: .benefit) {
            try UnsettledBook.children(from: $0.db)
        }
        let today = clock.today()
        for unsettled in children where unsettled.hasLoss {
            let child = unsettled.child
            let proposal = try office.casework.perform(
                ProposeRetroactive.operation, by: payment, for: .benefit
            ) {
                try ProposeRetroactive.perform(
                    child, explanation: "資格が先に終わっていたことが後から分かったため",
                    key: "retro-\(child)-\(today)", law: benefitLaw, in: $0)
            }
            try office.casework.perform(
                ApproveRetroactive.operation, by: try staff.principal(.head), for: .benefit
            ) { _ = try ApproveRetroactive.perform(proposal, law: benefitLaw, in: $0) }
        }
    }

    /// The examining bodies answer within the month, and accept what is right.
    func hearObjections() throws {
        let payment = try staff.principal(.payment)
        let claims = try office.casework.perform(.viewLists, by: payment, for: .benefit) {
            try ObjectionReading.pending(from: $0.db)
        }
        let today = clock.today()
        for claim in claims {
            try office.casework.perform(
                AnswerObjection.operation, by: payment, for: .benefit
            ) {
                try AnswerObjection.perform(.claim(claim), .accepted, on: today, in: $0)
            }
        }
    }
}
