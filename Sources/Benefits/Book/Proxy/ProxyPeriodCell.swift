// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

extension ProxyPeriod: SQLValueConvertible {
    /// `2026-06`; of a year `2026Y08`, which is the month of no treatment.
    public var sqlValue: SQLValue { ProxyPeriodCell(self).sqlValue }
}

/// How a period stands in the book, where a child and a period stand once: of a child who changed the
/// insurer within a year each insurer has a mandate, which stand as `2026Y08`, `2026Z08`, `2026A08` …
struct ProxyPeriodCell: SQLValueConvertible {
    let period: ProxyPeriod
    /// Which mandate of the year it is, from zero; a month has one.
    let place: Int

    init(_ period: ProxyPeriod, place: Int = 0) {
        self.period = period
        self.place = place
    }

    var sqlValue: SQLValue {
        let text = period.first.description
        let mark = ProxyPeriod.marks[place]
        return .text(period.isYear ? String(text.map { $0 == "-" ? mark : $0 }) : text)
    }
}
