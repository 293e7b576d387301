// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3020: the stocktaking of user ids, one line after the other, by the head (R-52).
enum StocktakingScreen {
    /// The open campaign and the closed one that was chosen: both together stay below 150 KB.
    enum List: String, ListName {
        case lines = "page"
        case outcomes

        var most: Int { self == .lines ? 100 : 80 }
    }

    struct Body: PageModel {
        let current: Current?
        let opening: Form?
        /// A closed one that was chosen below.
        let result: Result?
        let past: [Past]
    }

    /// What came of a closed campaign.
    struct Result: PageModel {
        let closed: String
        let deadline: String
        let counts: String
        let pages: ListPage.Line?
        let rows: [Row]
        let paper: String?
        let file: File?
    }

    /// The form of the file, for those who may copy.
    struct File: PageModel {
        let action: String
        let fields: [FormField]
    }

    struct Form: PageModel {
        let fields: [FormField]
    }

    struct Current: PageModel {
        let opened: String
        let deadline: String
        let total: Int
        let left: Int
        let isOverdue: Bool
        let closeAddress: String?
        let openPaper: String?
        let pages: ListPage.Line?
        /// What the forms of the lines send along: the page.
        let kept: [Item]
        let rows: [Row]
    }

    struct Row: PageModel {
        let officer: String
        let name: String
        let department: String
        let roles: String
        let until: String
        let last: String
        let flags: [Flag]
        let answered: String
        let answerAddress: String?
        /// The buttons by name, for those who hear them.
        let keepName: String
        let removeName: String
    }

    struct Past: PageModel {
        let opened: String
        let deadline: String
        let closed: String
        let total: Int
        let href: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func open(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (deadline, problem) = PermissionScreens.day("deadline", visit)
        guard let deadline, visit.today <= deadline else {
            return .page(
                try await page(
                    visit,
                    problems: [problem ?? FormProblem("deadline", "期限は今日より後の日を入力してください。")]))
        }
        let once = visit.onceKey
        do {
            try await visit.desk.threads.run {
                _ = try accounts.openStocktaking(deadline: deadline, by: by, once: once)
            }
            return .seeOther(Route.stocktaking.path() + "?done=stockopened")
        } catch let refusal as SafeguardRefusal {
            return try await PermissionScreens.shown(refusal, at: "deadline", of: visit, page)
        }
    }

    static func answer(_ visit: Visit) async throws -> Answer {
        let head = try visit.officer()
        let accounts = visit.installation.accounts
        let (line, keeps) = (try visit.id("line"), visit.form["answer"] == "keep")
        guard keeps || visit.form["answer"] == "remove" else { throw DeskRefusal.notFound }
        let once = visit.onceKey
        try await visit.desk.threads.run {
            try accounts.answerStocktaking(line: line, keeps: keeps, by: head, once: once)
        }
        return .seeOther(lists(visit).back(keeps ? "stockkept" : "stockremoved"))
    }

    static func close(_ visit: Visit) async throws -> Answer {
        let by = try visit.officer()
        let accounts = visit.installation.accounts
        let (id, once) = (try visit.id("campaign"), visit.onceKey)
        let suspended = try await visit.desk.threads.run {
            try accounts.closeStocktaking(id, by: by, once: once)
        }
        return .seeOther(Route.stocktaking.path() + "?done=stockclosed&n=\(suspended.count)")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let asked = visit.query["campaign"]
        guard !asked.isEmpty else { return try await page(visit, of: nil, problems: problems) }
        guard let id = Int64(asked) else { throw DeskRefusal.notFound }
        return try await page(visit, of: id, problems: problems)
    }

    /// - Parameter chosen: the closed campaign that is shown.
    static func page(
        _ visit: Visit, of chosen: Int64?, problems: [FormProblem]
    ) async throws -> Page {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let asked = lists(visit, of: chosen)
        let found = try await visit.desk.threads.run {
            var lists = asked
            let all = try accounts.stocktakings(by: reader)
            let open = all.first { $0.closedAt == nil }
            let closed = all.first { $0.id == chosen && $0.closedAt != nil }
            if chosen != nil, closed == nil { throw DeskRefusal.notFound }
            let lines = try open.map {
                try accounts.stocktakingLines(of: $0.id, by: reader) {
                    lists.rows(.lines, of: $0)
                }
            }
            let ended = try closed.map {
                try accounts.stocktakingLines(of: $0.id, by: reader) {
                    lists.rows(.outcomes, of: $0)
                }
            }
            return (
                all: all, lines: lines?.lines ?? [], ended: ended, lists: lists,
                revocations: try accounts.revocations(by: reader)
            )
        }
        let (all, lists) = (found.all, found.lists)
        let open = all.first { $0.closedAt == nil }
        let result = found.ended.flatMap { ended in
            all.first { $0.id == chosen }.map {
                outcome(
                    of: $0, ended, $0.leavers(among: found.revocations), lists.line(.outcomes),
                    visit, reader, problems)
            }
        }
        var keys: [Key] =
            [.link("F5", "更新", lists.address)]
            + ListPage.keys(lists.line(.outcomes) ?? lists.line(.lines))
        if visit.may(.printOfficers), result != nil || open != nil {
            keys.append(
                .send("F10", "印刷", form: result == nil ? "open-paper-form" : "paper-form"))
        }
        let deadline = FormField.date(
            "deadline", "回答の期限", visit.form, hint: "例 R7.6.30。期限までに回答のない利用者は停止されます",
            isRequired: true
        )
        .checked(problems)
        let mayOpen = visit.may(.openStocktaking) && open == nil
        return Page(
            "permissions/stocktaking", "利用者IDの棚卸し",
            crumbs: [Crumb("ホーム", Route.home.path()), Crumb("利用者・権限", Route.officers.path())]
                .filter { visit.may(.viewOfficers) || $0.label == "ホーム" },
            keys: keys, problems: problems,
            message: Done.banner(visit),
            body: Body(
                current: open.map {
                    current(
                        $0, found.lines, $0.leavers(among: found.revocations), lists, visit,
                        reader)
                },
                opening: mayOpen ? Form(fields: [deadline]) : nil, result: result,
                past: all.compactMap { past($0) }))
    }

