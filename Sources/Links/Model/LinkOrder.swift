// SPDX-License-Identifier: Apache-2.0
import Formats
import Vocabulary

/// Where a file stands among those that were taken in, by the moment the peer made it.
///
/// A file may come late: then it must fit into a hole that was known. What its rows say is put
/// where it belongs by that moment, so the order of arrival does not matter. A hole in front of
/// the newest file is let be only with a reason.
struct LinkOrder {
    /// A file that was taken in.
    struct Taken: Hashable {
        let name: String
        let sequence: Int
        let madeAt: Instant
    }

    /// Numbers go from 001 to 999 and begin again.
    static let highest = 999

    /// The newest file made before this one.
    var before: Taken?
    /// A file made at the same moment.
    var same: Taken?
    /// The oldest file made after this one.
    var after: Taken?

    /// - Parameter accepts: whether the office let these numbers be missing.
    /// - Returns: the name, read.
    /// - Throws: `LinkRefusal`.
    func check(
        _ file: LinkFileName, layout: FeedLayout, accepts: (ClosedRange<Int>) throws -> Bool
    ) throws {
        guard layout.scopes.contains(file.scope) else { throw LinkRefusal.fullNotAgreed }
        if let same { throw LinkRefusal.olderThanTaken(last: same.name) }
        if let after {
            let room = before.map { LinkOrder.steps($0.sequence, after.sequence) }
            let taken = before.map { LinkOrder.steps($0.sequence, file.sequence) }
            let fits =
                if let room, let taken { (1..<max(room, 1)).contains(taken) } else {
                    file.sequence < after.sequence
                }
            guard fits else { throw LinkRefusal.olderThanTaken(last: after.name) }
            return
        }
        guard file.scope == .difference else { return }
        let expected = LinkOrder.next(before?.sequence ?? 0)
        guard file.sequence != expected else { return }
        let missing =
            expected < file.sequence
            ? expected...(file.sequence - 1) : expected...LinkOrder.highest
        guard try accepts(missing) else {
            throw LinkRefusal.gap(expected: expected, found: file.sequence)
        }
    }

    /// The number behind another one.
    static func next(_ sequence: Int) -> Int { sequence % highest + 1 }

    /// How many files lie from one number to another, forwards.
    static func steps(_ from: Int, _ to: Int) -> Int {
        ((to - from) % highest + highest) % highest
    }

    /// The numbers between two files that follow each other.
    static func missing(_ from: Int, _ to: Int) -> [Int] {
        var found: [Int] = []
        var number = next(from)
        // More than half the circle is no gap: the numbering began anew.
        while number != to, found.count < highest / 2 {
            found.append(number)
            number = next(number)
        }
        return found.count < highest / 2 ? found : []
    }
}
