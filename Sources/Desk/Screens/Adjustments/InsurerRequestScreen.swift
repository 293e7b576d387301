// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// One letter to an insurer: what it asks for, what was answered, the reminders, the letter again
/// and its list as a file.
enum InsurerRequestScreen {
    struct Body: PageModel {
        let items: [Item]
        let rows: [Row]
        let isShort: Bool
        let reminders: [Reminder]
        let hasReminders: Bool
        let state: String
        let weight: String
        let mayWrite: Bool
        let mayRemind: Bool
        let remind: String
        let remindFields: [FormField]
        let again: String
        let againFields: [FormField]
        let list: String
    }

    struct Row: PageModel {
        let href: String
        let number: String
        let person: PersonCell
        let month: String
        let amount: String
        let decided: String
        let difference: String
        let received: String
        let state: String
    }

    struct Reminder: PageModel {
        let href: String
        let reference: String
        let issued: String
        let due: String
        let count: String
    }

    private struct Reading: Sendable {
        let request: InsurerRequest
        let proxies: [Int64: ProxyReceipt]
        let reminders: [InsurerRequest]
        let open: Set<Int64>
        let isLate: Bool
        let people: ListedPeople
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("insurerrequest")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform(.viewProxyReceipts) { scope -> Reading? in
            guard let request = try InsurerRequestBook.request(id, from: scope.db) else {
                return nil
            }
            let proxies = try ProxyBook.proxies(request.items.map(\.proxy), from: scope.db)
            return Reading(
                request: request, proxies: proxies,
                reminders: try InsurerRequestBook.reminders(of: id, from: scope.db),
                open: try InsurerRequestBook.open(of: id, from: scope.db),
                isLate: try InsurerRequestBook.overdue(on: scope.today, from: scope.db)[id] != nil,
                people: try ListedPeople(
                    proxies.values.flatMap(\.people), directory: directory, in: scope))
        }
        guard let found else { throw DeskRefusal.notFound }
        let mayWrite = visit.may(.writeInsurerRequest)
        let mayRemind = mayWrite && found.request.kind == .claim && !found.open.isEmpty
        return Page(
            "adjustments/insurer-request",
            "\(found.request.kind.wording) \(found.request.reference)",
            crumbs: [.home, .screen(.proxyReceipt, .proxies)],
            keys: [.link("F5", "更新", Route.insurerRequest.path(id))]
                + (mayRemind ? [.send("F12", "督促を出す", form: "remind-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: body(found, visit, officer, problems, mayWrite, mayRemind))
    }

    private static func body(
        _ found: Reading, _ visit: Visit, _ reader: Principal, _ problems: [FormProblem],
        _ mayWrite: Bool, _ mayRemind: Bool
    ) -> Body {
        let (request, id) = (found.request, found.request.id)
        // A measure that came after the letter hides the family from the page of its insurer.
        let rows = request.items.compactMap { item -> Row? in
            guard let proxy = found.proxies[item.proxy],
                !proxy.people.contains(where: found.people.isProtected)
            else { return nil }
            return row(proxy, item, found.people, reader)
        }
        return Body(
            items: [
                Item("保険者", "\(request.office.name)（\(request.office.insurer)）"),
                Item("所在地", "〒\(request.office.postalCode) \(request.office.address)"),
                Item("文書番号", request.reference), Item("施行日", Say.date(request.issuedOn)),
                Item("回答の期限", Say.date(request.dueOn)),
                Item("請求額", request.total.description),
                Item("作成", visit.desk.name(of: request.officer)),
            ], rows: rows, isShort: rows.count < request.items.count,
            reminders: found.reminders.map {
                Reminder(
                    href: Route.insurerRequest.path($0.id), reference: $0.reference,
                    issued: Say.short($0.issuedOn), due: Say.short($0.dueOn),
                    count: Say.count($0.items.count))
            }, hasReminders: !found.reminders.isEmpty,
            state: found.open.isEmpty
                ? "すべて回答" : (found.isLate ? "期限を過ぎて" : "回答待ち") + " \(found.open.count)件",
            weight: found.open.isEmpty ? "good" : found.isLate ? "stop" : "plain",
            mayWrite: mayWrite, mayRemind: mayRemind, remind: Route.remindInsurer.path(id),
            remindFields: [
                FormField.text(
                    "reference", "督促の文書番号", visit.form, hint: "例 見本子第130号", isRequired: true),
                .date("due", "新しい回答の期限", visit.form, isRequired: true),
            ].map { $0.checked(problems) },
            again: Route.reprintInsurerRequest.path(id),
            againFields: [
                FormField.text("reason", "もう一度印刷する理由（記録されます）", visit.form, isRequired: true)
                    .checked(problems)
            ], list: Route.insurerRequestList.path(id))
    }

    private static func row(
        _ proxy: ProxyReceipt, _ item: InsurerRequest.Item, _ people: ListedPeople,
        _ reader: Principal
    ) -> Row {
        Row(
            href: Route.proxy.path(proxy.id), number: "K\(proxy.id)",
            person: PersonCell(proxy.child, people, for: reader), month: Say.period(proxy.period),
            amount: item.amount.grouped, decided: proxy.decided?.grouped ?? "未回答",
            difference: proxy.difference.map { Say.signed($0.amount) } ?? "",
            received: proxy.received.grouped, state: proxy.state.wording)
    }
}
