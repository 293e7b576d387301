// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3010: requests to take an officer's access away, and what became of them.
enum RevocationScreen {
    struct Body: PageModel {
        let rows: [Row]
        let request: Form?
        let staff: [FormField]
        /// Who is not on the list that was pasted; `nil` before one was.
        let comparison: Comparison?
    }

    struct Comparison: PageModel {
        let count: Int
        let people: [Unlisted]
    }

    struct Unlisted: PageModel {
        let officer: String
        let name: String
        let department: String
        let last: String
    }

    struct Form: PageModel {
        let fields: [FormField]
    }

    struct Row: PageModel {
        let officer: String
        let requester: String
        let received: String
        let effective: String
        let requested: String
        let done: String
        let flags: [Flag]
        let withdrawAddress: String?
        let withdrawID: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func request(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (received, wrongReceived) = PermissionScreens.day("received", visit, whose: .child)
        let (effective, wrongEffective) = PermissionScreens.day("effective", visit)
        let problems = [wrongReceived, wrongEffective].compactMap(\.self)
        guard problems.isEmpty else { return .page(try await page(visit, problems: problems)) }
        let (officer, reason) = (visit.form["officer"], visit.form["reason"])
        let (today, once) = (visit.today, visit.onceKey)
        do {
            try await visit.desk.threads.run {
                _ = try accounts.requestRevocation(
                    of: officer, receivedOn: received ?? today, effectiveOn: effective,
                    reason: reason, by: by, once: once)
            }
            return .seeOther(Route.revocations.path() + "?done=revoked")
        } catch let refusal as SafeguardRefusal {
            let field =
                switch refusal {
                case .revocationInvalid: "received"
                case .reasonMissing: "reason"
                default: "officer"
                }
            return try await PermissionScreens.shown(refusal, at: field, of: visit, page)
        }
    }

    /// Compares the users with a list of the personnel department; nothing is kept of the list.
    static func compare(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    private static func comparison(
        _ visit: Visit, _ reader: Principal
    ) async throws -> Comparison? {
        let ids = visit.form["staff"].split(whereSeparator: { $0.isNewline || $0 == "," })
            .map(String.init)
        guard !ids.isEmpty else { return nil }
        let accounts = visit.installation.accounts
        let found = try await visit.desk.threads.run {
            try accounts.unlisted(in: ids, by: reader)
        }
        return Comparison(
            count: found.count,
            people: found.map {
                Unlisted(
                    officer: $0.officer, name: $0.name, department: $0.department,
                    last: $0.lastLogin.map(Say.moment) ?? "まだ")
            })
    }

    static func withdraw(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (id, reason) = (try visit.id("revocation"), visit.form["reason"])
        let once = visit.onceKey
        try await visit.desk.threads.run {
            try accounts.withdrawRevocation(id, reason: reason, by: by, once: once)
        }
        return .seeOther(Route.revocations.path() + "?done=revocationwithdrawn")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let all = try await visit.desk.threads.run { try accounts.revocations(by: reader) }
        let typed = visit.form
        let fields = [
            FormField.text("officer", "利用者ID", typed, isRequired: true),
            FormField.date(
                "received", "依頼を受けた日", typed, whose: "past", hint: "空欄は今日", isRequired: false),
            FormField.date("effective", "止める日", typed, hint: "空欄は今すぐ。退職日の翌日など、先の日も入力できます"),
            FormField.text(
                "reason", "理由", typed, hint: "例：退職、異動、長期の休職", size: "long", isRequired: true),
        ].checked(problems)
        return Page(
            "permissions/revocations", "利用停止の依頼",
            crumbs: [Crumb("ホーム", Route.home.path()), Crumb("利用者・権限", Route.officers.path())],
            keys: [.link("F5", "更新", Route.revocations.path())], problems: problems,
            message: Done.banner(visit),
            body: Body(
                rows: all.map { row($0, visit) },
                request: visit.may(.requestRevocation) ? Form(fields: fields) : nil,
                staff: [
                    FormField.area(
                        "staff", "在職者の利用者ID", typed, hint: "人事の名簿から、1行に一人。名簿は保存しません",
                        isRequired: true
                    ).checked(problems)
                ], comparison: try await comparison(visit, reader)))
    }

    private static func row(_ entry: Revocation, _ visit: Visit) -> Row {
        let isWaiting = entry.outcome == nil
        let flag: Flag =
            switch entry.outcome {
            case "停止": Flag("停止済み", .good)
            case nil: Flag("日を待っている", .warn)
            default: Flag("取消し", .plain)
            }
        let may =
            isWaiting && visit.today < entry.effectiveOn && visit.may(.requestRevocation)
        return Row(
            officer: visit.desk.label(of: entry.officer),
            requester: visit.desk.label(of: entry.requester),
            received: Say.short(entry.receivedOn), effective: Say.short(entry.effectiveOn),
            requested: Say.moment(entry.requestedAt),
            done: entry.doneAt.map(Say.moment) ?? "", flags: [flag],
            withdrawAddress: may ? Route.withdrawRevocation.path(String(entry.id)) : nil,
            withdrawID: "withdraw-\(entry.id)")
    }
}
