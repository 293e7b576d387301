// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3010 権限一覧: everybody with the roles that were in force at the end of a day; from an officer to
/// what the roles open, from an operation to who may do it.
enum PermissionListScreen {
    enum List: String, ListName {
        case officers = "page"

        var most: Int { 100 }
    }

    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let day: String
        let asOfNow: String
        /// The day for the forms of paper and file.
        let iso: String
        let operation: OperationFacts?
        let columns: [String]
        let rows: [Row]
        let count: Int
        let pages: ListPage.Line?
        let held: Held?
        let paper: String?
        let file: File?
    }

    /// What the table of operations says of the one that was chosen.
    struct OperationFacts: PageModel {
        let title: String
        let screen: String
        let kind: String
        let roleNames: String
        let purposes: String
        let needs: String
    }

    struct Row: PageModel {
        let officer: String
        let href: String
        let name: String
        let department: String
        let cells: [String]
        let until: String
        let last: String
        let flags: [Flag]
    }

    /// What one officer may do.
    struct Held: PageModel {
        let holder: String
        let total: Int
        let operations: [HeldRow]
    }

    struct HeldRow: PageModel {
        let href: String
        let title: String
        let screen: String
        let kind: String
        let through: String
        let needs: String
    }

    struct File: PageModel {
        let action: String
        let reasonFields: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (day, problem) = asked(visit)
        let lines = try await lines(on: day, visit)
        let officer = visit.query["officer"].lowercased()
        let operation = OperationCode(rawValue: visit.query["operation"])
        let own = lines.first { $0.officer == officer }
        var problems = problems + [problem].compactMap(\.self)
        if !officer.isEmpty, own == nil {
            problems.append(FormProblem("officer", "その日に、この利用者IDは登録されていません。"))
        }
        let found = lines.filter { line in
            (officer.isEmpty || line.officer == officer)
                && operation.map { line.may($0) } ?? true
        }
        var lists = ListPages<List>(
            visit, at: Route.permissionList.path(),
            keeping: [
                ("day", day.description), ("officer", officer),
                ("operation", operation?.rawValue ?? ""),
            ].filter { !$0.1.isEmpty })
        _ = lists.page(.officers, of: found.count)
        let mayPrint = visit.may(.printOfficers)
        let pages = lists.line(.officers)
        return Page(
            "permissions/permission-list", "権限一覧",
            crumbs: [.home, Crumb("利用者・権限", Route.officers.path())],
            keys: [.send("F5", "表示する", form: "list-form", isMain: true)]
                + (mayPrint ? [.send("F10", "印刷", form: "paper-form")] : [])
                + ListPage.keys(pages), problems: problems,
            body: Body(
                action: Route.permissionList.path(),
                fields: fields(visit, day).checked(problems), day: Say.date(day),
                asOfNow: PermissionWords.asOfNow, iso: day.description,
                operation: operation.map(facts),
                columns: PermissionWords.roles.map(\.title),
                rows: lists.shown(found, .officers).map { row($0, day) }, count: found.count,
                pages: pages, held: own.map { held($0, day) },
                paper: mayPrint ? Route.permissionPaper.path() : nil,
                file: visit.may(.exportData)
                    ? File(
                        action: Route.permissionFile.path(),
                        reasonFields: [
                            .text(
                                "reason", "出力の理由", visit.form, size: "long", isRequired: true)
                        ].checked(problems)) : nil))
    }

    /// The day that was asked for; today where none was or where it cannot be.
    static func asked(_ visit: Visit) -> (day: CivilDate, problem: FormProblem?) {
        let text = ListPages<List>.typed("day", visit)
        guard !text.isEmpty else { return (visit.today, nil) }
        let entry = DateEntry.read(text, for: .any, today: visit.today)
        guard let day = entry.date else {
            return (
                visit.today,
                FormProblem("day", entry.reason ?? "日付を読めません。例のように入力してください。")
            )
        }
        guard day <= visit.today else {
            return (visit.today, FormProblem("day", "権限一覧は今日までの日のものです。今日までの日を入力してください。"))
        }
        return (day, nil)
    }

    static func lines(on day: CivilDate, _ visit: Visit) async throws -> [PermissionLine] {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        return try await visit.desk.threads.run {
            try accounts.permissions(on: day, by: reader)
        }
    }

    private static func fields(_ visit: Visit, _ day: CivilDate) -> [FormField] {
        var typed = visit.query
        // The forms of paper and file bring the day of the list along.
        if visit.form.has("day") { typed.set("day", day.description) }
        let operations = OperationCode.allCases.map { ($0.rawValue, $0.definition.title) }
        return [
            .date("day", "いつの", typed, hint: "空欄は今日。その日の終わりの権限です"),
            .text("officer", "利用者ID", typed, hint: "その人ができる操作も出ます", size: "short"),
            .select(
                "operation", "操作", typed, [("", "すべて")] + operations,
                hint: "選ぶと、その操作ができる人だけになります"),
        ]
    }

    private static func facts(_ operation: OperationCode) -> OperationFacts {
        let line = operation.definition
        return OperationFacts(
            title: line.title, screen: line.screen ?? "", kind: PermissionWords.kind(line.kind),
            roleNames: PermissionWords.names(line.roles),
            purposes: Purpose.allCases.filter(line.purposes.contains).map(\.title)
                .joined(separator: "・"), needs: PermissionWords.needs(line))
    }

    private static func row(_ line: PermissionLine, _ day: CivilDate) -> Row {
        Row(
            officer: line.officer, href: address(day, "officer", line.officer),
            name: line.name, department: line.department,
            cells: PermissionWords.cells(line), until: PermissionWords.until(line),
            last: line.lastLogin.map(Say.moment) ?? "まだ",
            flags: PermissionWords.remarks(line, on: day).map { Flag($0, .warn) })
    }

    private static func held(_ line: PermissionLine, _ day: CivilDate) -> Held {
        let open = OperationCode.allCases.filter(line.may)
        let holds = Set(line.roles.keys)
        return Held(
            holder: "\(line.name)（\(line.officer)）", total: open.count,
            operations: open.map { operation in
                let definition = operation.definition
                return HeldRow(
                    href: address(day, "operation", operation.rawValue),
                    title: definition.title, screen: definition.screen ?? "",
                    kind: PermissionWords.kind(definition.kind),
                    through: PermissionWords.names(definition.roles.intersection(holds)),
                    needs: PermissionWords.needs(definition))
            })
    }

    private static func address(_ day: CivilDate, _ name: String, _ value: String) -> String {
        Route.permissionList.path() + "?day=\(day)&\(name)=\(Typed.escaped(value))"
    }
}
