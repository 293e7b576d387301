// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Press
import Safeguards
import Vocabulary

/// 3020: what came of a closed stocktaking, on paper and as a file. Officers stand on it, no person
/// of a case.
enum StocktakingPaper {
    static func print(_ visit: Visit) async throws -> Answer {
        guard visit.may(.viewStocktaking) else { throw DeskRefusal.notFound }
        try await visit.ask(for: .produceStatistics)
        let desk = visit.desk
        let (campaign, lines) = try await found(visit)
        let printed = try await visit.perform { scope in
            scope.note("stocktaking \(campaign.id)")
            return try Printing.officePaper(
                [.list(try sheet(campaign, lines, desk))], "利用者IDの棚卸しの結果",
                back: Route.stocktaking.path() + "?campaign=\(campaign.id)", desk, in: scope)
        }
        return try Printing.shelve(printed, visit)
    }

    /// An output of its own, with its reason in the log.
    static func file(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .exportData)
        let (campaign, lines) = try await found(visit)
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "出力の理由を入力してください（記録されます）。")
        guard reading.isRight else {
            return .page(
                try await StocktakingScreen.page(
                    visit, of: campaign.id, problems: reading.problems))
        }
        let ceilings = visit.installation.ceilings
        try await visit.perform(reason: reason) { scope in
            try PrintLog.record(
                PrintedOutput(
                    "利用者IDの棚卸しの結果", form: .file, expected: lines.count,
                    produced: lines.count), ceilings: ceilings, in: scope)
            scope.note("stocktaking \(campaign.id)")
        }
        let rows = lines.map { cells($0, visit.desk).map { TableCell.text($0) } }
        let csv = SafeCSV.file([titles.map { TableCell.text($0) }] + rows)
        return .attachment(
            Array(csv.utf8), name: "stocktaking_\(campaign.id).csv",
            landing: Route.stocktaking.path() + "?campaign=\(campaign.id)")
    }

    private static func found(
        _ visit: Visit
    ) async throws -> (campaign: Stocktaking, lines: [StocktakingLine]) {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let id = try visit.id("campaign")
        return try await visit.desk.threads.run {
            guard
                let campaign = try accounts.stocktakings(by: reader).first(where: { $0.id == id }),
                campaign.closedAt != nil
            else { throw DeskRefusal.notFound }
            return (campaign, try accounts.stocktakingLines(of: id, by: reader))
        }
    }

    private static let titles = [
        "所属", "利用者ID", "氏名", "役割", "最後の利用", "回答", "回答した人", "回答の時刻",
    ]

    private static func cells(_ line: StocktakingLine, _ desk: DeskRoom) -> [String] {
        [
            line.department, line.officer, line.name, StocktakingScreen.roles(line),
            line.lastLogin.map(Say.moment) ?? "まだ", StocktakingScreen.outcome(line),
            line.answeredBy.map { desk.label(of: $0) } ?? "", line.answeredAt.map(Say.moment) ?? "",
        ]
    }

    private static func sheet(
        _ campaign: Stocktaking, _ lines: [StocktakingLine], _ desk: DeskRoom
    ) throws -> ListSheet {
        let weights = [2.0, 1.4, 1.6, 2.4, 1.6, 1.4, 2, 1.6]
        return try ListSheet(
            title: "利用者IDの棚卸しの結果",
            subtitles: [
                "開始 \(Say.moment(campaign.openedAt))　期限 \(Say.date(campaign.deadline))　締切 "
                    + (campaign.closedAt.map(Say.moment) ?? ""),
                StocktakingScreen.counts(lines),
            ],
            columns: zip(titles, weights).map { .init($0, weight: $1) },
            rows: lines.map { cells($0, desk) }, approvals: ["課長", "係長", "担当"])
    }
}
