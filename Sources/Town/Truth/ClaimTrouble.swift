// SPDX-License-Identifier: Apache-2.0

/// Why a claim of the town must end on the error list; one reason a wrong claim, no other fault.
public enum ClaimTrouble: String, CaseIterable, Sendable {
    /// A well-formed recipient number that nobody was ever given (申立理由 01).
    case noEntitlement = "no-entitlement"
    /// Treatment in a month that lies wholly before or after the entitlement (02).
    case outsidePeriod = "outside-period"
    /// The same child, institution, month and setting as an earlier accepted claim (03).
    case duplicate
    /// KO funder number with a wrong check digit (04).
    case funderNumber = "funder-number"
    /// KO recipient number with a wrong check digit (05).
    case recipientNumber = "recipient-number"
    /// HO insurer is not the child's insurer of that month (06).
    case insurerMismatch = "insurer-mismatch"
    /// RE birth date is not the child's (07).
    case ageMismatch = "age-mismatch"
    /// HO burden is not points × ratio (08).
    case amountMismatch = "amount-mismatch"
    /// Burden of 21,000 yen or more: must come as a reimbursement.
    case overThreshold = "over-threshold"
    /// Institution outside the prefecture: must come as a reimbursement.
    case outOfArea = "out-of-area"
    /// A value of the law that the whole country does not have yet (meals from June 2026): it waits.
    case valueUnset = "value-unset"
}
