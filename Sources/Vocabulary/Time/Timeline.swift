// SPDX-License-Identifier: Apache-2.0

/// Values over time: sorted, non-overlapping half-open periods, each with one value.
public struct Timeline<Value: Sendable>: Sendable {
    /// A stretch of days with one value.
    public struct Entry: Sendable {
        public let period: EffectivePeriod
        public let value: Value
        public init(period: EffectivePeriod, value: Value) {
            self.period = period
            self.value = value
        }
    }

    public private(set) var entries: [Entry]

    public init() { entries = [] }

    /// Takes entries in any order; a later start cuts the one before it.
    public init(_ entries: [Entry]) {
        self.entries = []
        for entry in entries.sorted(by: { $0.period.from < $1.period.from }) {
            self = replacing(entry.value, over: entry.period)
        }
    }

    /// The value in force on a day.
    public func value(on day: CivilDate) -> Value? {
        entries.last { $0.period.from <= day }.flatMap { $0.period.contains(day) ? $0.value : nil }
    }

    /// The timeline with `value` in force from `day` on; everything later is replaced.
    public func replacing(_ value: Value, from day: CivilDate) -> Timeline {
        replacing(value, over: EffectivePeriod(from: day))
    }

    /// The timeline with `value` in force over `period`; what lies outside stays.
    public func replacing(_ value: Value, over period: EffectivePeriod) -> Timeline {
        guard !period.isEmpty else { return self }
        var result: [Entry] = []
        for entry in entries {
            let before = entry.period.ending(before: period.from)
            if entry.period.from < period.from, !before.isEmpty {
                result.append(Entry(period: before, value: entry.value))
            }
            guard let end = period.until else { continue }
            let after = EffectivePeriod(
                from: max(entry.period.from, end), until: entry.period.until)
            if !after.isEmpty, entry.period.runs(after: end) {
                result.append(Entry(period: after, value: entry.value))
            }
        }
        result.append(Entry(period: period, value: value))
        var timeline = Timeline()
        timeline.entries = result.sorted { $0.period.from < $1.period.from }
        return timeline
    }
}

extension Timeline where Value: Equatable {
    /// The days inside `window` on which the value becomes another one.
    public func changes(between window: EffectivePeriod) -> [(day: CivilDate, value: Value?)] {
        var found: [(day: CivilDate, value: Value?)] = []
        var days = Set(entries.map(\.period.from))
        days.formUnion(entries.compactMap(\.period.until))
        for day in days.sorted() where window.contains(day) {
            let now = value(on: day)
            if now != value(on: day.previous) { found.append((day, now)) }
        }
        return found
    }
}
