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
    /// One of our numbers, and not that of this child and this kind of care; it would be this.
    case funderOfOthers(String)
    case recipientUnknown
    case recipientNumberReplaced
    case outsidePeriod(YearMonth)
    /// So many of the days of a claim have no entitlement, the others have: its amount is one.
    case daysOutside(Int, of: Int)
    /// In a suspension of which a release is on its way: neither covered nor outside for good.
    case releaseAwaited(YearMonth)
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
    case daysImpossible(Int)
    /// The system used before has paid it.
    case duplicatePrior
    case institutionClosed(CivilDate)
    /// Our fund stands in the claim twice.
    case fundTwice
    /// Neither points nor meals.
    case nothingBilled

    // Work with claims.
    case unknownClaim
    case unknownClaimError
    case claimErrorSettled
    case claimUnreadable
    /// The bytes of a file that waits for a job are gone.
    case uploadMissing
    case objectionOpen
    /// An accepted objection took it back: there is nothing left to contest.
    case objectionAccepted
    case noObjection
    case resultBeforeObjection
    /// A part of a claim is taken back: how much?
    case offsetMissing
    case offsetTooLarge(Yen)
    /// A keyed claim: a code, a number or a day that no claim can hold.
    case entryOutOfRange(String)

    // Invoices of the examining bodies.
    case unknownInvoice
    case invoiceSettled
    /// The invoice and the books differ and nobody has said why it is accepted all the same.
    case invoiceDiffers(Int)
    case invoiceSumWrong(stated: Yen, lines: Yen)
    /// Number, body, month or total is not the same in every line.
    case invoiceMixed
    /// The number is known with other content.
    case invoiceKnown(String)
    /// An invoice below zero is accepted only with the way in which it is settled.
    case creditMissing
    /// The invoice gives nothing back, or is not to be paid back.
    case noCredit
    /// The money has come already.
    case creditSettled
    /// An invoice of a later month was accepted: nothing takes off what would be carried now.
    case creditFollowed
    /// The money came before the invoice, or lies ahead.
    case creditDay

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
    /// 不足書類の期限 before today.
    case paperDayPassed
    /// A receipt of the form is of a day outside the entitlement.
    case receiptOutside
    case wrongAmount
    /// A proposal to give back is above what may be asked for by now: so much is left.
    case claimBackAboveLimit(Yen)
    /// The family is asked elsewhere for the same benefits: so much is left.
    case alreadyAskedBack(Yen)
    /// No receipt of money of this record.
    case unknownReceipt
    /// The receipt counts no more already.
    case receiptReversed
    /// The insurer has not decided, or the book leaves a value open.
    case amountOpen
    case unknownProposal
    case proposalSettled
    case proposalOvertaken
    /// The entitlement or its recipient is another one than at the proposal.
    case entitlementChanged
    /// What was counted before it in its month (月の通算) has gone, or is another amount.
    case monthCountChanged
    /// A head has put the proposal aside.
    case proposalHeld
    /// No decision about it stands.
    case notDecided
    case cancellationOpen
    case unknownCancellation
    case cancellationSettled
    // MARK: 給付の調整
    /// Two benefits may be one treatment, and no officer has said a word about it.
    case duplicateUndecided
    case noSuchPair
    case dayInFuture
    case nextDayPassed
    case reportBeforeAccident
    case childUnknown
    case unknownLiability
    case liabilityClosed
    case unknownBenefit
    case moneyOutstanding
    case unknownClaimBack
    case claimBackSettled
    case insurerNotRegistered
    case mandateKnown
    case nothingExpected
    /// 年間上限: the year still runs.
    case yearNotOver
    /// The cap of the lowest pay needs the paper that shows it.
    case lowPayPaperMissing
    case lowPayNotOfBand
    case nothingAboveCap
    /// 年間上限: the insurer is asked for the year by this mandate already.
    case yearMandateKnown(Int64)
    case unknownProxy
    case proxyClosed
    case notRequested
    case alreadyRequested
    /// A letter goes to one insurer about its own mandates.
    case otherInsurer
    case proxyProtected
    case referenceUsed
    case answerDayPassed
    case insurerAddressMissing
    case unknownInsurerRequest
    case nothingToRemind
    case householdWrong
}

