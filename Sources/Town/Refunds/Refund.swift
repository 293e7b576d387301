// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One reimbursement application with its truth.
struct Refund {
    var receipt = ""
    let child: Int
    var applied: CivilDate
    let treatment: YearMonth
    var institution: Int
    var isInpatient = false
    var care = "01"
    var points: Int
    var days: Int
    var tenths: Int
    var paid: Int
    var meals = 0
    /// Nil: the insurer has not decided; the row leaves the column empty.
    var highCost: Int? = 0
    var additional = 0
    var otherFund = ""
    var otherCopayment = 0
    /// What the city pays; 0 when refused or never decided.
    var payable: Int
    /// Why it is refused, or nil.
    var refusal: String?
    /// Day on which the insurer's letter is keyed in (branch number 2), with its yen.
    var letter: (day: CivilDate, decided: Int)?
    var isNeverDecided = false
    /// Paid, and claimed back when the office hears that the entitlement had ended before.
    var isRecovered = false

    /// The run that pays it: the month after the application, or after the letter.
    var payMonth: YearMonth? {
        guard refusal == nil, !isNeverDecided, payable > 0 else { return nil }
        return (letter?.day ?? applied).yearMonth.next
    }
}
