// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 給付 refuses, in order of precedence; messages never carry a value about a person.
public enum BenefitsRefusal: Refusal, Hashable {
    /// The book leaves a value open that this procedure needs.
    case schemeUnset(String)
    /// A file is refused whole: nothing of it remains. Line and words of the first issue.
    case fileDamaged(line: Int, String)

    // Checks of a claim in kind (申立理由 01–08 and others), as the error list names them.
    case treatmentAfterBilling
    case funderNotOurs
    case recipientUnknown
    case recipientNumberReplaced
    case outsidePeriod(YearMonth)
    case publicAssistance
    case insurerDiffers
    case insurerUnknown
    case birthDiffers
    case ratioDiffers
    case amountDiffers(written: Yen, computed: Yen)
    case thirdParty
    case outOfArea
    case overThreshold(Yen)
    case claimHeld(String)
    case duplicateClaim
    case duplicateReimbursed
    /// Our fund covers other points than the insurance.
    case partOfPoints(ours: Int, all: Int)

    // Work with claims.
    case unknownClaim
    case unknownClaimError
    case claimErrorSettled
    case claimUnreadable
    case objectionOpen
    case noObjection
    case resultBeforeObjection

    // Reimbursements.
    case missingReason
    case duplicateReceipt(String)
    case letterWithoutApplication
    case letterDiffers
    case letterWithoutAmount
    case appliedInFuture
    case treatmentAfterApplication
    case applicantIsChild
    case costMissing
    case wrongInstitution
    /// A number that no form can hold: below zero, or of too many digits.
    case numberOutOfRange
    case unknownReimbursement
    case notOpen
    case notHeld
    case wrongAmount
    /// The insurer has not decided, or the book leaves a value open.
    case amountOpen
    case unknownProposal
    case proposalSettled
    case proposalOvertaken
    /// The entitlement or its recipient is another one than at the proposal.
    case entitlementChanged
    /// No decision about it stands.
    case notDecided
    case cancellationOpen
    case unknownCancellation
    case cancellationSettled
}

extension BenefitsRefusal {
    public var code: String {
        switch self {
        case .schemeUnset: "E-BEN-001"
        case .fileDamaged: "E-BEN-002"
        case .treatmentAfterBilling: "E-BEN-010"
        case .funderNotOurs: "E-BEN-011"
        case .recipientUnknown: "E-BEN-012"
        case .recipientNumberReplaced: "E-BEN-013"
        case .outsidePeriod: "E-BEN-014"
        case .publicAssistance: "E-BEN-015"
        case .insurerDiffers: "E-BEN-016"
        case .insurerUnknown: "E-BEN-017"
        case .birthDiffers: "E-BEN-018"
        case .ratioDiffers: "E-BEN-019"
        case .amountDiffers: "E-BEN-020"
        case .thirdParty: "E-BEN-021"
        case .outOfArea: "E-BEN-022"
        case .overThreshold: "E-BEN-023"
        case .claimHeld: "E-BEN-024"
        case .duplicateClaim: "E-BEN-025"
        case .duplicateReimbursed: "E-BEN-026"
        case .partOfPoints: "E-BEN-027"
        case .unknownClaim: "E-BEN-031"
        case .unknownClaimError: "E-BEN-032"
        case .claimErrorSettled: "E-BEN-033"
        case .claimUnreadable: "E-BEN-034"
        case .objectionOpen: "E-BEN-035"
        case .noObjection: "E-BEN-036"
        case .resultBeforeObjection: "E-BEN-037"
        case .missingReason: "E-BEN-041"
        case .duplicateReceipt: "E-BEN-042"
        case .letterWithoutApplication: "E-BEN-043"
        case .letterDiffers: "E-BEN-044"
        case .letterWithoutAmount: "E-BEN-045"
        case .appliedInFuture: "E-BEN-046"
        case .treatmentAfterApplication: "E-BEN-047"
        case .applicantIsChild: "E-BEN-048"
        case .costMissing: "E-BEN-049"
        case .wrongInstitution: "E-BEN-050"
        case .unknownReimbursement: "E-BEN-051"
        case .notOpen: "E-BEN-052"
        case .notHeld: "E-BEN-053"
        case .wrongAmount: "E-BEN-054"
        case .unknownProposal: "E-BEN-055"
        case .proposalSettled: "E-BEN-056"
        case .proposalOvertaken: "E-BEN-057"
        case .entitlementChanged: "E-BEN-058"
        case .amountOpen: "E-BEN-059"
        case .numberOutOfRange: "E-BEN-060"
        case .notDecided: "E-BEN-061"
        case .cancellationOpen: "E-BEN-062"
        case .unknownCancellation: "E-BEN-063"
        case .cancellationSettled: "E-BEN-064"
        }
    }
}
