// SPDX-License-Identifier: Apache-2.0
import Scheme

extension LetterValue {
    /// How a run pays, in the words of the book.
    static func code(_ kind: RunKind) -> LetterValue {
        .code(.runKind, kind.rawValue, plain: kind.wording)
    }
}
