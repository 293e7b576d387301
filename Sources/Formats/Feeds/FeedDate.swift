// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A day of a feed: known, or with its month or day unknown (不詳, `00`). Never guessed.
public enum FeedDate: Hashable, Sendable {
    case known(CivilDate)
    case uncertain(UncertainDate)

    /// The day, where it is known.
    public var day: CivilDate? {
        switch self {
        case .known(let day): day
        case .uncertain: nil
        }
    }

    /// Reads `YYYYMMDD`, `YYYY-MM-DD`, `YYYY/M/D`, or era digit and `YYMMDD`.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        if let day = EraDigits.date(bytes) {
            self = .known(day)
        } else if let date = UncertainDate(compact: text), date.year != nil {
            self = .uncertain(date)
        } else {
            let separator: UInt8 = bytes.contains(0x2F) ? 0x2F : 0x2D
            let parts = bytes.split(separator: separator, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2,
                let year = EraDigits.number(parts[0]), let month = EraDigits.number(parts[1]),
                let number = EraDigits.number(parts[2]),
                let day = CivilDate(year: year, month: month, day: number)
            else { return nil }
            self = .known(day)
        }
    }
}
