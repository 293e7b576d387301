// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The number of an entry within its register: fiscal year and a number without gaps, `2025-0003`.
public struct EntryNumber: Sendable, Hashable, Comparable, LosslessStringConvertible {
    public let year: FiscalYear
    public let number: Int

    public init(year: FiscalYear, number: Int) {
        self.year = year
        self.number = number
    }

    /// Reads `2025-0003` and, as officers write it, `R7-3`; `nil` for anything else.
    public init?(_ description: String) {
        let parts = description.split(separator: "-")
        guard parts.count == 2, let number = Int(parts[1]), number > 0,
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        if let year = Int(parts[0]), (2000...2999).contains(year) {
            self.init(year: FiscalYear(year), number: number)
        } else if parts[0].first == "R", let era = Int(parts[0].dropFirst()), era > 0, era < 100 {
            self.init(year: FiscalYear(2018 + era), number: number)
        } else {
            return nil
        }
    }

    public var description: String { "\(year.year)-\(padded(number, 4))" }

    /// `R7-0003`, on the screens.
    public var wording: String { "R\(year.year - 2018)-\(padded(number, 4))" }

    public static func < (left: EntryNumber, right: EntryNumber) -> Bool {
        (left.year, left.number) < (right.year, right.number)
    }
}
