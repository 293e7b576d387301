// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Vocabulary

/// One line of the office's year: a job of the program, or a task of people with its screen.
public struct YearEntry: Hashable, Sendable {
    public enum Starter: String, CaseIterable, Sendable {
        /// The program starts it on its day.
        case machine
        /// An officer starts it.
        case officer
        /// People do it; the program shows where.
        case people

        public var title: String {
            switch self {
            case .machine: "機械が始める"
            case .officer: "職員が始める"
            case .people: "職員が行う"
            }
        }
    }

    public let code: String
    public let title: String
    public let rule: YearRule
    public let shift: YearShift
    public let starter: Starter
    /// Jobs that must be finished for the same occasion or day before.
    public let after: [String]
    /// The code of the screen where it is done or its result is looked at.
    public let screen: String
    public let source: String
    /// False where no source at hand fixes the day.
    public let isVerified: Bool
    /// Whose table says the day.
    public var origin = YearOrigin.program

    fileprivate func moved(to rule: YearRule) -> YearEntry {
        YearEntry(
            code: code, title: title, rule: rule, shift: shift, starter: starter, after: after,
            screen: screen, source: source, isVerified: isVerified, origin: .book)
    }
}

/// Where a day or a limit of the office's year comes from.
public enum YearOrigin: Hashable, Sendable {
    /// The tables that come with the program.
    case program
    /// A value of the city's book of law.
    case book
    /// A row of the city's own table, beside its book.
    case city

    public var title: String {
        switch self {
        case .program: "プログラムの表"
        case .book: "制度の本"
        case .city: "市の表"
        }
    }
}

/// An entry on its day.
public struct YearDay: Hashable, Sendable {
    public let entry: YearEntry
    /// The day that the rule names.
    public let occasion: CivilDate
    /// The day on which it is done, moved from closed days.
    public let day: CivilDate

    /// What a run of it is for, as ISO.
    public var order: JobOrder { JobOrder(job: entry.code, occasion: occasion.description) }
}

/// The office's year as data (業務暦): the entries with the thresholds of their jobs.
public struct OfficeYear: Sendable {
    public let entries: [YearEntry]
    public let thresholds: [JobThreshold]

    /// What comes with the program.
    /// - Throws: `JobRefusal.yearLine`.
    public static func standard() throws -> OfficeYear {
        let folder = Bundle.module.bundleURL.appending(path: "Year")
        func text(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        return try OfficeYear(
            entries: text("year.tsv"), thresholds: text("thresholds.tsv"))
    }

    /// - Throws: `JobRefusal.yearLine` with the line that cannot be read.
    public init(entries: String, thresholds: String) throws(JobRefusal) {
        var found: [YearEntry] = []
        for (line, cells) in Self.rows(entries) {
            found.append(try Self.entry(line, cells))
        }
        let codes = Set(found.map(\.code))
        guard codes.count == found.count else { throw .yearLine(0, "同じジョブが二度あります") }
        for entry in found {
            if let missing = entry.after.first(where: { !codes.contains($0) }) {
                throw .yearLine(0, "\(entry.code)の前のジョブ \(missing) がありません")
            }
        }
        self.entries = found
        var limits: [JobThreshold] = []
        for (line, cells) in Self.rows(thresholds) {
            let limit = try Self.limit(line, cells)
            guard codes.contains(limit.job) else {
                throw .yearLine(line, "ジョブ \(limit.job) がありません")
            }
            limits.append(limit)
        }
        self.thresholds = limits
    }

    static func limit(_ line: Int, _ cells: [String]) throws(JobRefusal) -> JobThreshold {
        guard cells.count == 5, let kind = JobThreshold.Kind(rawValue: cells[1]),
            let limit = Int(cells[2]), limit >= 0, !cells[3].isEmpty,
            ["verified", "unverified"].contains(cells[4])
        else { throw .yearLine(line, "ジョブ・基準・数・出典・確認 の5列です") }
        return JobThreshold(
            job: cells[0], kind: kind, limit: limit, source: cells[3],
            isVerified: cells[4] == "verified")
    }

    static func entry(_ line: Int, _ cells: [String]) throws(JobRefusal) -> YearEntry {
        guard cells.count == 9 else { throw .yearLine(line, "9列が要ります") }
        guard let rule = YearRule(cells[2]) else { throw .yearLine(line, "日の決め方を読めません") }
        guard let shift = YearShift(rawValue: cells[3]),
            let starter = YearEntry.Starter(rawValue: cells[4])
        else { throw .yearLine(line, "閉庁日の扱いか、始める人を読めません") }
        guard !cells[0].isEmpty, !cells[1].isEmpty, !cells[6].isEmpty, !cells[7].isEmpty,
            ["verified", "unverified"].contains(cells[8])
        else { throw .yearLine(line, "空の欄があるか、確認の列が違います") }
        return YearEntry(
            code: cells[0], title: cells[1], rule: rule, shift: shift, starter: starter,
            after: cells[5] == "-" ? [] : cells[5].split(separator: " ").map(String.init),
            screen: cells[6], source: cells[7], isVerified: cells[8] == "verified")
    }

    static func rows(_ text: String) -> [(line: Int, cells: [String])] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .filter { !$1.isEmpty && !$1.hasPrefix("#") }
            .map { index, line in
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                return (index + 1, cells.map(String.init))
            }
    }

