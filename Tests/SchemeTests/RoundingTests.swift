// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Scheme

@Suite("端数処理")
struct RoundingTests {
    @Test(
        "10円単位の端数は、決められた向きに処理する",
        arguments: [
            (Rounding.Way.cut, [0, 0, 0, 0, 10]), (.halfUp, [0, 0, 10, 10, 10]),
            (.halfDown, [0, 0, 0, 10, 10]), (.up, [0, 10, 10, 10, 10]),
        ])
    func ways(_ way: Rounding.Way, _ expected: [Int]) {
        let rounding = Rounding(unit: 10, way: way)
        #expect([0, 4, 5, 6, 10].map { rounding.apply($0) } == expected)
    }

    @Test("四捨五入した一部負担金と五捨五超入した保険給付を足すと、総医療費になる")
    func partsAddUp() {
        let (share, benefit) = (
            Rounding(unit: 10, way: .halfUp), Rounding(unit: 10, way: .halfDown)
        )
        for cost in stride(from: 0, through: 3_000, by: 10) {
            for tenths in 1...9 {
                let paid = benefit.apply(cost * (10 - tenths), over: 10)
                #expect(share.apply(cost * tenths, over: 10) + paid == cost)
            }
        }
    }
}
