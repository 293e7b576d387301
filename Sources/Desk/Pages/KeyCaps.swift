// SPDX-License-Identifier: Apache-2.0
import Office

/// What stands on the keys of this office, where a page speaks of a key in its text.
struct KeyCaps: PageModel {
    let candidates: String
    let household: String
    let calculate: String
    let commit: String
    /// ＋ of a grid, and the zeros of an amount; 「なし」 where the office has none.
    let above: String
    let thousands: String

    init(_ table: KeyTable) {
        func cap(_ action: DeskAction) -> String {
            let key = table.key(of: action)
            return key.isEmpty ? "なし" : key
        }
        candidates = cap(.candidates)
        household = cap(.household)
        calculate = cap(.calculate)
        commit = cap(.commit)
        above = cap(.cellAbove)
        thousands = cap(.thousands)
    }
}
