// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// An axis with round numbers.
public struct ChartScale: Sendable {
    public let top: Int
    public let marks: [Int]

    public init(highest: Int) {
        var unit = 1
        while unit * 10 <= highest { unit *= 10 }
        let step = [1, 2, 5, 10].map { max(1, $0 * unit / 4) }.first { $0 * 4 >= highest } ?? unit
        top = step * 4
        marks = (0...4).map { $0 * step }
    }

    /// 1,200万, 3億: few characters.
    public static func text(_ number: Int) -> String {
        if number >= 100_000_000, number.isMultiple(of: 10_000_000) {
            let tenths = number / 10_000_000
            return tenths.isMultiple(of: 10) ? "\(tenths / 10)億" : "\(tenths / 10).\(tenths % 10)億"
        }
        if number >= 10_000, number.isMultiple(of: 1_000) {
            let tenths = number / 1_000
            return
                (tenths.isMultiple(of: 10)
                ? Yen(tenths / 10).grouped : "\(Yen(tenths / 10).grouped).\(tenths % 10)")
                + "万"
        }
        return Yen(number).grouped
    }
}
