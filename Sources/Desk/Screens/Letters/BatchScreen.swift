// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// Letters of one kind that are waiting: previewed, dated, issued in one go.
enum BatchScreen {
    struct Body: PageModel {
        let title: String
        let waiting: Int
        /// How many of them a batch has left out before.
        let behind: String?
        let isNone: Bool
        let rows: [Row]
        let isCut: Bool
        let fields: [FormField]
        let issue: String?
        let preview: String
        let part: Int
        let unit: String
        /// What the job of everything that waits is called; `nil` for whoever begins none.
        let whole: String?
        /// What the ceiling of an hour makes of it.
        let outlook: String?
    }

    struct Row: PageModel {
        let recipient: NamedPerson
        let children: String
        let kind: String
    }

    /// As many letters as one batch prints; a run of payments is one batch.
    static let part = 500
    static let shown = 100

    static func source(_ visit: Visit) throws -> any LetterSource {
        guard
            let source = visit.installation.letterSource(
                visit.parameters["kind"] ?? "", on: visit.today)
        else { throw DeskRefusal.notFound }
        return source
    }

    /// What waits, and of it what one press of the button issues.
    static func waiting(
        _ source: any LetterSource, in scope: Scope
    ) throws -> WaitingLetters {
        try source.first(isRun(source) ? 1 : part, in: scope)
    }

    /// Whether a row that waits is a whole run of payments.
    static func isRun(_ source: any LetterSource) -> Bool {
        source.paper == .payment || source.paper == .returned
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, []))
    }

    static func page(_ visit: Visit, _ problems: [FormProblem]) async throws -> Page {
        let source = try source(visit)
        let (reader, directory) = (try visit.officer(), visit.installation.directory)
        let ceilings = visit.installation.ceilings
        let read = try await visit.perform(.viewLists) { scope in
            let waiting = try BatchScreen.waiting(source, in: scope)
            let chosen = waiting.first
            // Of a row with many letters no more is read than is shown.
            let lines = source.isOnePerReference ? [] : try source.lines(chosen, in: scope)
            let orders = try source.orders(
                Array(chosen.prefix(shown)),
                to: source.isOnePerReference
                    ? nil : Set(lines.prefix(shown).compactMap(\.recipient)), in: scope)
            let seen = Array(orders.prefix(shown))
            let named = seen.flatMap { [$0.recipient] + $0.children }
            let people = try directory.persons(named)
            scope.saw(named)
            return (
                waiting: waiting.count, behind: waiting.leftOut, part: chosen.count,
                orders: max(orders.count, lines.count), seen: seen, people: people,
                outlook: try BatchOutlook.words(
                    BatchScreen.isRun(source) ? lines.count : waiting.count, source.title,
                    ceilings, in: scope)
            )
        }
        let kind = visit.parameters["kind"] ?? ""
        let may = visit.may(.printLetters) && read.orders > 0
        let isRun = BatchScreen.isRun(source)
        let body = Body(
            title: source.title, waiting: read.waiting,
            behind: read.behind > 0 ? Say.count(read.behind) : nil, isNone: read.waiting == 0,
            rows: read.seen.map { order in
                Row(
                    recipient: NamedPerson(order.recipient, read.people, for: reader),
                    children: order.children.map {
                        NamedPerson($0, read.people, for: reader).name
                    }.joined(separator: "、"), kind: order.kind.wording)
            }, isCut: read.orders > read.seen.count || read.part > shown,
            fields: fields(visit).checked(problems),
            issue: may ? Route.issueBatch.path(kind) : nil,
            preview: Route.previewBatch.path(kind), part: read.part,
            unit: isRun ? "回の支払処理" : "件",
            whole: !may || !BatchJob.mayStart(visit)
                ? nil : isRun ? "この回のすべて" : "待っている\(Say.count(read.waiting))件すべて",
            outlook: read.outlook)
        var keys: [Key] = [.link("F5", "更新", Route.letterBatch.path(kind))]
        if may {
            keys.append(.link("F10", "下見", Route.previewBatch.path(kind)))
            keys.append(.send("F12", "発行", form: "batch-form", isMain: true))
        }
        return Page(
            "letters/batch", source.title,
            crumbs: [.home, Crumb("帳票・通知 発行", Route.papers.path())], keys: keys,
            problems: problems, message: Done.banner(visit), body: body)
    }

    private static func fields(_ visit: Visit) -> [FormField] {
        [
            .date(
                "dated", "施行日", visit.form,
                hint: "空欄は今日。先の日付にすると、その日に発送する通知になります（3か月先まで）"),
            .radio(
                "order", "印刷の順", visit.form,
                [
                    FormField.Choice(
                        value: "postcode", label: "郵便番号の順",
                        isChosen: visit.form["order"] != "decided"),
                    FormField.Choice(value: "decided", label: "元の記録の順"),
                ]),
        ]
    }
}
