// SPDX-License-Identifier: Apache-2.0

/// How far the blocks of a letter and their rows stand apart, in millimetres. The words keep their
/// size: a letter that would run over with its last lines only is set closer.
struct LetterSpacing {
    /// A row of a box of facts, and what stands above and below its words together.
    let row: Double
    let rowPad: Double
    /// A step of an amount, its total, and what stands above and below the words together.
    let step: Double
    let total: Double
    let stepPad: Double
    /// Before a table, and before every other block.
    let beforeTable: Double
    let beforeBlock: Double

    static let usual = LetterSpacing(
        row: 8, rowPad: 3, step: 7, total: 9.5, stepPad: 2.6, beforeTable: 2.5, beforeBlock: 4)
    /// A slip takes a third of the page.
    static let aboveSlip = LetterSpacing(
        row: 6.6, rowPad: 2, step: 7, total: 9.5, stepPad: 2.6, beforeTable: 2.5, beforeBlock: 4)
    static let close = LetterSpacing(
        row: 6.2, rowPad: 1.8, step: 5.8, total: 8, stepPad: 1.6, beforeTable: 1.8,
        beforeBlock: 2.6)
}
