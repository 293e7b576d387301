// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Office
import Safeguards
import Town
import Vocabulary

/// What a played year leaves behind.
public struct TownYearResult: Sendable {
    public let summary: YearSummary
    /// Where the books and the town's truth part; empty when every figure is right.
    public let differences: [Difference]
    /// Invariants of the year that do not hold; empty when all do.
    public let broken: [String]
    public let users: [DemoUser]
    /// The office as it stands on the last day of the story, open.
    public let office: Installation
    /// The clock of that office; it stands.
    public let clock: MovingClock
}

/// A whole year of a fictional town: its files are written, an office is founded on them, its
/// officers do a year's work, and what came of it is compared with the town's truth.
public struct TownYear: Sendable {
    public let settings: TownYearSettings
    private let say: @Sendable (String) -> Void
    private let progress: @Sendable (YearProgress) -> Void
    /// Steps beside those of the months: town, office, statistics, print, comparison.
    private static let otherSteps = 5

    /// - Parameters:
    ///   - say: receives one line a phase, for whoever waits.
    ///   - progress: receives how far it has come, for a bar.
    public init(
        _ settings: TownYearSettings,
        progress: @escaping @Sendable (YearProgress) -> Void = { _ in },
        say: @escaping @Sendable (String) -> Void
    ) {
        self.settings = settings
        self.progress = progress
        self.say = say
    }

    /// Plays the year.
    ///
    /// A figure that differs from the truth does not throw: it is in the result.
    /// - Throws: `TownYearRefusal.folderIsNotOurs`, what a procedure of the office throws, `Fault`.
    public func run() throws -> TownYearResult {
        let months = settings.story.treatmentMonths
        let played = months.last.monthNumber - months.first.monthNumber + 3
        let timer = PhaseTimer(
            steps: played * 2 + TownYear.otherSteps, say, progress: progress)
        try clear()
        timer.note("架空の町を作る (\(settings.people)人、種 \(settings.seed))")
        try timer.measure("町を作る") {
            _ = try WriteTown(
                seed: settings.seed, people: settings.people, story: settings.story,
                folder: settings.folder
            ).run()
        }
        timer.note("事務所を開く")
        let year = try timer.measure("事務所を作る") { try OfficeYear(settings, timer: timer) }
        try year.live()
        timer.note("印刷を待つ")
        let printed = try timer.measure("印刷待ち") { try year.printer.finish() }
        timer.note("町の正解と比べる")
        var summary = YearSummary()
        summary.letters = printed.envelopes
        var differences = try timer.measure("正解との照合") { try year.compare(&summary) }
        let broken = try timer.measure("不変条件") {
            try year.watch.broken + Invariants(year: year).broken()
        }
        summary.monthEnds = year.watch.months
        summary.pastAnswers = year.watch.asked
        if settings.leavesWork, settings.story == .oneYear {
            differences += try MorningAfter(year: year).layOut()
        }
        summary.seconds = (timer.elapsed * 10).rounded() / 10
        timer.report()
        return TownYearResult(
            summary: summary, differences: differences, broken: broken, users: year.staff.users,
            office: year.office, clock: year.clock)
    }

    /// Makes room for a new year; only what an earlier one left is removed.
    private func clear() throws {
        let files = FileManager.default
        let ours: Set<String> = ["in", "truth", "truth.json", "data", "out", "exchange"]
        guard files.fileExists(atPath: settings.folder.path) else {
            try files.createDirectory(
                at: settings.folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            return
        }
        let found = try files.contentsOfDirectory(atPath: settings.folder.path)
        guard found.isEmpty || (found.contains("truth.json") && ours.isSuperset(of: found)) else {
            throw TownYearRefusal.folderIsNotOurs(settings.folder.path)
        }
        for name in found {
            try files.removeItem(at: settings.folder.appendingPathComponent(name))
        }
    }
}