    /// - Parameter chosen: the closed campaign that is shown.
    private static func lists(_ visit: Visit, of chosen: Int64? = nil) -> ListPages<List> {
        ListPages(
            visit, at: Route.stocktaking.path(),
            keeping: chosen.map { [("campaign", String($0))] } ?? [])
    }

    private static func current(
        _ campaign: Stocktaking, _ lines: [StocktakingLine], _ leavers: Leavers,
        _ lists: ListPages<List>, _ visit: Visit, _ reader: Principal
    ) -> Current {
        let isOverdue = campaign.deadline < visit.today
        let mayClose =
            visit.may(.openStocktaking) && (campaign.openLines == 0 || isOverdue)
        return Current(
            opened: Say.moment(campaign.openedAt), deadline: Say.date(campaign.deadline),
            total: campaign.lines, left: campaign.openLines, isOverdue: isOverdue,
            closeAddress: mayClose ? Route.closeStocktaking.path(String(campaign.id)) : nil,
            openPaper: paper(campaign, visit),
            pages: lists.line(.lines), kept: lists.hidden,
            rows: lines.map { row($0, leavers, visit, reader) })
    }

    private static func outcome(
        of campaign: Stocktaking, _ ended: (lines: [StocktakingLine], answers: [String: Int]),
        _ leavers: Leavers, _ pages: ListPage.Line?, _ visit: Visit, _ reader: Principal,
        _ problems: [FormProblem]
    ) -> Result {
        let id = String(campaign.id)
        let reason = FormField.text(
            "reason", "出力の理由", visit.form, size: "long", isRequired: true)
        return Result(
            closed: campaign.closedAt.map(Say.moment) ?? "",
            deadline: Say.date(campaign.deadline), counts: counts(ended.answers),
            pages: pages, rows: ended.lines.map { row($0, leavers, visit, reader) },
            paper: paper(campaign, visit),
            file: visit.may(.exportData)
                ? File(
                    action: Route.stocktakingFile.path(id), fields: [reason].checked(problems))
                : nil)
    }

    private static func paper(_ campaign: Stocktaking, _ visit: Visit) -> String? {
        visit.may(.printOfficers) ? Route.stocktakingPaper.path(String(campaign.id)) : nil
    }

    /// By user id, from which day on somebody asked for the access to end (退職・異動).
    typealias Leavers = [String: CivilDate]

    /// What the head should look at: nobody uses the user id, or somebody has asked to end it.
    static func remarks(_ line: StocktakingLine, _ leavers: Leavers) -> [String] {
        [
            line.isUnused ? "90日を超えて使われていない" : nil,
            leavers[line.officer].map { "利用停止の依頼（\(Say.short($0))から）" },
        ].compactMap(\.self)
    }

    /// How many were kept, removed and suspended.
    static func counts(_ lines: [StocktakingLine]) -> String {
        counts(Dictionary(grouping: lines) { $0.answer ?? "" }.mapValues(\.count))
    }

    private static func counts(_ answers: [String: Int]) -> String {
        let found = ["継続", "削除", "無回答"].map { answers[$0] ?? 0 }
        return "継続 \(found[0])人、削除 \(found[1])人、無回答のため停止 \(found[2])人"
            + "（対象 \(answers.values.reduce(0, +))人）"
    }

    /// What came of one user id, in words.
    static func outcome(_ line: StocktakingLine) -> String {
        line.answer.map { $0 == "無回答" ? "無回答のため停止" : $0 } ?? "未回答"
    }

    static func roles(_ line: StocktakingLine) -> String {
        Role.allCases.filter(line.roles.contains).map(\.title).joined(separator: "・")
    }

    private static func row(
        _ line: StocktakingLine, _ leavers: Leavers, _ visit: Visit, _ reader: Principal
    ) -> Row {
        var flags = remarks(line, leavers).map { Flag($0, .warn) }
        switch line.answer {
        case "継続": flags.append(Flag("継続", .good))
        case .some: flags.append(Flag(outcome(line), .stop))
        case nil: flags.append(Flag("未回答", .plain))
        }
        let may =
            line.answer == nil && line.officer != reader.officer
            && visit.may(.confirmStocktaking)
        return Row(
            officer: line.officer, name: line.name, department: line.department,
            roles: roles(line),
            until: line.until.map { Say.short($0.previous) + "まで" } ?? "",
            last: line.lastLogin.map(Say.moment) ?? "まだ", flags: flags,
            answered: line.answeredAt.map { "\(line.answeredBy ?? "") \(Say.moment($0))" } ?? "",
            answerAddress: may ? Route.answerStocktaking.path(String(line.id)) : nil,
            keepName: "\(line.name)（\(line.officer)）を継続",
            removeName: "\(line.name)（\(line.officer)）を削除")
    }

    private static func past(_ campaign: Stocktaking) -> Past? {
        guard let closed = campaign.closedAt else { return nil }
        return Past(
            opened: Say.moment(campaign.openedAt), deadline: Say.short(campaign.deadline),
            closed: Say.moment(closed), total: campaign.lines,
            href: Route.stocktaking.path() + "?campaign=\(campaign.id)")
    }
}
