// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Synchronization
import Vocabulary

/// The figures of the dashboards, kept for a minute: many officers look at the same sums.
final class DashboardShelf: Sendable {
    private let kept = Mutex<[DashboardPart: (figures: DashboardFigures, at: Instant)]>([:])
    private static let seconds: Int64 = 60

    func get(_ part: DashboardPart, at now: Instant) -> DashboardFigures? {
        kept.withLock { kept in
            kept[part].flatMap { $0.at.seconds(until: now) < Self.seconds ? $0.figures : nil }
        }
    }

    func put(_ figures: DashboardFigures, _ part: DashboardPart, at now: Instant) {
        kept.withLock { $0[part] = (figures, now) }
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
