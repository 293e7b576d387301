// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3010: who may work here, as what, until when, and when they last did; who is in just now; their
/// authenticators and the tickets with which new ones are registered.
enum OfficersScreen {
    /// The lists of 3010: all four together stay below 150 KB.
    enum List: String, ListName {
        case officers = "page"
        case logins, passkeys, tickets

        var most: Int { self == .officers ? 100 : 40 }
    }

    struct Body: PageModel {
        let rows: [Row]
        let count: Int
        let pages: ListPage.Line?
        let logins: [LoginPanels.Row]
        let loginCount: Int
        let loginPages: ListPage.Line?
        /// The form of a password issued anew, for those who may.
        let reset: Issue?
        let hasSecondFactor: Bool
        let passkeys: [PasskeyRow]
        let passkeyCount: Int
        let passkeyPages: ListPage.Line?
        let tickets: [TicketRow]
        let ticketCount: Int
        let ticketPages: ListPage.Line?
        /// What the forms of the lists send along: the pages.
        let kept: [Item]
        /// The form of a new ticket, for those who may issue one.
        let issue: Issue?
    }

    struct Row: PageModel {
        let officer: String
        let name: String
        let department: String
        let roles: String
        let until: String
        let last: String
        let flags: [Flag]
    }

    struct PasskeyRow: PageModel {
        let officer: String
        let label: String
        let registered: String
        let used: String
        let flags: [Flag]
        /// Where it is ended, for those who may and while it is in force.
        let endAddress: String?
        let endID: String
    }

    struct TicketRow: PageModel {
        let officer: String
        let proposer: String
        let until: String
        let state: String
        let confirmAddress: String?
    }

    struct Issue: PageModel {
        let fields: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// The form names the officer; the address of the operation stays the same for all.
    static func allow(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (officer, reason) = (visit.form["officer"], visit.form["reason"])
        let once = visit.onceKey
        do {
            let words = try await visit.desk.threads.run {
                try accounts.allowPasskey(of: officer, reason: reason, by: by, once: once)
            }
            return try SaidOnce.answer(
                Banner(
                    .success, "登録票を発行しました",
                    [
                        "\(officer) の登録票の言葉は \(words) です。",
                        "紙に書いて本人に手渡してください。二人目の職員が確認すると、3日のあいだ一度だけ使えます。",
                    ]), on: .officers, of: visit)
        } catch SafeguardRefusal.alreadyDone {
            let problem = SaidOnce.gone(
                at: "officer", "書き取れていないときと、ほかの利用者のときは、もう一度送ってください。同じ利用者の前の登録票は取り消されます。")
            return .page(try await page(visit, problems: [problem]))
        } catch SafeguardRefusal.officerUnknown {
            return .page(
                try await page(
                    visit,
                    problems: [FormProblem("officer", SafeguardRefusal.officerUnknown.message)]))
        } catch SafeguardRefusal.reasonMissing {
            return .page(
                try await page(
                    visit,
                    problems: [FormProblem("reason", SafeguardRefusal.reasonMissing.message)]))
        }
    }

    static func confirm(_ visit: Visit) async throws -> Answer {
        let second = try visit.officer()
        let accounts = visit.installation.accounts
        let (ticket, once) = (try visit.id("ticket"), visit.onceKey)
        try await visit.desk.threads.run {
            try accounts.confirmPasskey(ticket: ticket, by: second, once: once)
        }
        return .seeOther(lists(visit).back("ticket"))
    }

