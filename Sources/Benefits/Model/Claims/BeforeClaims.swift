// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// What the books hold about the institutions and months of some claims: asked once for all.
struct BeforeClaims {
    /// Institutions by code.
    var master: [String: Institution] = [:]
    /// Claims that were accepted and not taken back.
    var claims: Set<ClaimKey> = []
    /// What those claims left to the patient before the scheme, by what is added up for the
    /// threshold.
    var shares: [SwitchGroup: Yen] = [:]
    /// Treatments that were decided to be paid as reimbursements.
    var reimbursed: Set<TreatmentKey> = []
    /// Treatments that the system used before has paid.
    var paidBefore: Set<TreatmentKey> = []
    /// What went back and was not billed anew yet.
    var returned = ReturnedClaims()

    /// The households that co-payments ask about.
    var households = ClaimHouseholds.none

    /// What the months have left already, where a co-payment is limited over all institutions.
    var counts = MonthCounts.none

    /// The day on which the institution of a claim had closed before the month of treatment.
    func closed(_ claim: ClaimContent) -> CivilDate? {
        guard let known = master[claim.institution], known.closure == .closed,
            let day = known.closedOn, day < claim.treatmentMonth.firstDay
        else { return nil }
        return day
    }
}
