// SPDX-License-Identifier: Apache-2.0
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
}
