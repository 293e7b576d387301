// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Safeguards
import Vocabulary

/// One copy: what was asked for, by whom, for whom; what happened to it; and its next step.
enum CopyScreen {
    struct Body: PageModel {
        let flags: [Flag]
        let items: [Item]
        let fingerprint: String
        let history: [Item]
        let media: [Medium]
        let hasMedia: Bool
        let approve: String?
        let refuse: FormAction?
        let withdraw: FormAction?
        let write: FormAction?
        let hand: FormAction?
        let record: FormAction?
    }

    struct Medium: PageModel {
        let medium: String
        let event: String
        let on: String
        let carrier: String
        let destination: String
        let protection: String
        let officer: String
    }

    struct FormAction: PageModel {
        let action: String
        let inputs: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("copy")
        let copy = try await visit.perform(.viewCopies) { scope in
            guard let copy = try CopyBook.copy(id, from: scope.db) else {
                throw DeskRefusal.notFound
            }
            return copy
        }
        let reader = try visit.officer()
        let state = copy.state(at: visit.desk.now)
        let mayDecide =
            visit.may(.approveCopy) && state == .waiting && copy.requester != reader.officer
            && copy.recipient != reader.officer
        let mayWrite =
            visit.may(.exportData) && state == .approved && copy.approver != reader.officer
        let mayRecord =
            visit.may(.recordTransport) && (state == .written || state == .handed)
        let typed = visit.form
        func action(_ route: Route, _ fields: [FormField]) -> FormAction {
            FormAction(
                action: route.path(String(id)), inputs: fields.map { $0.checked(problems) })
        }
        let body = Body(
            flags: [CopyListScreen.flag(state)], items: items(copy, visit),
            fingerprint: copy.key.fingerprint, history: history(copy, visit),
            media: copy.transports.map { medium($0, visit) }, hasMedia: !copy.transports.isEmpty,
            approve: mayDecide ? Route.approveCopy.path(String(id)) : nil,
            refuse: mayDecide
                ? action(
                    .refuseCopy,
                    [.text("why", "不承認の理由", typed, size: "long", isRequired: true)])
                : nil,
            withdraw: visit.may(.requestCopy) && [.waiting, .approved].contains(state)
                ? action(
                    .withdrawCopy,
                    [.text("gone", "取下げの理由", typed, size: "long", isRequired: true)])
                : nil,
            write: mayWrite
                ? action(
                    .writeCopy,
                    [.text("reason", "作成の理由", typed, size: "long", isRequired: true)])
                : nil,
            hand: mayRecord ? action(.handOutCopy, CopySteps.mediumFields(typed, "渡す")) : nil,
            record: mayRecord && state == .handed
                ? action(.recordMedium, CopySteps.returnFields(typed, copy)) : nil)
        return Page(
            "copies/copy",
            "複製の申請（\(title(copy, visit))、\(Say.short(copy.recordedAt.dayInJapan))申請）",
            crumbs: [.home, Crumb(Screen.copies.title, Route.copies.path())],
            keys: [.link("F5", "更新", Route.copy.path(String(id)))], problems: problems,
            message: Done.banner(visit), body: body)
    }

    /// What is copied, by the title of its list; by its code where the list is gone.
    static func title(_ copy: CopyCase, _ visit: Visit) -> String {
        (try? visit.installation.lists.list(copy.question.list))?.title ?? copy.question.list
    }

    private static func items(_ copy: CopyCase, _ visit: Visit) -> [Item] {
        let list = try? visit.installation.lists.list(copy.question.list)
        let conditions =
            list?.conditions.map { condition in
                "\(condition.title) \(Say.withEras(copy.question.conditions[condition.code] ?? ""))"
            } ?? []
        let columns = copy.question.items.map { code in
            list?.columns.first { $0.code == code }?.title ?? code
        }
        return [
            Item("一覧", title(copy, visit)),
            Item("条件", conditions.joined(separator: "、")),
            Item("項目", columns.joined(separator: "、")),
            Item("形", copy.format.title),
            Item("受取人", "\(copy.recipientName)（\(copy.recipient)）"),
            Item("受取先", copy.recipientClass.title),
            Item("使いみち", copy.use), Item("理由", copy.reason),
            Item("申請者", visit.desk.name(of: copy.requester)),
            Item("期限", Say.date(copy.expiresAt.adding(seconds: -1).dayInJapan) + "まで"),
        ]
    }

    private static func history(_ copy: CopyCase, _ visit: Visit) -> [Item] {
        var lines = [
            Item("申請", "\(Say.moment(copy.recordedAt)) \(visit.desk.name(of: copy.requester))")
        ]
        for step in copy.steps {
            let word =
                switch step.step {
                case .approved: "承認"
                case .refused: "不承認"
                case .withdrawn: "取下げ"
                }
            lines.append(
                Item(
                    word,
                    "\(Say.moment(step.at)) \(visit.desk.name(of: step.officer)) \(step.reason ?? "")"
                ))
        }
        if let container = copy.container {
            lines += [
                Item("作成", "\(Say.moment(container.at)) \(visit.desk.name(of: container.writer))"),
                Item("複製番号", container.number),
                Item("行数", "\(Say.count(container.rows))行（\(Say.count(container.bytes))バイト）"),
                Item("要約値（SHA-256）", container.digest),
            ]
        }
        return lines
    }

    private static func medium(_ transport: Transport, _ visit: Visit) -> Medium {
        Medium(
            medium: transport.medium, event: transport.event.title, on: Say.short(transport.on),
            carrier: transport.carrier, destination: transport.destination,
            protection: transport.protection,
            officer: transport.officer.map { visit.desk.name(of: $0) } ?? "")
    }
}
