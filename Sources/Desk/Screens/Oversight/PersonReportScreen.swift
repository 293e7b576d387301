// SPDX-License-Identifier: Apache-2.0
import Copying
import Ledger
import Office
import Oversight
import Press
import Safeguards
import Vocabulary

/// 本人への報告: who used the data of one person, when and why, on screen and as a paper (G-13).
enum PersonReportScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let person: String
        let count: Int
        let rows: [Row]
        let isShown: Bool
        let isNone: Bool
    }

    struct Row: PageModel {
        let number: String
        let at: String
        let who: String
        let what: String
        let purpose: String
        let basis: String
        let why: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        var typed = visit.query
        if typed["from"].isEmpty {
            typed.set("from", visit.today.adding(days: -365 * 7).description)
            typed.set("through", visit.today.description)
        }
        return .page(page(visit, typed, lines: nil, problems: []))
    }

    /// Shows the list, or prints it: both are one output, with a reason, in the log.
    static func make(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let person = AddresseeNumber(visit.form["subject"])
        if person == nil { reading.wrong("subject", "宛名番号は15桁までの数字です。") }
        let from = reading.date("from", "始めの日")
        let through = reading.date("through", "終わりの日")
        let reason = reading.text("reason", orElse: "請求の受付番号などの理由を書いてください。")
        guard reading.isRight, let person, let from, let through else {
            return .page(page(visit, visit.form, lines: nil, problems: reading.problems))
        }
        let isPaper = visit.form["act"] == "print"
        let (desk, installation) = (visit.desk, visit.installation)
        do {
            let (lines, pdf) = try await visit.perform(about: [person], reason: reason) {
                scope -> ([AccessReportLine], [UInt8]) in
                let lines = try ReportAccesses.perform(
                    about: person, from: from, through: through, in: scope)
                guard isPaper else { return (lines, []) }
                let sheet = try AccessReport.sheet(
                    lines, about: person, from: from, through: through, on: scope.today)
                let (pdf, report) = try desk.pressRoom().preview(
                    [sheet], desk.order("利用の記録"))
                try PrintLog.record(
                    PrintedOutput("利用の記録", expected: 1, produced: 1, pages: report.pages),
                    ceilings: installation.ceilings, in: scope)
                return (lines, pdf)
            }
            if isPaper { return .pdf(pdf, name: "riyou-kiroku.pdf") }
            return .page(page(visit, visit.form, lines: lines, problems: []))
        } catch let refusal as OversightRefusal {
            reading.refused(refusal, field: "from")
            return .page(page(visit, visit.form, lines: nil, problems: reading.problems))
        }
    }

    private static func page(
        _ visit: Visit, _ typed: Typed, lines: [AccessReportLine]?, problems: [FormProblem]
    ) -> Page {
        let body = Body(
            action: Route.makePersonReport.path(),
            fields: [
                .text("subject", "本人の宛名番号", typed, isRequired: true),
                .date("from", "始めの日", typed, hint: nil, isRequired: true),
                .date("through", "終わりの日", typed, hint: nil, isRequired: true),
                .text(
                    "reason", "理由", typed, hint: "例 開示請求 R7-12", isRequired: true),
            ].checked(problems),
            person: typed["subject"], count: lines?.count ?? 0,
            rows: (lines ?? []).map(row), isShown: lines != nil, isNone: lines?.isEmpty ?? false)
        return Page(
            "oversight/report", "本人の情報の利用記録",
            crumbs: [
                Crumb("ホーム", Route.home.path()), Crumb("ログ分析・点検記録", Route.oversight.path()),
            ],
            keys: [
                .send("F5", "一覧にする", form: "report-form", act: "list", isMain: true),
                .send("F11", "本人向けの紙（PDF）", form: "report-form", act: "print"),
            ], problems: problems, body: body)
    }

    private static func row(_ line: AccessReportLine) -> Row {
        let act = line.line.act
        let purpose = Purpose(rawValue: act.purpose)
        return Row(
            number: String(line.line.operation), at: Say.moment(line.line.recordedAt),
            who: line.isMachine ? "自動処理（\(act.officer)）" : "\(line.department) \(line.name)",
            what: OperationCode(rawValue: act.code)?.definition.title ?? act.code,
            purpose: purpose?.title ?? act.purpose, basis: purpose?.legalBasis ?? "",
            why: AccessReport.why(line))
    }
}
