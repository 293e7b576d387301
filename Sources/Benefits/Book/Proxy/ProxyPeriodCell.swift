// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

extension ProxyPeriod: SQLValueConvertible {
    /// `2026-06`; of a year `2026Y08`, which is the month of no treatment.
    public var sqlValue: SQLValue {
        let text = first.description
        return .text(isYear ? String(text.map { $0 == "-" ? "Y" : $0 }) : text)
    }
}