    /// The same with another day of a job: of the year that the city's own book says.
    public func moving(_ code: String, to rule: YearRule) -> OfficeYear {
        OfficeYear(
            entries: entries.map { $0.code == code ? $0.moved(to: rule) : $0 },
            thresholds: thresholds)
    }

    /// The same without a job that this city has no work for.
    public func without(_ code: String) -> OfficeYear {
        OfficeYear(
            entries: entries.filter { $0.code != code },
            thresholds: thresholds.filter { $0.job != code })
    }

    init(entries: [YearEntry], thresholds: [JobThreshold]) {
        self.entries = entries
        self.thresholds = thresholds
    }

    public func entry(_ code: String) -> YearEntry? { entries.first { $0.code == code } }

    public func thresholds(of job: String) -> [JobThreshold] {
        thresholds.filter { $0.job == job }
    }

    /// The entries of a month on their days, and those whose day nobody can say, with why.
    public func month(
        _ month: YearMonth, days: YearDays
    ) -> (days: [YearDay], unknown: [(entry: YearEntry, why: String)]) {
        var found: [YearDay] = []
        var unknown: [(entry: YearEntry, why: String)] = []
        for entry in entries {
            do {
                let days = try days.days(of: entry.rule, shift: entry.shift, in: month)
                found += days.map { YearDay(entry: entry, occasion: $0.occasion, day: $0.day) }
            } catch let refusal as any Refusal {
                unknown.append((entry, refusal.message))
            } catch {
                unknown.append((entry, "日を計算できません"))
            }
        }
        let place = Dictionary(
            entries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { one, _ in one })
        found.sort { one, other in
            one.day != other.day
                ? one.day < other.day
                : (place[one.entry.code] ?? 0) < (place[other.entry.code] ?? 0)
        }
        return (found, unknown)
    }

    /// What a month has besides the work of every day; what has no day that anybody can say is left
    /// out.
    public func occasions(of month: YearMonth, days: YearDays) -> [YearDay] {
        entries.filter { $0.rule != .daily }.flatMap { entry in
            ((try? days.days(of: entry.rule, shift: entry.shift, in: month)) ?? []).map {
                YearDay(entry: entry, occasion: $0.occasion, day: $0.day)
            }
        }
    }

    /// The same by the days of a month, also moved from the months beside it.
    public func within(_ month: YearMonth, days: YearDays) -> [YearDay] {
        let (first, last) = (month.firstDay, month.lastDay)
        return [month.previous, month, month.next].flatMap { occasions(of: $0, days: days) }
            .filter { $0.day >= first && $0.day <= last }
    }

    /// What stands on a day, also moved from the months beside it.
    public func on(_ day: CivilDate, days: YearDays) -> [YearDay] {
        [day.yearMonth.previous, day.yearMonth, day.yearMonth.next]
            .flatMap { month($0, days: days).days }.filter { $0.day == day }
    }
}
