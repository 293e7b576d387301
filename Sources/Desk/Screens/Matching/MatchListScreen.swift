// SPDX-License-Identifier: Apache-2.0
import Addressee
import Safeguards
import Vocabulary

/// 2020 統合宛名 付番・名寄せ: the work queue, what was decided, and the ways to number and to merge.
enum MatchListScreen {
    struct Body: PageModel {
        let tabs: [PersonTab]
        let isDecided: Bool
        let rows: [Row]
        let decisions: [DecisionRow]
        let count: Int
        let isNone: Bool
        let pages: ListPage.Line?
        let mayNumber: Bool
        let numberForm: String
        let mayMerge: Bool
        let mergeForm: String
    }

    struct Row: PageModel {
        let href: String
        let name: String
        let number: String
        let source: String
        let why: String
        let since: String
        let days: Int
        let candidates: Int
        let waiting: String
    }

    struct DecisionRow: PageModel {
        let outcome: String
        let weight: String
        let number: String
        let href: String?
        let reason: String
        let officer: String
        let at: String
    }

    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        let isDecided = visit.query["state"] == "decided"
        let asked = visit.query["page"]
        let read = try await visit.performInAddressee(.viewMatches) { scope in
            let counts = try ListMatchCases.counts(in: scope)
            let list = ListPage(
                of: isDecided ? counts.decided : counts.waiting, asked: asked, size: most)
            let (limit, start) = (list.rows.count, list.rows.lowerBound)
            return (
                list: list,
                cases: isDecided
                    ? [] : try ListMatchCases.perform(limit: limit, from: start, in: scope),
                decisions: isDecided
                    ? try ListMatchCases.decided(limit: limit, from: start, in: scope) : []
            )
        }
        let today = visit.today
        let here = Route.matches.path()
        let pages = read.list.line(at: here, keeping: isDecided ? "state=decided" : "")
        let body = Body(
            tabs: [
                PersonTab(title: "確認待ち", href: here, isCurrent: !isDecided),
                PersonTab(title: "決めたもの", href: here + "?state=decided", isCurrent: isDecided),
            ], isDecided: isDecided, rows: read.cases.map { row($0, today) },
            decisions: read.decisions.map { decision($0, visit) },
            count: read.list.total,
            isNone: read.cases.isEmpty && read.decisions.isEmpty,
            pages: pages,
            mayNumber: visit.may(.numberPerson), numberForm: Route.numberForm.path(),
            mayMerge: visit.may(.matchPersons) && visit.may(.viewAddressee),
            mergeForm: Route.mergeForm.path())
        var keys: [Key] = [.link("F5", "更新", here)]
        keys += ListPage.keys(pages)
        if body.mayNumber { keys.append(.link("F3", "候補検索・付番", body.numberForm)) }
        if body.mayMerge { keys.append(.link("F9", "名寄せ", body.mergeForm)) }
        return .page(
            Page(
                "matching/list", Screen.matching.title, crumbs: [.home], keys: keys,
                message: Done.banner(visit), body: body))
    }

    private static func row(_ line: MatchCaseLine, _ today: CivilDate) -> Row {
        Row(
            href: Route.match.path(line.id),
            // An administrator sees that somebody waits, not who.
            name: line.name.description.isEmpty ? "（表示しません）" : line.name.description,
            number: line.addressee?.description ?? "（番号なし）", source: line.sourceTitle,
            why: line.why.rawValue, since: Say.moment(line.since),
            days: Int(today.dayNumber - line.since.dayInJapan.dayNumber),
            candidates: line.candidates,
            waiting: line.heldRows > 0 ? "異動\(line.heldRows)件" : "")
    }

    private static func decision(_ line: MatchDecisionLine, _ visit: Visit) -> DecisionRow {
        DecisionRow(
            outcome: line.addressee == nil ? "別人" : "同じ方",
            weight: line.addressee == nil ? "plain" : "good",
            number: line.addressee?.description ?? "—",
            href: visit.may(.viewAddressee) ? line.addressee.map { Route.addressee.path($0) } : nil,
            reason: line.reason, officer: visit.desk.name(of: line.officer), at: Say.moment(line.at)
        )
    }
}
