// SPDX-License-Identifier: Apache-2.0
import Formats
import HTTPTypes
import Links
import Office
import Press
import Safeguards
import Vocabulary

/// 3030, the second step: what an official list would change, row by row, and the button that
/// carries it out: exactly what was seen, or nothing.
enum MasterCheckScreen {
    struct Body: PageModel {
        struct Line: PageModel {
            let kind: String
            let code: String
            let content: String
        }

        struct Issue: PageModel {
            let line: String
            let field: String
            let message: String
            let code: String
            let weight: String
            let word: String
        }

        let action: String
        let items: [Item]
        let isWrong: Bool
        let isSame: Bool
        let issues: [Issue]
        let hasIssues: Bool
        let lines: [Line]
        let hasLines: Bool
        let shown: String?
        let apply: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (key, stage) = try await stage(visit)
        // Whoever looks is in the log, as with every page about a list.
        try await visit.perform(.viewMasters) { scope in scope.counted(stage.count) }
        let apply = stage.mayApply ? "\(Say.count(stage.count))件を反映する" : nil
        var keys: [Key] = [.send("F11", "CSV", form: "master-form", act: "file")]
        if apply != nil { keys.append(.send("F12", "反映する", form: "master-form", isMain: true)) }
        return Page(
            "masters/difference", "マスタの取込（試行）", crumbs: [.home, .screen(.masters, .masters)],
            keys: keys, problems: problems,
            body: Body(
                action: Route.applyMaster.path(key), items: items(stage),
                isWrong: stage.wrong > 0, isSame: stage.wrong == 0 && stage.count == 0,
                issues: stage.issues.map(issue), hasIssues: !stage.issues.isEmpty,
                lines: stage.lines.map {
                    Body.Line(kind: $0.kind.rawValue, code: $0.code, content: $0.content)
                }, hasLines: !stage.lines.isEmpty,
                shown: stage.count > stage.lines.count
                    ? "\(Say.count(stage.count))件のうち、先の\(Say.count(stage.lines.count))件です。すべてはCSVで見られます。"
                    : nil, apply: apply))
    }

    static func apply(_ visit: Visit) async throws -> Answer {
        let (_, stage) = try await stage(visit)
        if visit.form["act"] == "file" { return try await MasterFile.write(stage, visit) }
        // The file is gone once it was carried out: a second press leads where the first one did.
        if let done = visit.landing { return .seeOther(done) }
        let layouts = visit.installation.layouts
        let file = try await visit.desk.threads.run { try stage.open() }
        do {
            let isSame = try await visit.perform(
                reason: "反映：" + TakeMasterList.reason(stage.list, file)
            ) { scope in
                let done = try TakeMasterList.perform(
                    stage.list, file, from: stage.day, layouts: layouts, run: .take, in: scope)
                // What was seen is carried out; where it was carried out before, nothing is left.
                guard done.isEmpty || done.digest == stage.seen else {
                    throw DeskRefusal.masterMoved
                }
                return done.isEmpty
            }
            visit.desk.uploads.remove([stage.upload.path])
            return visit.carriedOut(
                Route.masters.path() + (isSame ? "?done=mastersame" : "?done=masterapplied"))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(
                try await page(visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }

    /// The list of the address: of this officer, and of nobody who may not take lists in.
    private static func stage(_ visit: Visit) async throws -> (key: String, stage: MasterStage) {
        let key = visit.parameters["stage"] ?? ""
        // Of its officer alone: to everybody else there is no such page, and nothing to send from it.
        guard let stage = visit.desk.masterStages.get(key, of: try visit.officer().officer) else {
            if visit.route.definition.method == .post { try await visit.ask(for: .importMasters) }
            throw DeskRefusal.notFound
        }
        try await visit.ask(for: .importMasters)
        return (key, stage)
    }

    private static func items(_ stage: MasterStage) -> [Item] {
        [
            Item("一覧", stage.list.wording), Item("ファイル", stage.upload.name),
            Item("SHA-256", stage.file),
            Item("適用日", stage.list.master == nil ? "—" : Say.date(stage.day)),
            Item("行", Say.count(stage.rows)), Item("新規", Say.count(stage.added)),
            Item("変更", Say.count(stage.changed)),
            Item("終了", stage.list.master == nil ? "—（載っていなくても終わりません）" : Say.count(stage.ended)),
            Item("断った行", Say.count(stage.wrong)), Item("重なる行", Say.count(stage.repeated)),
        ]
    }

    private static func issue(_ issue: FileIssue) -> Body.Issue {
        Body.Issue(
            line: issue.line == 0 ? "全体" : "\(issue.line)", field: issue.field ?? "",
            message: issue.message, code: issue.code,
            weight: (issue.severity == .error ? Flag.Weight.stop : .warn).rawValue,
            word: issue.severity == .error ? "断る" : "注意")
    }
}

/// Every row of a trial as a file: codes and names of offices and firms, and no person of the town.
enum MasterFile {
    static func write(_ stage: MasterStage, _ visit: Visit) async throws -> Answer {
        let layouts = visit.installation.layouts
        let file = try await visit.desk.threads.run { try stage.open() }
        let found = try await visit.perform(.viewMasters) { scope in
            let found = try TakeMasterList.perform(
                stage.list, file, from: stage.day, layouts: layouts, run: .dryRun, in: scope)
            scope.counted(found.lines.count)
            return found
        }
        let rows: [[TableCell]] =
            [["区分", "行", "コード・項目", "内容"].map { .text($0) }]
            + (found.errors + found.warnings).map { issue in
                [
                    .text(issue.severity == .error ? "断る" : "注意"), .number("\(issue.line)"),
                    .text(issue.field ?? ""), .text("\(issue.message)［\(issue.code)］"),
                ]
            }
            + found.lines.map { line in
                [.text(line.kind.rawValue), .text(""), .text(line.code), .text(line.content)]
            }
        return .attachment(
            Array(SafeCSV.file(rows).utf8), name: "master_\(stage.list.rawValue)_trial.csv")
    }
}
