// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3130: emergency accesses — asked for, allowed by a second person, over, reviewed.
enum BreakGlassScreen {
    struct Body: PageModel {
        let rows: [Row]
        let form: Form?
    }

    struct Form: PageModel {
        let fields: [FormField]
    }

    struct Row: PageModel {
        let officer: String
        let operations: String
        let minutes: String
        let why: String
        let requester: String
        let requested: String
        let approver: String
        let period: String
        let reviewer: String
        let flags: [Flag]
        let approveAddress: String?
        let refuseAddress: String?
        let endAddress: String?
        let reviewAddress: String?
        let reviewID: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func request(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let form = visit.form
        let operations = Set(form.all("operations").compactMap(OperationCode.init))
        let minutes = Int(form["minutes"]) ?? 0
        let officer = form["officer"].isEmpty ? by.officer : form["officer"]
        let once = visit.onceKey
        do {
            try await visit.desk.threads.run {
                _ = try accounts.requestBreakGlass(
                    for: officer, operations: operations, minutes: minutes,
                    reason: form["reason"], by: by, once: once)
            }
            return .seeOther(Route.breakGlasses.path() + "?done=emergencyasked")
        } catch let refusal as SafeguardRefusal {
            let field =
                switch refusal {
                case .reasonMissing: "reason"
                case .officerUnknown: "officer"
                case .emergencyInvalid where !operations.isEmpty: "minutes"
                default: "operations"
                }
            return try await PermissionScreens.shown(refusal, at: field, of: visit, page)
        }
    }

    static func approve(_ visit: Visit) async throws -> Answer {
        try await act(visit, "emergencyallowed") {
            try $0.approveBreakGlass($1, by: $2, once: $3)
        }
    }

    static func refuse(_ visit: Visit) async throws -> Answer {
        try await act(visit, "emergencyrefused") {
            try $0.refuseBreakGlass($1, by: $2, once: $3)
        }
    }

    static func end(_ visit: Visit) async throws -> Answer {
        try await act(visit, "emergencyended") { try $0.endBreakGlass($1, by: $2, once: $3) }
    }

    static func review(_ visit: Visit) async throws -> Answer {
        let finding = visit.form["reason"]
        return try await act(visit, "emergencyreviewed") {
            try $0.reviewBreakGlass($1, finding: finding, by: $2, once: $3)
        }
    }

    private static func act(
        _ visit: Visit, _ done: String,
        _ body: @escaping @Sendable (Accounts, Int64, Principal, String?) throws -> Void
    ) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (id, once) = (try visit.id("emergency"), visit.onceKey)
        try await visit.desk.threads.run { try body(accounts, id, by, once) }
        return .seeOther(Route.breakGlasses.path() + "?done=" + done)
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let all = try await visit.desk.threads.run { try accounts.breakGlasses(by: reader) }
        return Page(
            "permissions/break-glass", "緊急アクセス", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [.link("F5", "更新", Route.breakGlasses.path())], problems: problems,
            message: Done.banner(visit),
            body: Body(
                rows: all.map { row($0, visit, reader) },
                form: visit.may(.requestBreakGlass)
                    ? Form(fields: fields(visit, problems)) : nil))
    }

    private static func fields(_ visit: Visit, _ problems: [FormProblem]) -> [FormField] {
        let typed = visit.form
        let operations = Emergency.askable.map { code in
            FormField.Choice(value: code.rawValue, label: code.definition.title)
        }
        return [
            FormField.text("officer", "使う人の利用者ID", typed, hint: "空欄は自分。管理者か保守の利用者だけです"),
            FormField.checks(
                "operations", "必要な操作", typed, operations, hint: "必要なものだけを選んでください",
                isRequired: true),
            FormField.code(
                "minutes", "分", typed, digits: 0, hint: "承認の時から60分まで", isRequired: true),
            FormField.text(
                "reason", "理由", typed, hint: "何が起き、何を確かめるか", size: "long", isRequired: true
            ).over(.emergencyAccess),
        ].map { $0.checked(problems) }
    }

    private static func row(_ entry: BreakGlass, _ visit: Visit, _ reader: Principal) -> Row {
        let id = String(entry.id)
        let isOwn = [entry.officer, entry.requester].contains(reader.officer)
        let mayDecide =
            entry.state == .proposed && visit.may(.approveBreakGlass) && !isOwn
        let mayReview = entry.awaitsReview && visit.may(.reviewBreakGlass) && !isOwn
        var period = entry.approvedAt.map(Say.moment) ?? ""
        if let end = entry.endsAt { period += " から " + Say.moment(end) + " まで" }
        return Row(
            officer: visit.desk.label(of: entry.officer),
            operations: entry.operations.map(\.definition.title).joined(separator: "、"),
            minutes: "\(entry.minutes)分", why: entry.reason ?? "",
            requester: visit.desk.label(of: entry.requester),
            requested: Say.moment(entry.requestedAt),
            approver: entry.approver.map { visit.desk.label(of: $0) } ?? "",
            period: period,
            reviewer: entry.reviewedAt.map {
                "\(entry.reviewer.map { visit.desk.label(of: $0) } ?? "") \(Say.moment($0))"
            } ?? "",
            flags: [flag(entry, on: visit.today)],
            approveAddress: mayDecide ? Route.approveBreakGlass.path(id) : nil,
            refuseAddress: mayDecide ? Route.refuseBreakGlass.path(id) : nil,
            endAddress: entry.state == .decided && visit.may(.endBreakGlass)
                ? Route.endBreakGlass.path(id) : nil,
            reviewAddress: mayReview ? Route.reviewBreakGlass.path(id) : nil,
            reviewID: "review-\(id)")
    }

    private static func flag(_ entry: BreakGlass, on today: CivilDate) -> Flag {
        switch entry.state {
        case .proposed: return Flag("二人目の承認待ち", .warn)
        case .decided: return Flag("使用中", .stop)
        default: break
        }
        guard entry.awaitsReview, let day = entry.reviewBy else {
            return entry.reviewedAt == nil ? Flag("不承認・期限切れ", .plain) : Flag("点検済み", .good)
        }
        return day < today
            ? Flag("点検の期限切れ（利用停止）", .stop) : Flag("点検待ち（\(Say.short(day))まで）", .warn)
    }
}
