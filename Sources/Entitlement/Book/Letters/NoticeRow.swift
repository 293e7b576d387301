// SPDX-License-Identifier: Apache-2.0
import Database
import Press
import Safeguards
import Scheme
import Vocabulary

/// One line of the register of letters.
struct NoticeRow: FactRow {
    static let table = "notice_issue"
    static let columns = [
        "envelope", "kind", "child", "recipient", "history_id", "application_id", "issued_on",
        "reissue_reason",
    ]
    let letter: ReadyLetter
    let decision: EntitlementDecision
    let issuedOn: CivilDate
    let reissueReason: String?

    var values: [any SQLValueConvertible] {
        [
            letter.envelope.text, letter.kind.rawValue, decision.child, decision.recipient,
            decision.id, decision.applicationID, issuedOn, reissueReason,
        ]
    }
}
