// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What the books hold about the institutions and months of some claims: asked once for all.
struct BeforeClaims {
    /// Institutions by code.
    var master: [String: Institution] = [:]
    /// Claims that were accepted and not taken back.
    var claims: Set<ClaimKey> = []
    /// What those claims left to the patient before the scheme, by treatment.
    var shares: [TreatmentKey: Yen] = [:]
    /// Treatments that were decided to be paid as reimbursements.
    var reimbursed: Set<TreatmentKey> = []
}
