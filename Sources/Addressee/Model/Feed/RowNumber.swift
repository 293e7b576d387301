// SPDX-License-Identifier: Apache-2.0
import NumberGate

/// The 個人番号 of a row of the feed on its way to the person: its blind index, and where the number
/// itself is, sealed by the gate or in the cell of a row that waited.
struct RowNumber {
    enum Place {
        case sealed(SealedNumber)
        case waiting(cell: [UInt8], row: Int64)
    }

    let index: [UInt8]
    let place: Place
}
