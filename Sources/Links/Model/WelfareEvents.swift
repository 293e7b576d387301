// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Scheme
import Vocabulary

/// The beginning or the end of public assistance (生活保護) of a child, as reported.
struct WelfareEvent: Hashable, Comparable {
    enum Kind: String {
        case began, ended

        init?(wording: String) {
            switch wording {
            case "開始": self = .began
            case "廃止": self = .ended
            default: return nil
            }
        }
    }

    let child: AddresseeNumber
    let kind: Kind
    let day: CivilDate

    /// `nil` where the row names no day.
    init?(_ row: FeedRow, of child: AddresseeNumber) {
        guard let day = row.date("date"), let kind = Kind(wording: row.text("event")) else {
            return nil
        }
        self.init(child: child, kind: kind, day: day)
    }

    init(child: AddresseeNumber, kind: Kind, day: CivilDate) {
        self.child = child
        self.kind = kind
        self.day = day
    }

    static func < (left: WelfareEvent, right: WelfareEvent) -> Bool {
        (left.child, left.day, left.kind.rawValue) < (right.child, right.day, right.kind.rawValue)
    }
}

/// The periods of public assistance that follow from all events of one child together: the same
/// whatever order they came in.
struct WelfareTimeline {
    private(set) var periods: [EffectivePeriod] = []
    /// Ends whose beginning nobody reported.
    private(set) var unbegun: [CivilDate] = []

    init(_ events: some Sequence<WelfareEvent>) {
        let events = Set(events)
        var open: CivilDate?
        for day in Set(events.map(\.day)).sorted() {
            let kinds = Set(events.filter { $0.day == day }.map(\.kind))
            // On one day an end closes what went on before it, else what began on that day.
            let order: [WelfareEvent.Kind] = open == nil ? [.began, .ended] : [.ended, .began]
            for kind in order where kinds.contains(kind) {
                switch kind {
                case .began: open = open ?? day
                case .ended:
                    if let from = open {
                        periods.append(EffectivePeriod(from: from, until: day))
                        open = nil
                    } else {
                        unbegun.append(day)
                    }
                }
            }
        }
        if let open { periods.append(EffectivePeriod(from: open)) }
    }
}

extension WelfareTimeline {
    /// What the record must learn so that it says these periods; what it knows counts as events.
    ///
    /// - Returns: the inputs, and the ends that stand alone.
    static func inputs(
        _ child: AddresseeNumber, events: [WelfareEvent], record: [ExclusionStretch]
    ) -> (inputs: [ExclusionInput], unbegun: [CivilDate]) {
        let known = record.filter { $0.kind == ExclusionKind.publicAssistance.rawValue }
            .map(\.period)
        let told = known.flatMap { period in
            [WelfareEvent(child: child, kind: .began, day: period.from)]
                + (period.until.map { [WelfareEvent(child: child, kind: .ended, day: $0)] } ?? [])
        }
        let timeline = WelfareTimeline(events + told)
        let wanted = timeline.periods.filter { !$0.isEmpty }
        func input(_ period: EffectivePeriod, isVoid: Bool) -> ExclusionInput {
            ExclusionInput(
                child: child, kind: .publicAssistance, beganOn: period.from,
                endedOn: period.until, isVoid: isVoid, source: "生活保護連携")
        }
        let over = known.filter { old in !wanted.contains { $0.from == old.from } }
        let fresh = wanted.filter { !known.contains($0) }
        return (
            over.map { input($0, isVoid: true) } + fresh.map { input($0, isVoid: false) },
            timeline.unbegun
        )
    }
}
