// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What the office must come to on an application.
enum ApplicationOutcome: String {
    case granted
    case refused
    /// A second registration of the same child: taken back or sent back, never decided.
    case duplicate
    /// Changes, lapse notices, evidence: no decision on the entitlement of their own.
    case noted
}

/// One application with its truth.
struct Application {
    var kind = "01"
    var reason = "03"
    var channel = "窓口"
    var applied: CivilDate
    var event: CivilDate?
    let child: Int
    let guardian: Int
    /// Nil: no evidence was shown.
    var evidence: InsuredSpan?
    var insuredName = ""
    var account: Account?
    var isForeign = false
    var married = false
    var placement = false
    var outcome = ApplicationOutcome.granted
    var decisionReason = "00"
    var isHeld = false
    var receipt = ""
    /// Which entitlement of the child it asks for: 0 the first.
    var strand = 0
}
