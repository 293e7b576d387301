// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Groups of days that an office speaks of: the bars of the dashboard, and the lists behind them.
enum WaitingGroup: String, CaseIterable {
    case fresh, week, fortnight, month, older

    var title: String {
        switch self {
        case .fresh: "3日まで"
        case .week: "4〜7日"
        case .fortnight: "8〜14日"
        case .month: "15〜30日"
        case .older: "31日から"
        }
    }

    private var days: ClosedRange<Int> {
        switch self {
        case .fresh: Int.min...3
        case .week: 4...7
        case .fortnight: 8...14
        case .month: 15...30
        case .older: 31...Int.max
        }
    }

    /// Whether what has waited since a day is in the group.
    func holds(since day: CivilDate, on today: CivilDate) -> Bool {
        days.contains(-today.days(until: day))
    }

    /// From and until which moment something was recorded that is in the group.
    func moments(on today: CivilDate) -> (from: Instant?, until: Instant?) {
        func start(_ days: Int) -> Instant {
            Instant(noonInJapan: today.adding(days: days)).adding(seconds: -43_200)
        }
        return (
            days.upperBound == .max ? nil : start(-days.upperBound),
            days.lowerBound == .min ? nil : start(1 - days.lowerBound)
        )
    }
}

/// Groups of days until something is due.
enum DueGroup: String, CaseIterable {
    case overdue, week, fortnight, month, later

    var title: String {
        switch self {
        case .overdue: "期限切れ"
        case .week: "7日以内"
        case .fortnight: "14日以内"
        case .month: "30日以内"
        case .later: "その先"
        }
    }

    private var days: ClosedRange<Int> {
        switch self {
        case .overdue: Int.min ... -1
        case .week: 0...7
        case .fortnight: 8...14
        case .month: 15...30
        case .later: 31...Int.max
        }
    }

    func holds(_ day: CivilDate, on today: CivilDate) -> Bool {
        days.contains(today.days(until: day))
    }
}
