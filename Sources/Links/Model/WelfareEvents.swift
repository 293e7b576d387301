// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Scheme
import Vocabulary

/// Beginnings and ends of public assistance (生活保護) of a file, put upon what is known already.
struct WelfareEvents {
    private enum Event: String {
        case began = "開始"
        case ended = "廃止"
    }

    private var events: [AddresseeNumber: [(day: CivilDate, event: Event, line: Int)]] = [:]

    /// The children of whom there is news.
    var children: [AddresseeNumber] { events.keys.sorted() }

    mutating func add(_ row: FeedRow, of child: AddresseeNumber) {
        guard let day = row.date("date"), let event = Event(rawValue: row.text("event")) else {
            return
        }
        events[child, default: []].append((day, event, row.line))
    }

    /// The exclusions that follow, and the lines with an end that nothing began.
    ///
    /// - Parameter known: what the record says so far.
    func inputs(
        upon known: [AddresseeNumber: [ExclusionStretch]]
    ) -> (inputs: [ExclusionInput], unbegun: [Int]) {
        var inputs: [ExclusionInput] = []
        var unbegun: [Int] = []
        for child in children {
            var stretches = (known[child] ?? [])
                .filter { $0.kind == ExclusionKind.publicAssistance.rawValue }.map(\.period)
            for (day, event, line) in (events[child] ?? []).sorted(by: { $0.day < $1.day }) {
                switch event {
                case .began:
                    // The same beginning again, or one inside a stretch that goes on, is no news.
                    if stretches.contains(where: { $0.from == day || $0.contains(day) }) {
                        continue
                    }
                    stretches.append(EffectivePeriod(from: day))
                    inputs.append(WelfareEvents.input(child, from: day, until: nil))
                case .ended:
                    if stretches.contains(where: { $0.until == day }) { continue }
                    let open = stretches.lastIndex { $0.until == nil && $0.from <= day }
                    guard let open else {
                        unbegun.append(line)
                        continue
                    }
                    let from = stretches[open].from
                    stretches[open] = EffectivePeriod(from: from, until: day)
                    inputs.append(WelfareEvents.input(child, from: from, until: day))
                }
            }
        }
        return (inputs, unbegun)
    }

    private static func input(
        _ child: AddresseeNumber, from: CivilDate, until: CivilDate?
    ) -> ExclusionInput {
        ExclusionInput(
            child: child, kind: .publicAssistance, beganOn: from, endedOn: until,
            source: "生活保護連携")
    }
}
