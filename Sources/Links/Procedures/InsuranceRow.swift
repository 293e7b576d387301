// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Vocabulary

extension InsuranceInput {
    /// One row of an insurance feed or of an application; `nil` where it says no insurer.
    ///
    /// (Part of `OperationCode.importInsurance` and `.importApplications`.)
    init?(_ row: FeedRow, of child: AddresseeNumber, source: InsuranceSource) {
        guard let insurer = row.optionalText("insurer").flatMap({ InsurerNumber($0) }),
            let acquired = row.date("acquired")
        else { return nil }
        let isFeed = source == .kokuho || source == .shaho
        self.init(
            child: child, insurer: insurer, insurerName: row.text("insurer-name"),
            acquiredOn: acquired, lostOn: isFeed ? row.date("lost") : nil,
            insuredName: row.optionalText("insured-name"), symbol: row.optionalText("symbol"),
            number: row.optionalText("number"), subNumber: row.optionalText("sub-number"),
            band: isFeed ? row.optionalText("band").flatMap { HighCostBand(rawValue: $0) } : nil,
            source: source)
    }
}
