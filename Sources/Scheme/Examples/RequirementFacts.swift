// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension Fields {
    /// The stay of a worked example: `{status: 短期滞在, until: 2025-08-01}`.
    func stayFacts(_ key: String) -> StayFacts? {
        guard let place = values[key] else { return nil }
        let fields = place.fields(["status", "until", "since"])
        return StayFacts(
            status: fields.optionalText("status"), until: fields.optionalDate("until"),
            since: fields.optionalDate("since"))
    }

    /// The recipient of a worked example; what is not written is not known.
    func recipientFacts(_ key: String) -> RecipientFacts? {
        guard let place = values[key] else { return nil }
        let fields = place.fields(["born", "parent", "same-household", "resident"])
        func known(_ key: String) -> Bool? {
            fields.has(key) ? fields.flag(key, otherwise: false) : nil
        }
        return RecipientFacts(
            born: fields.optionalDate("born"), isParent: known("parent"),
            sharesHousehold: known("same-household"), isResident: known("resident"))
    }
}
