// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1150 one succession: what was proposed, who is on the list, the word of the second officer.
enum SuccessionDecision {
    struct Body: PageModel {
        let items: [Item]
        let state: String
        let weight: String
        let decide: String?
        let isOwn: Bool
        let id: String
        let children: [Child]
        let count: String
        let pages: ListPage.Line?
    }

    /// Children of a page.
    static let most = 100

    struct Child: PageModel {
        let person: NamedPerson
        let from: String
        let stage: String
        let why: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("succession")
        let sentBack = visit.form["act"] == "back" ? visit.form["why"] : nil
        var reading = FormReading(visit.form, today: visit.today)
        do {
            let done = try await visit.perform { scope in
                try ApproveSuccession.perform(id, sentBack: sentBack, in: scope)
            }
            let word = sentBack == nil ? "successioncarried" : "successionback"
            return visit.carriedOut(
                Route.succession.path(id) + "?done=\(word)&n=\(done.carried)&held=\(done.leftOut)")
        } catch let refusal as SuccessionRefusal {
            reading.refused(refusal)
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        } catch SafeguardRefusal.sameOfficer {
            reading.refused(SafeguardRefusal.sameOfficer)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("succession")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = visit.query["page"]
        let read = try await visit.perform(.viewSuccessions) { scope in
            guard let one = try SuccessionBook.succession(id, from: scope.db) else {
                throw DeskRefusal.notFound
            }
            let rows = try SuccessionBook.children(of: id, from: scope.db)
            // Of a carried child the second row counts; the first says that it was proposed.
            let wanted = one.status == .approved ? rows.filter { $0.stage != "proposed" } : rows
            let list = ListPage(of: wanted.count, asked: asked, size: most)
            let shown = Array(wanted[list.rows])
            scope.saw(shown.map(\.child))
            return (
                one: one, rows: shown, list: list,
                people: try directory.persons(Array(Set(shown.map(\.child))))
            )
        }
        let one = read.one
        let isOwn = one.proposer == officer.officer
        let mayDecide = one.status == .proposed && !isOwn && visit.may(.approveSuccession)
        let line = SuccessionScreen.Line(one)
        let pages = read.list.line(at: Route.succession.path(id))
        return Page(
            "cases/succession", "保険者番号の承継",
            crumbs: [
                .home, .screen(.rejudgement, .rejudgements),
                Crumb("保険者番号の承継", Route.successions.path()),
            ],
            keys: ListPage.keys(pages)
                + (mayDecide ? [.send("F12", "決裁する", form: "decide-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                items: [
                    Item("元の番号", line.old), Item("新しい番号", line.new),
                    Item("承継の日", Say.date(one.input.effectiveOn)),
                    Item("記号・番号", one.input.keepsSymbols ? "そのまま続く" : "届くまで空欄"),
                    Item("根拠", one.input.basis), Item("起案", visit.desk.name(of: one.proposer)),
                    Item("引き継ぐ児童", "\(one.expected)人"), Item("引き継いだ児童", line.carried),
                    Item("決裁", one.officer.map { visit.desk.name(of: $0) } ?? "—"),
                    Item("差戻しの理由", one.reason ?? "—"),
                ], state: line.state, weight: line.weight,
                decide: mayDecide ? Route.decideSuccession.path(id) : nil,
                isOwn: isOwn && one.status == .proposed, id: String(id),
                children: read.rows.map { row in
                    Child(
                        person: NamedPerson(row.child, read.people, for: officer),
                        from: Say.short(row.acquiredOn), stage: stage(row.stage),
                        why: row.reason ?? "")
                }, count: Say.count(read.list.total), pages: pages))
    }

    private static func stage(_ word: String) -> String {
        switch word {
        case "carried": "引き継いだ"
        case "left-out": "外れた"
        default: "引き継ぐ"
        }
    }
}
