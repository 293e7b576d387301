// SPDX-License-Identifier: Apache-2.0
import PowerCuts
import Testing

extension CutStore {
    /// Carries out a step with the power cut before every statement in turn, until it gets through;
    /// after each cut the books are as they were before.
    @discardableResult
    func everywhere<State: Equatable, R>(
        _ books: () throws -> State, _ step: () throws -> R
    ) throws -> R {
        let before = try books()
        for statements in 0..<200 {
            cut(after: statements)
            do {
                let value = try step()
                cut(after: nil)
                #expect(statements > 0, "何も書いていません")
                return value
            } catch is PowerCut {
                #expect(try books() == before, "\(statements)文の後")
            }
        }
        throw Missing(what: "終わりません")
    }
}
