// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The last covered day for every day of birth of some years, worked out once for a book.
struct PreparedAgeEnds: AgeEnds {
    private let first: Int32
    /// One row an entry of the age limit, by day of birth from `first` on.
    private let rows: [[Int32]]
    private let computed = ComputedAgeEnds()

    init(_ law: SettingLaw, from: CivilDate, until: CivilDate) {
        let computed = ComputedAgeEnds()
        first = from.dayNumber
        rows = law.ages.enumerated().map { index, entry in
            (from.dayNumber..<until.dayNumber).map {
                computed.lastDay(index, entry, born: $0)
            }
        }
    }

    @inline(__always)
    func lastDay(_ index: Int, _ entry: SettingLaw.AgeEntry, born: Int32) -> Int32 {
        let place = Int(born) - Int(first)
        guard rows[index].indices.contains(place) else {
            return computed.lastDay(index, entry, born: born)
        }
        return rows[index][place]
    }

    func deadline(_ law: SettingLaw, _ limit: StartRule.Limit, event day: Int32) -> Int32 {
        law.deadline(limit, event: day)
    }
}
