// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a bench is given: how often to run, how big, where its files may lie, and where to tell.
final class Course {
    /// Measured rounds; one more round warms up and does not count.
    let rounds: Int
    /// Tenth of the size, to see that everything runs.
    let isSmall: Bool
    /// The root of the repository, read only.
    let root: URL
    /// A folder that is removed at the end.
    let folder: URL
    /// Where the city of the desk lies, or shall lie; `nil` for `.build`.
    let town: URL?
    private(set) var results = Results()
    private var bench = ""

    init(rounds: Int, isSmall: Bool, root: URL, folder: URL, town: URL? = nil) {
        self.town = town
        self.rounds = rounds
        self.isSmall = isSmall
        self.root = root
        self.folder = folder
    }

    /// The size of a work: as given, or a tenth.
    func size(_ full: Int) -> Int { isSmall ? full / 10 : full }

    func begin(_ name: String) { bench = name }

    /// Measures work alone.
    func measure(
        _ what: String, _ amount: Int, _ unit: String, before: () throws -> Void = {},
        work: () throws -> Int
    ) throws {
        try compare(what, amount, unit, before: before, work: work, with: nil, yardstick: { 0 })
    }

    /// Measures work and its yardstick in turns, so that both meet the same machine.
    ///
    /// - Parameters:
    ///   - agree: whether both must give the same answer.
    ///   - before: tidies up before each round; not measured.
    ///   - work: gives a number that depends on all of it; it must be the same in every round.
    func compare(
        _ what: String, _ amount: Int, _ unit: String, agree: Bool = false,
        before: () throws -> Void = {}, work: () throws -> Int, with name: String?,
        yardstick: () throws -> Int
    ) throws {
        var ours: [Double] = []
        var theirs: [Double] = []
        var first: Int?
        for round in 0...rounds {
            try before()
            let stick = name == nil ? (answer: 0, seconds: 0) : try Course.timed(yardstick)
            let own = try Course.timed(work)
            precondition(own.answer == first ?? own.answer, "\(what): rounds differ")
            precondition(!agree || own.answer == stick.answer, "\(what): \(own) \(stick)")
            first = own.answer
            guard round > 0 else { continue }
            ours.append(own.seconds)
            theirs.append(stick.seconds)
        }
        tell(
            Measurement(
                bench: bench, what: what, amount: Double(amount), unit: unit,
                seconds: Spread(ours), yardstick: name,
                yardstickSeconds: name == nil ? nil : Spread(theirs),
                ratio: name == nil ? nil : Spread(zip(ours, theirs).map { $0 / $1 }).median))
    }

    /// Measures our work against what another program took for the same work just before.
    func against(
        _ name: String, _ what: String, _ amount: Int, _ unit: String, theirs: [Double],
        before: () throws -> Void = {}, work: () throws -> Int
    ) throws {
        var ours: [Double] = []
        for round in 0...rounds {
            try before()
            let own = try Course.timed(work)
            if round > 0 { ours.append(own.seconds) }
        }
        let (mine, other) = (Spread(ours), Spread(theirs))
        tell(
            Measurement(
                bench: bench, what: what, amount: Double(amount), unit: unit, seconds: mine,
                yardstick: name, yardstickSeconds: other, ratio: mine.median / other.median))
    }

    /// Notes a weight: the most memory of something.
    func note(_ what: String, megabytes: Double) {
        results.weights.append(Weight(bench: bench, what: what, megabytes: megabytes))
        Course.say("\(bench): \(what)  \(Table.short(megabytes)) MB")
    }

    /// Notes a target that was missed: everything is told, and the run fails at its end.
    func miss(_ words: String) {
        results.misses.append(words)
        Course.say("目標に届きません: \(words)")
    }

    /// Notes what was measured elsewhere.
    func tell(_ measurement: Measurement) {
        results.measurements.append(measurement)
        Course.say(Table.line(measurement))
    }

    /// Says why something is not measured.
    func skip(_ what: String, because reason: String) {
        Course.say("\(bench): \(what)は測りません — \(reason)")
    }

    /// A line on the screen, at once.
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    static func timed(_ work: () throws -> Int) rethrows -> (answer: Int, seconds: Double) {
        let clock = ContinuousClock()
        let start = clock.now
        let answer = try work()
        let spent = clock.now - start
        return (answer, spent / .seconds(1))
    }
}
