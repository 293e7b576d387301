// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Synchronization
import Vocabulary

/// The figures of the dashboards, kept for a minute: many officers look at the same sums. Where reading
/// them is dear, as in a large town, they are kept so long that a twentieth of the time goes into them.
final class DashboardShelf: Sendable {
    private let kept = Mutex<[DashboardPart: (figures: DashboardFigures, until: Instant)]>([:])
    private static let seconds: Int64 = 60

    func get(_ part: DashboardPart, at now: Instant) -> DashboardFigures? {
        kept.withLock { kept in
            kept[part].flatMap { now < $0.until ? $0.figures : nil }
        }
    }

    /// - Parameter began: when the reading began.
    func put(
        _ figures: DashboardFigures, _ part: DashboardPart, began: Instant, at now: Instant
    ) {
        let cost = now.microseconds - began.microseconds
        let until = Instant(
            microseconds: now.microseconds + max(Self.seconds * 1_000_000, 20 * cost))
        kept.withLock { $0[part] = (figures, until) }
    }

    private let first = Mutex<(figures: HomeFigures, at: Instant)?>(nil)

    /// The figures of the first page, at most a minute old and of today.
    func home(in scope: Scope) throws -> HomeFigures {
        let now = scope.now
        let known = first.withLock { kept in
            kept.flatMap {
                $0.at.seconds(until: now) < Self.seconds && $0.figures.today == scope.today
                    ? $0.figures : nil
            }
        }
        if let known { return known }
        let figures = try HomeFigures(in: scope)
        first.withLock { $0 = (figures, now) }
        return figures
    }
}
