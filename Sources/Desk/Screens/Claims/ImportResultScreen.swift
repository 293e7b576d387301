// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// What came of one claim file: counts, totals against the GO record, the error list by record.
enum ImportResultScreen {
    /// The two lists of a file: together they stay below 150 KB with the longest names too.
    enum List: String, ListName {
        case errors = "page"
        case issues

        var most: Int { self == .errors ? 80 : 60 }
    }

    struct Body: PageModel {
        let items: [Item]
        let cards: [Card]
        let totals: String
        let areTotalsRight: Bool
        let errors: [ErrorRow]
        let hasErrors: Bool
        let errorCount: String
        let errorPages: ListPage.Line?
        let open: String
        let hasOpen: Bool
        let mayRecheck: Bool
        let recheck: String
        /// Where the list is written as a file, for who may.
        let file: String?
        let issues: [IssueRow]
        let hasIssues: Bool
        let issueCount: String
        let issuePages: ListPage.Line?
        /// The way to the accepted claims.
        let claims: String?
    }

    struct Card: PageModel {
        let label: String
        let figure: String
        let unit: String
        let isUrgent: Bool
    }

    struct ErrorRow: PageModel {
        let line: String
        let person: PersonCell?
        let institution: String
        let month: String
        let reason: String
        let message: String
        let code: String
        let place: String
        let href: String?
        let outcome: String?
    }

    struct IssueRow: PageModel {
        let line: String
        let message: String
        let code: String
        let weight: String
        let word: String
    }

    struct Reading: Sendable {
        let file: ClaimFile
        let errors: [ClaimError]
        let issues: [StoredIssue]
        let lists: ListPages<List>
        /// How many errors wait for somebody, on whatever page.
        let open: Int
        /// Whether one of the children of the file is protected, on whatever page.
        let namesProtected: Bool
        let people: ListedPeople
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("file")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = lists(id, visit)
        let found = try await visit.perform { scope -> Reading? in
            guard let file = try ClaimFileBook.file(id, from: scope.db) else { return nil }
            var lists = asked
            let counts = try ClaimErrorBook.counts(of: id, from: scope.db)
            let rows = lists.rows(.errors, of: counts.all)
            let issues = lists.rows(
                .issues, of: try ClaimFileBook.countIssues(of: id, from: scope.db))
            let children = try ClaimErrorBook.children(of: id, from: scope.db)
            let people = try ListedPeople(children, directory: directory, in: scope)
            return Reading(
                file: file,
                errors: try ClaimErrorBook.errors(
                    of: id, limit: rows.count, offset: rows.lowerBound, from: scope.db),
                issues: try ClaimFileBook.issues(
                    of: id, limit: issues.count, offset: issues.lowerBound, from: scope.db),
                lists: lists, open: counts.open,
                namesProtected: children.contains(where: people.isProtected), people: people)
        }
        guard let found else { throw DeskRefusal.notFound }
        let mayRecheck = visit.may(.correctClaim) && found.open > 0
        var keys: [Key] =
            [.link("F5", "更新", found.lists.address)]
            + ListPage.keys(found.lists.line(.errors) ?? found.lists.line(.issues))
        if mayRecheck { keys.append(.send("F9", "エラーだけ再判定", form: "recheck-form")) }
        return .page(
            Page(
                "claims/result", "取込結果", crumbs: [.home, .screen(.claimImport, .claimImports)],
                keys: keys, message: Done.banner(visit),
                body: body(found, mayRecheck: mayRecheck, visit, officer)))
    }

    private static func lists(_ id: Int64, _ visit: Visit) -> ListPages<List> {
        ListPages(visit, at: Route.claimImport.path(id))
    }

    /// Looks at the open errors of the file again: entitlements may be known better now.
    static func recheck(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("file")
        let law = visit.installation.benefitLaw
        let report = try await visit.perform { scope in
            let open = try ClaimErrorBook.errors(of: id, from: scope.db)
                .filter { $0.outcome == nil }.map(\.id)
            return try RecheckClaims.perform(open, law: law, in: scope)
        }
        return visit.carriedOut(lists(id, visit).back("rechecked&n=\(report.claims.count)"))
    }

