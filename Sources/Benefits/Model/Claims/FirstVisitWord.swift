// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

extension ClaimDataKind {
    /// 初診 of a claim of this kind: a pharmacy and a visiting nurse have no consultations, whatever is
    /// or is not written; of the others only what the claim says.
    public func firstVisits(_ written: Int?) -> Int? {
        switch self {
        case .pharmacy, .visitingNursing: 0
        case .medical, .dental, .diagnosisProcedure, .medicalCareExpense, .other: written
        }
    }
}

extension CareKind {
    /// 初診 of a reimbursement: none where there are no consultations, whatever is or is not written;
    /// of the others only what its row says.
    public func firstVisits(_ written: Int?) -> Int? {
        switch self {
        case .pharmacy, .visitingNursing, .orthosis, .mealsOnly: 0
        case .medical, .dental, .judoTherapy, .massage, .acupuncture, .other: written
        }
    }
}
