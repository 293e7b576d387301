// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Press
import Reports
import Safeguards
import Vocabulary

/// 1510, 県補助: the table of the report to the prefecture on paper, and the months as a file. The
/// prefecture's own form is not known (様式は未確認): the paper says so.
enum SubsidyPaper {
    /// What the forms of the statistics say instead of a subject.
    static let subject = "subsidy"

    static func isAsked(_ visit: Visit) -> Bool { visit.form["subject"] == subject }

    /// The months as they may leave, small counts hidden; an output of its own, with its reason in the
    /// log.
    static func release(_ visit: Visit, reason: String) async throws -> StatisticsRelease {
        let law = try SubsidyScreen.law(visit)
        let year = SubsidyScreen.year(visit.form, visit)
        let office = visit.installation
        return try await visit.perform(reason: reason) { scope in
            try office.releaseSubsidy(StatisticsPeriod(year), law: law, in: scope)
        }
    }

    /// The table for the prefecture. It is addressed to it and adds a year up: no number is hidden,
    /// and the paper says that it is not to be published.
    static func print(_ visit: Visit) async throws -> Answer {
        let law = try SubsidyScreen.law(visit)
        let year = SubsidyScreen.year(visit.form, visit)
        let desk = visit.desk
        let ceilings = visit.installation.ceilings
        let pdf = try await visit.perform { scope in
            let report = try ViewSubsidy.perform(StatisticsPeriod(year), law: law, in: scope)
            let (pdf, pages) = try desk.pressRoom().preview(
                [.list(try sheet(report, year))], desk.order("県補助の実績報告の表"))
            try PrintLog.record(
                PrintedOutput(
                    "県補助の実績報告の表", expected: 1, produced: 1, pages: pages.pages),
                ceilings: ceilings, in: scope)
            return pdf
        }
        return .pdf(pdf, name: "subsidy_\(year.year).pdf")
    }

    static func sheet(_ report: SubsidyReport, _ year: FiscalYear) throws -> ListSheet {
        var rows: [[String]] = []
        for setting in CareSetting.allCases {
            if let line = report.bySetting[setting] { rows.append(row(setting.wording, line)) }
        }
        rows.append(row("計", report.total))
        var notes = [
            "\(Wareki.text(year))（請求年月）　\(Say.moment(report.asOf)) までの記録",
            "実績報告の様式は未確認です。県への報告のための数で、少ない数も伏せていません。公表には使わないでください。",
            SubsidyReport.taken, report.income,
        ]
        if !report.unconfirmed.isEmpty {
            notes.append("県の決まりに確認の済んでいない値が\(report.unconfirmed.count)件あります。要綱で確かめてください。")
        }
        return try ListSheet(
            title: "\(report.title)　実績報告の表", subtitles: notes.flatMap(Self.lines),
            columns: [
                .init("区分", weight: 2), .init("助成件数(件)", weight: 2, alignment: .right),
                .init("助成額(円)", weight: 2, alignment: .right),
                .init("補助対象件数(件)", weight: 2, alignment: .right),
                .init("補助対象額(円)", weight: 2, alignment: .right),
            ]
                + SubsidyReturn.Kind.allCases.map {
                    .init("\($0.short)(円)", weight: 2, alignment: .right)
                } + [.init("差引補助対象額(円)", weight: 2, alignment: .right)], rows: rows,
            totals: [
                ("補助率", report.share ?? "未設定"),
                ("補助額", report.subsidy.map { "\($0.grouped)円" } ?? "計算できません"),
            ], approvals: ["課長", "係長", "担当"])
    }

    private static func row(_ title: String, _ line: SubsidyReport.Line) -> [String] {
        [
            title, Say.count(line.claims), line.paid.grouped, Say.count(line.eligibleClaims),
            line.eligible.grouped,
        ]
            + SubsidyReturn.Kind.allCases.map {
                (line.returns[$0]?.deducted ?? .zero).grouped
            } + [line.net.grouped]
    }

    /// A note in lines that fit on the page: a sentence each, long ones cut.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: "。").flatMap { sentence -> [String] in
            var rest = sentence[...]
            var lines: [String] = []
            while !rest.isEmpty {
                lines.append(String(rest.prefix(50)))
                rest = rest.dropFirst(50)
            }
            return lines
        }
    }
}
