// SPDX-License-Identifier: Apache-2.0
import Links
import Office
import Safeguards
import Vocabulary

extension MorningAfter {
    /// The tax office sends a file although the city's scheme asks nothing about income: it must be
    /// refused whole.
    ///
    /// - Returns: a difference where it was not.
    func tax() throws -> [Difference] {
        var comparing = Comparing("tax")
        for file in try year.mailbox.take("tax", until: year.clock.now()) {
            var outcome = "受付"
            do {
                _ = try office.casework.perform(
                    ImportTax.operation, by: .machine("tax-link"), for: .change
                ) {
                    try ImportTax.perform(
                        file, layouts: office.layouts, book: office.book, in: $0)
                }
            } catch let refusal as LinkRefusal where refusal == .noIncomeRule {
                outcome = refusal.code
            }
            comparing.expect(file.name, "結果", LinkRefusal.noIncomeRule.code, outcome)
        }
        return comparing.differences
    }
}
