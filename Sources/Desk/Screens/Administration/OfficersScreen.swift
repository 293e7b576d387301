// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3010: who may work here, as what, until when, and when they last did; who is in just now; their
/// authenticators and the tickets with which new ones are registered.
enum OfficersScreen {
    struct Body: PageModel {
        let rows: [Row]
        let count: Int
        let logins: [LoginPanels.Row]
        /// The form of a password issued anew, for those who may.
        let reset: Issue?
        let hasSecondFactor: Bool
        let passkeys: [PasskeyRow]
        let tickets: [TicketRow]
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
        return .seeOther(Route.officers.path() + "?done=ticket")
    }

    static func end(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (passkey, reason) = (try visit.id("passkey"), visit.form["reason"])
        let once = visit.onceKey
        try await visit.desk.threads.run {
            try accounts.endPasskey(passkey, reason: reason, by: by, once: once)
        }
        return .seeOther(Route.officers.path() + "?done=passkey")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let (entries, logins, passkeys, tickets) = try await visit.desk.threads.run {
            (
                try accounts.officers(by: reader), try accounts.loginState(by: reader),
                try accounts.passkeys(by: reader), try accounts.tickets(by: reader)
            )
        }
        let rows = entries.map { row($0, logins.held, on: visit.today) }
        return Page(
            "administration/officers", "利用者・権限", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [
                .link("F5", "更新", Route.officers.path()),
                .link("F6", "権限の付与", Route.grants.path()),
                .link("F7", "利用停止の依頼", Route.revocations.path()),
                .link("F8", "端末", Route.terminals.path()),
            ], problems: problems,
            message: try SaidOnce.banner(visit),
            body: Body(
                rows: rows, count: rows.count,
                logins: LoginPanels.rows(logins.live, visit, reader),
                reset: visit.may(.manageOfficers)
                    ? Issue(fields: LoginPanels.fields(visit.form, problems)) : nil,
                hasSecondFactor: accounts.secondFactor != nil,
                passkeys: passkeys.map { passkey($0, visit) },
                tickets: tickets.map { ticket($0, visit, reader) },
                issue: visit.may(.allowPasskey) ? issue(visit.form, problems) : nil))
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
