// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Office
import Safeguards
import Vocabulary

/// The look at uploaded claim files before anything is taken in.
enum ImportCheckScreen {
    struct Body: PageModel {
        let action: String
        let files: [FileRow]
        let count: String
        let ready: String
        let claims: String
        let faulty: String
        let hasReady: Bool
        let sender: String
    }

    struct FileRow: PageModel {
        let name: String
        let size: String
        let kind: String
        let institution: String
        let month: String
        let claims: String
        let faulty: String
        let hasFaulty: Bool
        let warnings: String
        let declared: String
        let areTotalsRight: Bool
        let state: String
        let weight: String
        let note: String?
        let href: String?
    }

    /// Looks at what was sent and leads to the page about it.
    static func upload(_ visit: Visit) async throws -> Answer {
        guard !visit.files.isEmpty else {
            let problem = FormProblem("file", "レセプト電算ファイルを選んでください。")
            return .page(try await ImportListScreen.page(visit, problems: [problem]))
        }
        let (uploads, layouts) = (visit.files, visit.installation.layouts)
        let looked = try await visit.desk.threads.run {
            let reader = ClaimFileReader(layouts)
            return try uploads.map { try ImportStage.File($0, reader: reader) }
        }
        let known = try await visit.perform { scope in
            var known: [String: Int64] = [:]
            for file in looked {
                known[file.digest] = try ClaimFileBook.file(
                    digest: file.digest, from: scope.db)?.id
            }
            return known
        }
        let files = looked.map { file in
            var file = file
            if let id = known[file.digest] { file.verdict = .known(id) }
            return file
        }
        // What will not be taken in does not stay.
        visit.desk.uploads.remove(files.filter { !$0.isReady }.map(\.upload.path))
        let stage = ImportStage(
            files: files, sender: ClaimSource(rawValue: visit.form["sender"]), job: nil)
        let key = visit.desk.stages.put(stage, of: try visit.officer().officer)
        return .onward(Route.checkImport.path(key))
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let (key, stage) = try stage(visit)
        if let job = stage.job { return .seeOther(Route.importJob.path(job)) }
        // Whoever looks is in the log, as with every page about an import.
        try await visit.perform { scope in scope.counted(stage.files.count) }
        let ready = stage.ready
        var keys: [Key] = []
        if !ready.isEmpty {
            keys.append(.send("F9", "試行", form: "start-form", act: "trial"))
            keys.append(.send("F12", "取り込む", form: "start-form", isMain: true))
        }
        return .page(
            Page(
                "claims/check", "取込前の点検",
                crumbs: [.home, .screen(.claimImport, .claimImports)], keys: keys,
                body: Body(
                    action: Route.startImport.path(key), files: stage.files.map(row),
                    count: Say.count(stage.files.count), ready: Say.count(ready.count),
                    claims: Say.count(ready.reduce(0) { $0 + $1.claims }),
                    faulty: Say.count(ready.reduce(0) { $0 + ($1.summary?.rejected ?? 0) }),
                    hasReady: !ready.isEmpty,
                    sender: stage.sender?.wording ?? "保険者番号から決める")))
    }

    /// The stage of the address.
    /// - Throws: `DeskRefusal.uploadGone`.
    static func stage(_ visit: Visit) throws -> (key: String, stage: ImportStage) {
        let key = visit.parameters["stage"] ?? ""
        guard let stage = visit.desk.stages.get(key, of: try visit.officer().officer) else {
            throw DeskRefusal.uploadGone
        }
        return (key, stage)
    }

    private static func row(_ file: ImportStage.File) -> FileRow {
        let summary = file.summary
        var (state, weight) = ("取込可", Flag.Weight.good)
        var (note, href): (String?, String?) = (nil, nil)
        switch file.verdict {
        case .ready: break
        case .known(let id):
            (state, weight, note) = ("取込済み", .plain, "同じ内容のファイルです。取り込みません。")
            href = Route.claimImport.path(id)
        case .refused(let message): (state, weight, note) = ("取込不可", .stop, message)
        }
        let totals = summary.map(Self.totals)
        return FileRow(
            name: file.upload.name, size: Say.size(file.upload.bytes),
            kind: summary?.kind.rawValue ?? "—", institution: summary?.institution ?? "—",
            month: Say.month(summary?.billingMonth), claims: Say.count(file.claims),
            faulty: Say.count(summary?.rejected ?? 0), hasFaulty: (summary?.rejected ?? 0) > 0,
            warnings: Say.count(file.warnings), declared: totals?.text ?? "—",
            areTotalsRight: totals?.isRight ?? true, state: state, weight: weight.rawValue,
            note: note, href: href)
    }

    /// What the GO record says against what was counted.
    private static func totals(_ summary: ClaimFileSummary) -> (text: String, isRight: Bool) {
        let counted = summary.insurance + summary.publicFunds
        guard let count = summary.declared.count, let points = summary.declared.points else {
            return ("宣言なし（\(Say.cases(counted))・\(Say.count(summary.points))点）", true)
        }
        if count == counted, points == summary.points || summary.rejected > 0 {
            return ("一致（\(Say.cases(count))・\(Say.count(points))点）", true)
        }
        if count == 0, points == 0 {
            return ("宣言なし（\(Say.cases(counted))・\(Say.count(summary.points))点）", true)
        }
        return (
            "不一致（宣言 \(Say.cases(count))・\(Say.count(points))点、実際 \(Say.cases(counted))・\(Say.count(summary.points))点）",
            false
        )
    }
}
