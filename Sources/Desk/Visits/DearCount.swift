// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Synchronization
import Vocabulary

/// A count that is dear in a large town: made for a twentieth of the time at most, by one read at a time,
/// and for an officer who has written something never older than the last write.
final class DearCount: Sendable {
    private struct Kept {
        var count: Int?
        var at = Instant(microseconds: 0)
        /// Microseconds that the last count took.
        var cost: Int64 = 0
        var isCounting = false
        /// Who has written something that may not be in it, and when.
        var writers: [String: Instant] = [:]
        /// How often the count was forgotten for everybody.
        var round = 0
    }

    /// Microseconds below which a count is not dear and always made.
    private static let cheap: Int64 = 50_000
    private let kept = Mutex(Kept())

    /// - Parameters:
    ///   - moment: of the books that are asked: what was written later is not in them.
    ///   - count: asks the books.
    func value(
        for officer: String, asOf moment: Instant, by clock: any Clock, _ count: () throws -> Int
    ) rethrows -> Int {
        let began = clock.now()
        let (known, round) = kept.withLock { kept -> (Int?, Int) in
            let isFresh = moment.microseconds - kept.at.microseconds < 20 * kept.cost
            let isEnough = kept.cost >= Self.cheap && kept.writers[officer] == nil
            if let count = kept.count, isEnough, isFresh || kept.isCounting {
                return (count, kept.round)
            }
            kept.isCounting = true
            return (nil, kept.round)
        }
        if let known { return known }
        defer { kept.withLock { $0.isCounting = false } }
        let counted = try count()
        kept.withLock { kept in
            // An older count does not take the place of a newer one.
            guard kept.round == round, moment >= kept.at else { return }
            kept.count = counted
            kept.at = moment
            kept.cost = clock.now().microseconds - began.microseconds
            kept.writers = kept.writers.filter { $0.value > moment }
        }
        return counted
    }

    /// What an officer wrote may have changed it.
    func forget(by officer: String, at now: Instant) {
        kept.withLock { $0.writers[officer] = now }
    }

    /// Work behind the pages may have changed it for everybody.
    func forget() {
        kept.withLock { kept in
            kept.count = nil
            kept.round += 1
        }
    }
}
