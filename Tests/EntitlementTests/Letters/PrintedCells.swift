// SPDX-License-Identifier: Apache-2.0
import Press

extension FormGrid {
    /// What is printed in the cells, in order: what is read again from the paper.
    var printed: [String] {
        sections.flatMap(\.rows).flatMap(\.cells).compactMap { cell in
            if case .printed(let words, _) = cell.content, !words.isEmpty { words } else { nil }
        }
    }
}
