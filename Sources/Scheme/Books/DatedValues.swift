// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A value of a book: set, `unset` with the name of what is missing, or ended by `null`.
public enum Setting<Value: Sendable>: Sendable {
    case set(Value)
    case unset(path: String)
    case ended
}

/// A value in force from a day on, with its source.
public struct DatedValue<Value: Sendable>: Sendable {
    public let from: CivilDate
    public let setting: Setting<Value>
    /// Whether the rule is only known since `from` (`known-from: true`).
    public let knownFrom: Bool
    public let isConfirmed: Bool
    public let source: String
    public let article: String?
    /// The path of the entry in its book.
    public let path: String
}

/// What a book answers for a day.
public enum Lookup<Value: Sendable>: Sendable {
    case found(Value, entry: DatedValue<Value>)
    /// The book does not know; the text names the missing value.
    case unset(String)
    /// No rule is in force on that day: not yet, or no longer.
    case none
}

/// A rule with the days of a period on which it is in force.
public struct InForce<Value: Sendable>: Sendable {
    public let value: Value
    public let period: EffectivePeriod
    public let entry: DatedValue<Value>
}

/// The values of one rule over time, oldest first; a later start ends the one before it.
public struct DatedValues<Value: Sendable>: Sendable {
    public let path: String
    public let entries: [DatedValue<Value>]

    public init(path: String, entries: [DatedValue<Value>]) {
        self.path = path
        self.entries = entries.sorted { $0.from < $1.from }
    }

    /// The value in force on a day, or why there is none.
    public func on(_ day: CivilDate) -> Lookup<Value> {
        guard let entry = entry(on: day) else {
            guard let first = entries.first else { return .unset(path) }
            return first.knownFrom ? .unset("\(path)(\(first.from)より前は不明)") : .none
        }
        switch entry.setting {
        case .set(let value): return .found(value, entry: entry)
        case .unset(let path): return .unset(path)
        case .ended: return .none
        }
    }

    /// The entry that speaks of a day, also where it is unset or ends the rule.
    func entry(on day: CivilDate) -> DatedValue<Value>? { entries.last { $0.from <= day } }

    /// What is in force in a period, oldest first; days without a value are in none of them.
    func inForce(in period: EffectivePeriod) -> [InForce<Value>] {
        entries.indices.compactMap { index in
            guard case .set(let value) = entries[index].setting,
                let days = days(ofEntryAt: index).intersection(period)
            else { return nil }
            return InForce(value: value, period: days, entry: entries[index])
        }
    }

    /// The days of a period on which nobody knows the value, with the path of what is missing.
    func unset(in period: EffectivePeriod) -> [(path: String, period: EffectivePeriod)] {
        guard let first = entries.first else { return [(path, period)] }
        let before = period.from < first.from ? period.ending(before: first.from) : nil
        let unknown = first.knownFrom ? before.map { ("\(path)(\(first.from)より前は不明)", $0) } : nil
        return [unknown].compactMap(\.self)
            + entries.indices.compactMap { index in
                guard case .unset(let path) = entries[index].setting else { return nil }
                return days(ofEntryAt: index).intersection(period).map { (path, $0) }
            }
    }

    private func days(ofEntryAt index: Int) -> EffectivePeriod {
        EffectivePeriod(from: entries[index].from, until: end(ofEntryAt: index))
    }

    /// The first day on which another entry comes into force after `entry`, if any.
    func end(ofEntryAt index: Int) -> CivilDate? {
        index + 1 < entries.count ? entries[index + 1].from : nil
    }
}

extension DatedValues where Value == [String] {
    /// Every word of every list, the newest list first, each once.
    public var everSaid: [String] {
        var seen: Set<String> = []
        return entries.reversed().flatMap { entry -> [String] in
            if case .set(let list) = entry.setting { list } else { [] }
        }.filter { seen.insert($0).inserted }
    }
}
