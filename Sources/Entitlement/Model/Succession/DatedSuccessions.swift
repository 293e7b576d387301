// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Which insurer goes on as which (承継) and from when, as two officers have agreed on it.
public struct DatedSuccessions: Hashable, Sendable {
    private struct Step: Hashable {
        let new: String
        let from: CivilDate
    }

    private var next: [String: [Step]] = [:]

    /// Nobody goes on under another number.
    public static let none = DatedSuccessions()

    init() {}

    /// Adds what goes on from a day.
    mutating func add(_ old: String, goesOnAs new: String, from day: CivilDate) {
        next[old, default: []].append(Step(new: new, from: day))
    }

    /// The number under which an insurer goes on by a day; its own where it does. Asked for every
    /// claim of a month: only the steps of this insurer are looked at.
    public func newest(_ insurer: String, on day: CivilDate) -> String {
        Successors.newest(insurer) { next[$0].flatMap { Self.new($0, by: day) } }
    }

    /// Whether two numbers are one insurer by a day. Before the day of succession they are two, also
    /// where the new number is that of an insurer that was there before.
    public func areSame(_ one: String, _ other: String, on day: CivilDate) -> Bool {
        one == other
            || (!next.isEmpty && newest(one, on: day) == newest(other, on: day))
    }

    /// Those that have come by a day.
    public func on(_ day: CivilDate) -> Successors {
        Successors(next.compactMapValues { Self.new($0, by: day) })
    }

    private static func new(_ steps: [Step], by day: CivilDate) -> String? {
        steps.filter { $0.from <= day }.max { $0.from < $1.from }?.new
    }
}

/// Which insurer goes on as which (承継), followed to the newest number.
public struct Successors: Hashable, Sendable {
    private let next: [String: String]

    init(_ next: [String: String]) { self.next = next }

    /// The number under which an insurer goes on; its own where it does.
    public func newest(_ insurer: String) -> String { Self.newest(insurer) { next[$0] } }

    func newest(_ insurers: Set<String>) -> Set<String> { Set(insurers.map { newest($0) }) }

    /// The last number of a chain, whose steps are asked for one by one.
    fileprivate static func newest(
        _ insurer: String, after step: (String) -> String?
    ) -> String {
        guard var now = step(insurer) else { return insurer }
        var seen: Set<String> = [insurer, now]
        while let after = step(now), seen.insert(after).inserted { now = after }
        return now
    }
}
