// SPDX-License-Identifier: Apache-2.0
import Foundation
import Simulation
import Support
import Testing

@Suite("架空の町の一年")
struct YearTests {
    @Test("認定・却下・消滅・レセプト・償還・振込が、町の正解と一件ずつ一致する")
    func equalsTheTruth() throws {
        let year = try PlayedTown.small.get()
        for difference in year.result.differences.prefix(50) {
            Issue.record("\(difference.text)")
        }
        #expect(year.result.differences.isEmpty)
    }

    @Test("一年の後も、両方の台帳が検証に通り、不変条件が成り立つ")
    func invariantsHold() throws {
        let year = try PlayedTown.small.get()
        #expect(year.result.broken.isEmpty, "\(year.result.broken.prefix(5))")
    }
}
