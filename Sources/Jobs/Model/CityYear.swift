// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 市の表: the days and limits that a city settled, in the folder of its book. A row takes the place of
/// the row of the program with the same code; all of a file is taken, or nothing.
public struct CityYear: Sendable {
    public static let entriesFile = "year.tsv"
    public static let thresholdsFile = "thresholds.tsv"

    /// `nil`: the city has no such file.
    let entries: String?
    let thresholds: String?
    /// The folder of the book, as a refusal names it.
    let folder: String

    public init(entries: String?, thresholds: String?, folder: String) {
        self.entries = entries
        self.thresholds = thresholds
        self.folder = folder
    }
}

extension OfficeYear {
    /// The same with the city's own rows.
    /// - Throws: `JobRefusal.cityYearLine`, `.cityYearUnknown` with the file and the line.
    public func with(_ city: CityYear) throws(JobRefusal) -> OfficeYear {
        try with(city, CityYear.entriesFile, city.entries) {
            (year: OfficeYear, line, cells) throws(JobRefusal) in
            try year.taking(entry: line, cells)
        }.checked(city).with(city, CityYear.thresholdsFile, city.thresholds) {
            (year: OfficeYear, line, cells) throws(JobRefusal) in
            try year.taking(limit: line, cells)
        }
    }

    private func with(
        _ city: CityYear, _ name: String, _ text: String?,
        take: (OfficeYear, Int, [String]) throws(JobRefusal) -> OfficeYear
    ) throws(JobRefusal) -> OfficeYear {
        let file = "\(city.folder)/\(name)"
        var year = self
        for (line, cells) in Self.rows(text ?? "") {
            guard entry(cells[0]) != nil else {
                throw .cityYearUnknown(file: file, line, cells[0])
            }
            do {
                year = try take(year, line, cells)
            } catch .yearLine(let line, let why) {
                throw .cityYearLine(file: file, line, why)
            }
        }
        return year
    }

    /// What the code of the program relies on stays: who starts it at most, its screen, the kind of day.
    private func taking(entry line: Int, _ cells: [String]) throws(JobRefusal) -> OfficeYear {
        var own = try Self.entry(line, cells)
        own.origin = .city
        guard let place = entries.firstIndex(where: { $0.code == own.code }) else { return self }
        let known = entries[place]
        guard known.origin != .city else { throw .yearLine(line, "同じジョブが二度あります") }
        guard own.screen == known.screen else {
            throw .yearLine(line, "画面は \(known.screen) のままにします")
        }
        guard own.starter == known.starter || (known.starter, own.starter) == (.machine, .officer)
        else {
            throw .yearLine(
                line,
                "始める人は \(known.starter.rawValue) のままにします(machine だけは officer にできます)")
        }
        guard known.origin != .book || own.rule == known.rule else {
            throw .yearLine(line, "日は制度の本が決めます(\(known.rule.wording))")
        }
        guard known.starter == .people || own.rule.isLike(known.rule) else {
            throw .yearLine(line, "このジョブの日の決め方は「\(known.rule.wording)」と同じ種類にします")
        }
        var all = entries
        all[place] = own
        return OfficeYear(entries: all, thresholds: thresholds)
    }

    /// What a job stands behind must be there, and not stand behind it; where a machine starts both, it
    /// stands before it in the table, which is the order of a day.
    private func checked(_ city: CityYear) throws(JobRefusal) -> OfficeYear {
        let file = "\(city.folder)/\(CityYear.entriesFile)"
        let before = Dictionary(
            entries.map { ($0.code, $0.after) }, uniquingKeysWith: { one, _ in one })
        let machines = entries.filter { $0.starter == .machine }.map(\.code)
        for (line, cells) in Self.rows(city.entries ?? "") {
            var seen: Set<String> = []
            var next = before[cells[0]] ?? []
            while let code = next.popLast() {
                guard let further = before[code] else {
                    throw .cityYearUnknown(file: file, line, code)
                }
                guard code != cells[0] else {
                    throw .cityYearLine(file: file, line, "前のジョブをたどると、自分に戻ります")
                }
                if seen.insert(code).inserted { next += further }
            }
            guard let place = machines.firstIndex(of: cells[0]) else { continue }
            if let code = before[cells[0]]?.first(where: machines[(place + 1)...].contains) {
                throw .cityYearLine(
                    file: file, line, "前のジョブ \(code) は業務暦でこの行より後にあり、待てません")
            }
        }
        return self
    }

    private func taking(limit line: Int, _ cells: [String]) throws(JobRefusal) -> OfficeYear {
        var own = try Self.limit(line, cells)
        own.origin = .city
        let known = thresholds(of: own.job)
        guard !known.isEmpty || entry(own.job)?.starter != .people else {
            throw .yearLine(line, "\(own.job) は人の業務で、数を比べるジョブではありません")
        }
        var all = thresholds
        if let place = all.firstIndex(where: { $0.job == own.job && $0.kind == own.kind }) {
            guard all[place].origin != .city else {
                throw .yearLine(line, "同じジョブの同じ基準が二度あります")
            }
            all[place] = own
        } else {
            // It stands with the others of its job.
            let last = all.lastIndex { $0.job == own.job }
            all.insert(own, at: last.map { $0 + 1 } ?? all.count)
        }
        return OfficeYear(entries: entries, thresholds: all)
    }
}

extension YearRule {
    /// Whether the occasions of both mean the same to a job: every day, a month, a year, a payment.
    fileprivate func isLike(_ other: YearRule) -> Bool {
        switch (self, other) {
        case (.daily, .daily), (.monthly, .monthly), (.yearly, .yearly), (.payment, .payment),
            (.closing, .closing):
            true
        default: false
        }
    }
}