    static func end(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (passkey, reason) = (try visit.id("passkey"), visit.form["reason"])
        let once = visit.onceKey
        try await visit.desk.threads.run {
            try accounts.endPasskey(passkey, reason: reason, by: by, once: once)
        }
        return .seeOther(lists(visit).back("passkey"))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let asked = lists(visit)
        let found = try await visit.desk.threads.run {
            var lists = asked
            let entries = try accounts.officers(by: reader) { lists.rows(.officers, of: $0) }
            let passkeys = try accounts.passkeys(by: reader) { lists.rows(.passkeys, of: $0) }
            // Who is still in is known here and not in the book, and a ticket is good for three days:
            // both are read whole.
            let (state, tickets) = (
                try accounts.loginState(by: reader), try accounts.tickets(by: reader)
            )
            return (
                entries: entries, passkeys: passkeys, held: state.held,
                live: Array(state.live[lists.rows(.logins, of: state.live.count)]),
                tickets: Array(tickets[lists.rows(.tickets, of: tickets.count)]), lists: lists
            )
        }
        let lists = found.lists
        return Page(
            "administration/officers", "利用者・権限", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [
                .link("F5", "更新", lists.address),
                .link("F6", "権限の付与", Route.grants.path()),
                .link("F7", "利用停止の依頼", Route.revocations.path()),
                .link("F8", "端末", Route.terminals.path()),
                .link("F9", "権限一覧", Route.permissionList.path()),
            ], problems: problems,
            message: try SaidOnce.banner(visit),
            body: Body(
                rows: found.entries.map { row($0, found.held, on: visit.today) },
                count: lists.total(.officers), pages: lists.line(.officers),
                logins: LoginPanels.rows(found.live, visit, reader),
                loginCount: lists.total(.logins), loginPages: lists.line(.logins),
                reset: visit.may(.manageOfficers)
                    ? Issue(fields: LoginPanels.fields(visit.form, problems)) : nil,
                hasSecondFactor: accounts.secondFactor != nil,
                passkeys: found.passkeys.map { passkey($0, visit) },
                passkeyCount: lists.total(.passkeys), passkeyPages: lists.line(.passkeys),
                tickets: found.tickets.map { ticket($0, visit, reader) },
                ticketCount: lists.total(.tickets), ticketPages: lists.line(.tickets),
                kept: lists.hidden,
                issue: visit.may(.allowPasskey) ? issue(visit.form, problems) : nil))
    }

    static func lists(_ visit: Visit) -> ListPages<List> {
        ListPages(visit, at: Route.officers.path())
    }

    private static func issue(_ typed: Typed, _ problems: [FormProblem]) -> Issue {
        Issue(
            fields: [
                FormField.text("officer", "利用者ID", typed, size: "long", isRequired: true),
                FormField.text(
                    "reason", "理由", typed, hint: "例：着任、認証器の交換、紛失", size: "long",
                    isRequired: true),
            ].checked(problems))
    }

    private static func passkey(_ entry: PasskeyEntry, _ visit: Visit) -> PasskeyRow {
        var flags: [Flag] = []
        if entry.isEnded { flags.append(Flag("失効", .stop)) }
        if entry.isAttested { flags.append(Flag("機種を確認済み", .good)) }
        let mayEnd = visit.may(.endPasskey) && !entry.isEnded
        return PasskeyRow(
            officer: visit.desk.label(of: entry.officer), label: entry.label,
            registered: Say.moment(entry.registeredAt),
            used: entry.usedAt.map(Say.moment) ?? "まだ", flags: flags,
            endAddress: mayEnd ? Route.endPasskey.path(String(entry.id)) : nil,
            endID: "end-\(entry.id)")
    }

    private static func ticket(
        _ ticket: PasskeyTicket, _ visit: Visit, _ reader: Principal
    ) -> TicketRow {
        let isOwn = [ticket.proposer, ticket.officer].contains(reader.officer)
        let mayConfirm = visit.may(.confirmPasskey) && !ticket.isConfirmed && !isOwn
        return TicketRow(
            officer: visit.desk.label(of: ticket.officer),
            proposer: visit.desk.label(of: ticket.proposer),
            until: Say.moment(ticket.validUntil),
            state: ticket.isConfirmed ? "使用待ち" : "二人目の確認待ち",
            confirmAddress: mayConfirm ? Route.confirmPasskey.path(String(ticket.id)) : nil)
    }

    private static func row(
        _ entry: OfficerEntry, _ held: [String: Instant?], on today: CivilDate
    ) -> Row {
        var flags: [Flag] = [LoginPanels.flag(held, entry.officer)].compactMap(\.self)
        if entry.isStopped { flags.append(Flag("停止", .stop)) }
        if entry.roles.isEmpty { flags.append(Flag("権限なし", .warn)) }
        if entry.roles.isSuperset(of: [.counter, .head])
            || entry.roles.isSuperset(of: [.payment, .head])
        {
            flags.append(Flag("起案と決裁の両方", .warn))
        }
        let idle = entry.lastLogin.map { Int(today.dayNumber - $0.dayInJapan.dayNumber) }
        if let idle, idle > 90 { flags.append(Flag("\(idle)日使われていない", .warn)) }
        return Row(
            officer: entry.officer, name: entry.name, department: entry.department,
            roles: Role.allCases.filter { entry.roles.contains($0) }.map(\.title)
                .joined(separator: "・"),
            until: entry.until.map { Say.short($0.previous) + "まで" } ?? "",
            last: entry.lastLogin.map(Say.moment) ?? "まだ", flags: flags)
    }
}
