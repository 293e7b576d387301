// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension ConsentMatter: SQLValueConvertible {}
extension ConsentEvidence: SQLValueConvertible {}

/// One thing said about a consent: that it is given, or taken back.
struct ConsentRow: FactRow {
    static let table = "consent_fact"
    static let columns = [
        "kind", "matter", "subject", "child", "giver", "said_on", "valid_from", "valid_until",
        "evidence", "reference",
    ]
    let isWithdrawal: Bool
    let input: ConsentInput

    var values: [any SQLValueConvertible] {
        [
            isWithdrawal ? "withdrawn" : "given", input.matter, input.about.subject,
            input.about.child, input.giver, input.givenOn, input.period.from,
            input.period.until, input.evidence, input.reference,
        ]
    }
}