    private static func body(
        _ found: Reading, mayRecheck: Bool, _ visit: Visit, _ reader: Principal
    ) -> Body {
        let (file, lists, open) = (found.file, found.lists, found.open)
        let seesClaims = visit.may(.viewClaims)
        return Body(
            items: [
                Item("ファイル", file.name), Item("取込", Say.moment(file.importedAt)),
                Item("種別・請求年月", "\(file.kind) \(Wareki.text(file.billingMonth))"),
                // Beside a protected person the clinic of the file would be theirs.
                Item(
                    "医療機関コード",
                    Say.place(file.institution, isProtected: found.namesProtected)),
                Item("内容の控え（SHA-256）", String(file.digest.prefix(16)) + "…"),
            ],
            cards: [
                Card(label: "明細書", figure: Say.count(file.claims), unit: "件", isUrgent: false),
                Card(label: "受け入れ", figure: Say.count(file.accepted), unit: "件", isUrgent: false),
                Card(label: "エラー（未処理）", figure: Say.count(open), unit: "件", isUrgent: open > 0),
                Card(label: "公費負担額", figure: file.payable.grouped, unit: "円", isUrgent: false),
            ], totals: totals(file), areTotalsRight: file.areTotalsRight,
            errors: found.errors.map { row($0, found.people, reader, isLinked: seesClaims) },
            hasErrors: !found.errors.isEmpty, errorCount: Say.count(lists.total(.errors)),
            errorPages: lists.line(.errors), open: Say.count(open), hasOpen: open > 0,
            mayRecheck: mayRecheck, recheck: Route.recheckImport.path(file.id),
            file: visit.may(.listJobErrors) && !found.errors.isEmpty
                ? Route.importErrors.path(file.id) : nil,
            issues: found.issues.map(row), hasIssues: !found.issues.isEmpty,
            issueCount: Say.count(lists.total(.issues)), issuePages: lists.line(.issues),
            claims: seesClaims ? Route.claims.path() + "?file=\(file.id)" : nil)
    }

    private static func totals(_ file: ClaimFile) -> String {
        let real = "\(Say.cases(file.actualCount))・\(Say.count(file.actualPoints))点"
        guard let count = file.declaredCount, let points = file.declaredPoints,
            count > 0 || points > 0
        else { return "GOレコードに合計がありません（実際 \(real)）" }
        let said = "\(Say.cases(count))・\(Say.count(points))点"
        return file.areTotalsRight
            ? "GOレコードの合計と一致（\(said)）" : "GOレコードの合計と不一致（宣言 \(said)、実際 \(real)）"
    }

    private static func row(
        _ error: ClaimError, _ people: ListedPeople, _ reader: Principal,
        isLinked: Bool
    ) -> ErrorRow {
        let place = [error.record, error.field.map(Self.item)].compactMap(\.self)
        return ErrorRow(
            line: Say.count(error.errorLine),
            person: error.child.map { PersonCell($0, people, for: reader) },
            institution: Say.place(
                error.institutionName.isEmpty ? error.institution : error.institutionName,
                isProtected: error.child.map { people.isProtected($0) } ?? false),
            month: Say.month(error.content?.treatmentMonth), reason: error.reason.wording,
            message: error.message, code: error.code, place: place.joined(separator: " "),
            href: isLinked ? Route.claimError.path(error.id) : nil,
            outcome: error.outcome?.wording)
    }

    /// An item of the file in words.
    static func item(_ key: String) -> String {
        switch key {
        case "funder": "公費負担者番号"
        case "recipient": "受給者番号"
        case "insurer": "保険者番号"
        case "born": "生年月日"
        case "ratio": "給付割合"
        case "copayment": "負担金額"
        case "points": "点数"
        case "treatment-month": "診療年月"
        case "institution": "医療機関"
        case "visit-days": "受診日"
        case "notes": "特記事項"
        default: key
        }
    }

    private static func row(_ issue: StoredIssue) -> IssueRow {
        IssueRow(
            line: issue.line > 0 ? Say.count(issue.line) : "全体", message: issue.message,
            code: issue.code, weight: issue.isError ? "stop" : "warn",
            word: issue.isError ? "エラー" : "警告")
    }
}
