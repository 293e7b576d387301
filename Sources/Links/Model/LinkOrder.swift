// SPDX-License-Identifier: Apache-2.0
import Formats
import Vocabulary

/// Whether a file may follow what was taken in before: never backwards, never over a gap.
///
/// What a difference changes rests on everything before it; an older file would put old news over
/// newer. A full file stands for itself and may follow anything older.
enum LinkOrder {
    /// The newest file of the layout that was taken in.
    struct Watermark: Hashable {
        let name: String
        let sequence: Int
        let madeAt: Instant
    }

    /// - Returns: the name, read.
    /// - Throws: `LinkRefusal`.
    static func check(
        _ file: String, layout: FeedLayout, after last: Watermark?, acceptingGap reason: String?
    ) throws(LinkRefusal) -> LinkFileName {
        guard let name = LinkFileName(file) else { throw .wrongName(layout: layout.fileName) }
        guard name.layout == layout.id else {
            throw .otherLayout(expected: layout.id, found: name.layout)
        }
        guard layout.scopes.contains(name.scope) else { throw .fullNotAgreed }
        if let last, name.madeAt <= last.madeAt { throw .olderThanTaken(last: last.name) }
        guard name.scope == .difference, reason?.isEmpty ?? true else { return name }
        let expected = (last?.sequence ?? 0) + 1
        if name.sequence != expected { throw .gap(expected: expected, found: name.sequence) }
        return name
    }
}