extension BenefitsRefusal {
    public var code: String {
        switch self {
        case .schemeUnset: "E-BEN-001"
        case .fileDamaged: "E-BEN-002"
        case .treatmentAfterBilling: "E-BEN-010"
        case .funderNotOurs: "E-BEN-011"
        case .funderOfOthers: "E-BEN-170"
        case .recipientUnknown: "E-BEN-012"
        case .recipientNumberReplaced: "E-BEN-013"
        case .outsidePeriod: "E-BEN-014"
        case .daysOutside: "E-BEN-123"
        case .releaseAwaited: "E-BEN-171"
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
        case .daysImpossible: "E-BEN-065"
        case .duplicatePrior: "E-BEN-066"
        case .institutionClosed: "E-BEN-067"
        case .fundTwice: "E-BEN-068"
        case .nothingBilled: "E-BEN-069"
        case .offsetMissing: "E-BEN-070"
        case .offsetTooLarge: "E-BEN-071"
        case .entryOutOfRange: "E-BEN-072"
        case .unknownInvoice: "E-BEN-073"
        case .invoiceSettled: "E-BEN-074"
        case .invoiceDiffers: "E-BEN-075"
        case .invoiceSumWrong: "E-BEN-076"
        case .invoiceMixed: "E-BEN-077"
        case .invoiceKnown: "E-BEN-078"
        case .creditMissing: "E-BEN-131"
        case .noCredit: "E-BEN-132"
        case .creditSettled: "E-BEN-133"
        case .creditDay: "E-BEN-134"
        case .creditFollowed: "E-BEN-135"
        case .unknownClaim: "E-BEN-031"
        case .unknownClaimError: "E-BEN-032"
        case .claimErrorSettled: "E-BEN-033"
        case .claimUnreadable: "E-BEN-034"
        case .uploadMissing: "E-BEN-120"
        case .objectionOpen: "E-BEN-035"
        case .objectionAccepted: "E-BEN-121"
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
        case .paperDayPassed: "E-BEN-125"
        case .receiptOutside: "E-BEN-126"
        case .wrongAmount: "E-BEN-054"
        case .claimBackAboveLimit: "E-BEN-122"
        case .alreadyAskedBack: "E-BEN-140"
        case .unknownReceipt: "E-BEN-150"
        case .receiptReversed: "E-BEN-151"
        case .unknownProposal: "E-BEN-055"
        case .proposalSettled: "E-BEN-056"
        case .proposalOvertaken: "E-BEN-057"
        case .entitlementChanged: "E-BEN-058"
        case .monthCountChanged: "E-BEN-141"
        case .proposalHeld: "E-BEN-124"
        case .amountOpen: "E-BEN-059"
        case .numberOutOfRange: "E-BEN-060"
        case .notDecided: "E-BEN-061"
        case .cancellationOpen: "E-BEN-062"
        case .unknownCancellation: "E-BEN-063"
        case .cancellationSettled: "E-BEN-064"
        case .duplicateUndecided: "E-BEN-080"
        case .noSuchPair: "E-BEN-081"
        case .dayInFuture: "E-BEN-082"
        case .nextDayPassed: "E-BEN-083"
        case .reportBeforeAccident: "E-BEN-084"
        case .childUnknown: "E-BEN-085"
        case .unknownLiability: "E-BEN-086"
        case .liabilityClosed: "E-BEN-087"
        case .unknownBenefit: "E-BEN-088"
        case .moneyOutstanding: "E-BEN-089"
        case .unknownClaimBack: "E-BEN-090"
        case .claimBackSettled: "E-BEN-091"
        case .insurerNotRegistered: "E-BEN-092"
        case .mandateKnown: "E-BEN-093"
        case .nothingExpected: "E-BEN-094"
        case .yearNotOver: "E-BEN-160"
        case .lowPayPaperMissing: "E-BEN-161"
        case .lowPayNotOfBand: "E-BEN-162"
        case .nothingAboveCap: "E-BEN-163"
        case .yearMandateKnown: "E-BEN-164"
        case .unknownProxy: "E-BEN-095"
        case .proxyClosed: "E-BEN-096"
        case .notRequested: "E-BEN-097"
        case .alreadyRequested: "E-BEN-098"
        case .otherInsurer: "E-BEN-110"
        case .proxyProtected: "E-BEN-111"
        case .referenceUsed: "E-BEN-112"
        case .answerDayPassed: "E-BEN-113"
        case .insurerAddressMissing: "E-BEN-114"
        case .unknownInsurerRequest: "E-BEN-115"
        case .nothingToRemind: "E-BEN-116"
        case .householdWrong: "E-BEN-117"
        }
    }
}
