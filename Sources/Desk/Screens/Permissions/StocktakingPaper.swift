// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Press
import Safeguards
import Vocabulary

/// 3020: a stocktaking with the answers of the heads, on paper, for auditors too, and as a file.
/// Officers stand on it, no person of a case.
enum StocktakingPaper {
    static func print(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .printOfficers)
        let desk = visit.desk
        let (campaign, lines, leavers) = try await found(visit)
        let printed = try await visit.perform { scope in
            scope.note("stocktaking \(campaign.id)")
            return try Printing.officePaper(
                [.list(try sheet(campaign, lines, leavers, desk))], title(campaign),
                back: address(campaign), desk, in: scope)
        }
        return try Printing.shelve(printed, visit)
    }

    /// An output of its own, with its reason in the log.
    static func file(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .exportData)
        let (campaign, lines, leavers) = try await found(visit)
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "出力の理由を入力してください（記録されます）。")
        guard reading.isRight else {
            return .page(
                try await StocktakingScreen.page(
                    visit, of: campaign.closedAt.map { _ in campaign.id },
                    problems: reading.problems))
        }
        let ceilings = visit.installation.ceilings
        try await visit.perform(reason: reason) { scope in
            try PrintLog.record(
                PrintedOutput(
                    title(campaign), form: .file, expected: lines.count,
                    produced: lines.count), ceilings: ceilings, in: scope)
            scope.note("stocktaking \(campaign.id)")
        }
        let rows = lines.map { cells($0, leavers, visit.desk).map { TableCell.text($0) } }
        let csv = SafeCSV.file([titles.map { TableCell.text($0) }] + rows)
        return .attachment(
            Array(csv.utf8), name: "stocktaking_\(campaign.id).csv",
            landing: address(campaign))
    }

    private static func title(_ campaign: Stocktaking) -> String {
        "利用者IDの棚卸しの" + (campaign.closedAt == nil ? "途中経過" : "結果")
    }

    /// Where the campaign is shown: an open one stands on the screen by itself.
    private static func address(_ campaign: Stocktaking) -> String {
        Route.stocktaking.path()
            + (campaign.closedAt == nil ? "" : "?campaign=\(campaign.id)")
    }

    private static func found(
        _ visit: Visit
    ) async throws -> (
        campaign: Stocktaking, lines: [StocktakingLine], leavers: StocktakingScreen.Leavers
    ) {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let id = try visit.id("campaign")
        return try await visit.desk.threads.run {
            let all = try accounts.stocktakings(by: reader)
            guard let campaign = all.first(where: { $0.id == id }) else {
                throw DeskRefusal.notFound
            }
            return (
                campaign, try accounts.stocktakingLines(of: id, by: reader),
                campaign.leavers(among: try accounts.revocations(by: reader))
            )
        }
    }

    private static let titles = [
        "所属", "利用者ID", "氏名", "役割", "最後の利用", "注意", "回答", "回答した人", "回答の時刻",
    ]

    private static func cells(
        _ line: StocktakingLine, _ leavers: StocktakingScreen.Leavers, _ desk: DeskRoom
    ) -> [String] {
        [
            line.department, line.officer, line.name, StocktakingScreen.roles(line),
            line.lastLogin.map(Say.moment) ?? "まだ",
            StocktakingScreen.remarks(line, leavers).joined(separator: "・"),
            StocktakingScreen.outcome(line),
            line.answeredBy.map { desk.label(of: $0) } ?? "", line.answeredAt.map(Say.moment) ?? "",
        ]
    }

    private static func sheet(
        _ campaign: Stocktaking, _ lines: [StocktakingLine],
        _ leavers: StocktakingScreen.Leavers, _ desk: DeskRoom
    ) throws -> ListSheet {
        let weights = [1.8, 1.3, 1.5, 2.0, 1.5, 1.9, 1.3, 1.9, 1.5]
        return try ListSheet(
            title: title(campaign),
            subtitles: [
                "開始 \(Say.moment(campaign.openedAt))　期限 \(Say.date(campaign.deadline))　締切 "
                    + (campaign.closedAt.map(Say.moment) ?? "まだ"),
                StocktakingScreen.counts(lines),
            ],
            columns: zip(titles, weights).map { .init($0, weight: $1) },
            rows: lines.map { cells($0, leavers, desk) }, approvals: ["課長", "係長", "担当"])
    }
}
