// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Beginnings and ends of public assistance, gathered into periods.
struct WelfareEvents {
    enum Event: String {
        case began = "開始"
        case ended = "廃止"
    }

    private var events: [AddresseeNumber: [(day: CivilDate, event: Event)]] = [:]

    mutating func add(_ person: AddresseeNumber, _ event: Event, on day: CivilDate) {
        events[person, default: []].append((day, event))
    }

    /// The periods of each person, half-open; the day of 廃止 is the first day outside.
    var periods: [AddresseeNumber: [EffectivePeriod]] {
        events.mapValues { list in
            var periods: [EffectivePeriod] = []
            var began: CivilDate?
            for (day, event) in list.sorted(by: { $0.day < $1.day }) {
                switch event {
                case .began: began = began ?? day
                case .ended:
                    if let start = began { periods.append(EffectivePeriod(from: start, until: day)) }
                    began = nil
                }
            }
            if let began { periods.append(EffectivePeriod(from: began)) }
            return periods
        }
    }
}
