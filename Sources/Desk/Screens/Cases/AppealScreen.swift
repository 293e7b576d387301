// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 1140 審査請求: what is open and what came of it, over all children; and of one child with the form that
/// receives a new one.
enum AppealScreen {
    struct ListBody: PageModel {
        let rows: [Line]
        let isNone: Bool
        let open: Int
        let count: String
        let pages: ListPage.Line?
    }

    /// Appeals of a page.
    static let most = 100

    struct ChildBody: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let term: String
        let rows: [Line]
        let isNone: Bool
        let receiving: RuleScreen.Form?
    }

    struct Line: PageModel {
        let href: String
        let person: NamedPerson
        let against: String
        let decided: String
        let received: String
        let last: String
        let isLate: Bool
        let state: String
        let weight: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = visit.query["page"]
        let read = try await visit.perform(.viewAppeals) { scope in
            let all = try AppealBook.all(from: scope.db)
            let list = ListPage(of: all.count, asked: asked, size: most)
            let shown = Array(all[list.rows])
            scope.saw(shown.flatMap { [$0.input.child, $0.input.appellant] })
            return (
                shown: shown, list: list, open: try AppealBook.openCount(from: scope.db),
                people: try directory.persons(Array(Set(shown.map(\.input.child))))
            )
        }
        let rows = read.shown.map { line($0, read.people, officer) }
        let pages = read.list.line(at: Route.appeals.path())
        return .page(
            Page(
                "cases/appeals", "審査請求", crumbs: [.home, .screen(.register, .register)],
                keys: [.link("F5", "更新", Route.appeals.path())] + ListPage.keys(pages),
                problems: [],
                message: Done.banner(visit),
                body: ListBody(
                    rows: rows, isNone: rows.isEmpty, open: read.open,
                    count: Say.count(read.list.total), pages: pages)))
    }

    static func showChild(_ visit: Visit) async throws -> Answer {
        .page(try await childPage(visit, problems: []))
    }

    static func childPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewAppeals, about: [number]) { scope in
            (
                appeals: try AppealBook.appeals(ofChild: number, from: scope.db),
                about: try RecordReading(number, directory: directory, in: scope)
            )
        }
        let rows = read.appeals.map { line($0, read.about.people, officer) }
        let mayReceive = visit.may(.recordAppeal)
        return Page(
            "cases/person-appeals", "審査請求", crumbs: visit.personCrumbs(),
            keys: mayReceive ? [.send("F12", "受け付ける", form: "appeal-form", isMain: true)] : [],
            problems: problems, message: Done.banner(visit),
            body: ChildBody(
                subject: SubjectStrip(read.about.strip, for: officer, in: visit.installation),
                tabs: visit.personTabs(number), term: term(visit), rows: rows,
                isNone: rows.isEmpty,
                receiving: mayReceive
                    ? RuleScreen.Form(
                        action: Route.receiveAppeal.path(number),
                        fields: fields(visit.form).checked(problems)) : nil))
    }

    /// Until when it can be made, as the national book says; marked where nobody has checked it.
    private static func term(_ visit: Visit) -> String {
        guard
            case .found(let terms, let entry) = visit.installation.book.national.appeals.on(
                visit.today)
        else { return "審査請求の期間は全国共通の本に未設定です。期間内かどうかは判定しません。" }
        return "期間は、決定を知った日の翌日から\(terms.months)か月、決定の日の翌日から\(terms.mostMonths)か月です"
            + (entry.article.map { "（\($0)）" } ?? "") + (entry.isConfirmed ? "。" : "。【未確認】")
            + "末日が閉庁日のときは、次の開庁日までです。"
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            .code("appellant", "審査請求人の宛名番号", typed, digits: 0, isRequired: true),
            .text("against", "対象の決定（通知の文書番号など）", typed, size: "long", isRequired: true),
            .date("decided", "決定の日", typed, whose: "past", isRequired: true),
            .date("known", "決定を知った日", typed, whose: "past", isRequired: true),
            .date("received", "受け付けた日", typed, whose: "past", isRequired: true),
            .text("late", "期間を過ぎた正当な理由（過ぎているときだけ）", typed, size: "long"),
        ]
    }

    static func receive(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let national = visit.installation.book.national
        let office = visit.installation.law.office
        var reading = FormReading(visit.form, today: visit.today)
        let appellant = AddresseeNumber(reading.typed["appellant"])
        if appellant == nil { reading.wrong("appellant", "宛名番号は15桁までの数字です。") }
        let against = reading.text("against", orElse: "対象の決定を入力してください。")
        let decided = reading.date("decided", "決定の日", whose: .child)
        let known = reading.date("known", "決定を知った日", whose: .child)
        let received = reading.date("received", "受け付けた日", whose: .child)
        let late = reading.typed["late"]
        guard let appellant, let decided, let known, let received, reading.isRight else {
            return .page(try await childPage(visit, problems: reading.problems))
        }
        do {
            let id = try await visit.perform(about: [number]) { scope in
                try RecordAppeal.perform(
                    AppealInput(
                        child: number, appellant: appellant, against: against,
                        decidedOn: decided, knownOn: known, receivedOn: received,
                        lateReason: late.isEmpty ? nil : late), national: national,
                    office: office, in: scope)
            }
            return visit.carriedOut(Route.appeal.path(id) + "?done=appealtaken")
        } catch let refusal as AppealRefusal {
            reading.refused(refusal)
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        }
        return .page(try await childPage(visit, problems: reading.problems))
    }

    static func line(
        _ appeal: Appeal, _ people: [AddresseeNumber: ResidentSnapshot], _ officer: Principal
    ) -> Line {
        Line(
            href: Route.appeal.path(appeal.id),
            person: NamedPerson(appeal.input.child, people, for: officer),
            against: appeal.input.against, decided: Say.short(appeal.input.decidedOn),
            received: Say.short(appeal.input.receivedOn),
            last: appeal.lastDay.map { Say.short($0) } ?? "—", isLate: appeal.isLate,
            state: appeal.standing, weight: appeal.isOpen ? "warn" : "plain")
    }
}
