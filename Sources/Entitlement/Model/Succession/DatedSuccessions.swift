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

    /// The number under which an insurer goes on by a day; its own where it does.
    public func newest(_ insurer: String, on day: CivilDate) -> String {
        // Nearly every insurer of a month of claims: asked for each of them.
        if next[insurer] == nil { return insurer }
        return on(day).newest(insurer)
    }

    /// Whether two numbers are one insurer by a day. Before the day of succession they are two, also
    /// where the new number is that of an insurer that was there before.
    public func areSame(_ one: String, _ other: String, on day: CivilDate) -> Bool {
        one == other
            || (!next.isEmpty && newest(one, on: day) == newest(other, on: day))
    }

    /// Those that have come by a day.
    public func on(_ day: CivilDate) -> Successors {
        Successors(
            next.compactMapValues { steps in
                steps.filter { $0.from <= day }.max { $0.from < $1.from }?.new
            })
    }
}

/// Which insurer goes on as which (承継), followed to the newest number.
public struct Successors: Hashable, Sendable {
    private let next: [String: String]

    init(_ next: [String: String]) { self.next = next }

    /// The number under which an insurer goes on; its own where it does.
    public func newest(_ insurer: String) -> String {
        var now = insurer
        var seen: Set<String> = [now]
        while let after = next[now], seen.insert(after).inserted { now = after }
        return now
    }

    func newest(_ insurers: Set<String>) -> Set<String> { Set(insurers.map(newest)) }
}
