// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Office
import Press
import Safeguards
import Vocabulary

/// 決裁書: one proposal on paper with the boxes of those who decide, for the file of the case.
enum DecisionSheet {
    static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proposal")
        let (office, desk) = (visit.installation, visit.desk)
        let reader = try visit.officer()
        let printed = try await visit.perform { scope -> PrintedPaper in
            let read = try DecisionScreen.Reading(id, directory: office.directory, in: scope)
            return try Printing.casePaper(
                .list(try sheet(read, reader, desk)), "決裁書",
                back: Route.decision.path(id), desk, in: scope)
        }
        return try Printing.shelve(printed, visit)
    }

    static func sheet(
        _ read: DecisionScreen.Reading, _ reader: Principal, _ desk: DeskRoom
    ) throws -> ListSheet {
        let draft = read.proposal.draft
        let child = read.people[draft.child]
        let name = child.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（宛名になし）"
        var rows = DecisionScreen.changes(read, reader).map {
            ["決定", $0.label, $0.old, ($0.isChanged ? "◎ " : "") + $0.new]
        }
        rows += FindingTable.both(read.findings, draft.periods).flatMap { table in
            table.lines.map {
                [
                    "要件（\(table.title)）", $0.rule, $0.isMet ? "満たす" : "満たさない",
                    $0.because + ($0.article.isEmpty ? "" : "（\($0.article)）"),
                ]
            }
        }
        rows += draft.flagWords.map { ["注意", $0, "", ""] }
        rows += read.proposal.consequenceTexts.map { ["及ぶもの", "", "", $0] }
        rows += DecisionSteps.all(read, desk).map { ["経過", $0.what, $0.at, "\($0.who) \($0.why)"] }
        return try ListSheet(
            title: "決裁書（\(draft.resultWording)）",
            subtitles: [
                "案 第\(read.proposal.id)号　児童 \(name)（宛名番号 \(draft.child)）",
                Say.withEras(draft.explanation),
                "起案 \(desk.name(of: read.proposal.proposer))　\(Say.moment(read.proposal.proposedAt))"
                    + (read.end.map {
                        "　\($0.word) \(desk.name(of: $0.officer))　\(Say.moment($0.at))"
                    } ?? "　決裁待ち")
                    + (read.stoodFor.map { "　代決（\($0) 不在）" } ?? ""),
            ],
            columns: [
                .init("区分", weight: 1.6), .init("項目", weight: 2.4),
                .init("いま", weight: 3), .init("決裁の後・内容", weight: 4.5),
            ],
            rows: rows, approvals: ["課長", "係長", "担当"], isLandscape: false)
    }
}
