// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Press
import Safeguards
import Vocabulary

/// 3010 権限一覧 on paper, for auditors too, and as a file for those who may copy. Officers stand on
/// it, no person of a case.
enum PermissionListPaper {
    private static let title = "権限一覧"

    static func print(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .printOfficers)
        let (day, problem) = PermissionListScreen.asked(visit)
        guard problem == nil else {
            return .page(try await PermissionListScreen.page(visit, problems: []))
        }
        let lines = try await PermissionListScreen.lines(on: day, visit)
        let desk = visit.desk
        let printed = try await visit.perform { scope in
            scope.note("permissions \(day)")
            return try Printing.officePaper(
                [.list(try officers(lines, on: day)), .list(try operations(lines, on: day))],
                title, back: address(day), desk, in: scope)
        }
        return try Printing.shelve(printed, visit)
    }

    /// One line an officer, one column an operation.
    static func file(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .exportData)
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "出力の理由を入力してください（記録されます）。")
        let (day, problem) = PermissionListScreen.asked(visit)
        guard reading.isRight, problem == nil else {
            return .page(
                try await PermissionListScreen.page(visit, problems: reading.problems))
        }
        let lines = try await PermissionListScreen.lines(on: day, visit)
        let ceilings = visit.installation.ceilings
        try await visit.perform(reason: reason) { scope in
            try PrintLog.record(
                PrintedOutput(
                    title, form: .file, expected: lines.count, produced: lines.count),
                ceilings: ceilings, in: scope)
            scope.note("permissions \(day)")
        }
        let all = OperationCode.allCases
        let head = titles + all.map { "\($0.definition.screen ?? "") \($0.definition.title)" }
        let rows = lines.map { line in
            cells(line, on: day) + all.map { line.may($0) ? "○" : "" }
        }
        let csv = SafeCSV.file(([head] + rows).map { $0.map { TableCell.text($0) } })
        return .attachment(
            Array(csv.utf8), name: "permissions_\(day).csv", landing: address(day))
    }

    private static func address(_ day: CivilDate) -> String {
        Route.permissionList.path() + "?day=\(day)"
    }

    private static let titles =
        ["所属", "利用者ID", "氏名"] + PermissionWords.roles.map(\.title) + ["期限", "最後の利用", "注意"]

    private static func cells(_ line: PermissionLine, on day: CivilDate) -> [String] {
        [line.department, line.officer, line.name] + PermissionWords.cells(line)
            + [
                PermissionWords.until(line), line.lastLogin.map(Say.moment) ?? "まだ",
                PermissionWords.remarks(line, on: day).joined(separator: "・"),
            ]
    }

    private static func officers(
        _ lines: [PermissionLine], on day: CivilDate
    ) throws -> ListSheet {
        let weights = [2.2, 1.4, 1.8] + PermissionWords.roles.map { _ in 0.7 } + [1.4, 1.6, 1.8]
        return try ListSheet(
            title: title,
            subtitles: [
                "\(Say.date(day))の終わりに効いていた権限　利用者 \(lines.count)人",
                "「代理」は不在時代理の決裁。緊急アクセス（3130）は含まない。" + PermissionWords.asOfNow,
            ],
            columns: zip(titles, weights).map {
                .init($0, weight: $1, alignment: $1 < 1 ? .center : .left, isName: $0 == "氏名")
            }, rows: lines.map { cells($0, on: day) }, approvals: ["課長", "係長", "担当"])
    }

    /// Which role may do what, and how many persons that are.
    private static func operations(
        _ lines: [PermissionLine], on day: CivilDate
    ) throws -> ListSheet {
        try ListSheet(
            title: "操作ごとの権限",
            subtitles: [
                "\(Say.date(day))　操作を、どの役割ができ、何人ができたか", PermissionWords.asOfNow,
            ],
            columns: [
                .init("画面", weight: 0.7, alignment: .center), .init("操作", weight: 4.2),
                .init("種別", weight: 0.7, alignment: .center),
            ] + Role.allCases.map { .init($0.title, weight: 0.7, alignment: .center) } + [
                .init("条件", weight: 1.6), .init("できる人", weight: 0.9, alignment: .right),
            ],
            rows: OperationCode.allCases.map { operation in
                let line = operation.definition
                let count = lines.count { $0.may(operation) }
                return [line.screen ?? "", line.title, PermissionWords.kind(line.kind)]
                    + Role.allCases.map { line.roles.contains($0) ? "○" : "" }
                    + [PermissionWords.needs(line), "\(count)人"]
            })
    }
}
