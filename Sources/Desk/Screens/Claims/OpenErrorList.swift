// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1320, エラーの一覧: the claims of all files that somebody has to act on, of one reason or of all,
/// the longest open first.
enum OpenErrorList {
    struct Body: PageModel {
        let title: String
        let reasons: [StatisticsScreen.SubjectLink]
        let rows: [Row]
        let isNone: Bool
        let pages: ListPage.Line?
    }

    struct Row: PageModel {
        /// `nil` where this officer may not open it.
        let href: String?
        let reason: String
        let person: PersonCell?
        let institution: String
        let month: String
        let billing: String
        /// 総医療費 as far as it could be read.
        let cost: String
        let days: String
    }

    /// Rows of one page: it stays below 150 KB with the longest names too.
    static let most = 100

    /// What the address says where no reason is chosen.
    static let all = "all"

    static func address(_ reason: ObjectionReason? = nil) -> String {
        Route.claimImports.path() + "?open=\(reason?.rawValue ?? all)"
    }

    static func show(_ visit: Visit) async throws -> Answer {
        // What is no reason shows them all.
        let reason = ObjectionReason(rawValue: visit.query["open"])
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = visit.query["page"]
        let found = try await visit.perform(.viewImports) { scope in
            let counts = try ClaimErrorBook.openCounts(from: scope.db)
            let count = reason.map { counts[$0] ?? 0 } ?? counts.values.reduce(0, +)
            let list = ListPage(of: count, asked: asked, size: most)
            let errors = try ClaimErrorBook.open(
                reason, limit: most, from: list.rows.lowerBound, in: scope.db)
            scope.counted(errors.count)
            return (
                counts: counts, list: list, errors: errors,
                people: try ListedPeople(
                    errors.compactMap(\.child), directory: directory, in: scope)
            )
        }
        let path = Route.claimImports.path()
        let question = "open=\(reason?.rawValue ?? all)"
        let pages = found.list.line(at: path, keeping: question)
        let opens = visit.may(.viewClaims)
        let rows = found.errors.map {
            row($0, found.people, officer, isLinked: opens, today: visit.today)
        }
        return .page(
            Page(
                "claims/open-errors", "未処理のエラー",
                crumbs: [.home, .screen(.claimImport, .claimImports)],
                keys: [
                    .link(
                        "F5", "更新", address(reason) + (pages.map { "&page=\($0.number)" } ?? "")),
                    .link("F6", "取込結果", path),
                ] + ListPage.keys(pages),
                body: Body(
                    title: reason?.wording ?? "すべての理由",
                    reasons: reasons(found.counts, chosen: reason), rows: rows,
                    isNone: rows.isEmpty, pages: pages)))
    }

    /// The ways to the list of each reason, with its count.
    static func reasons(
        _ counts: [ObjectionReason: Int], chosen: ObjectionReason?
    ) -> [StatisticsScreen.SubjectLink] {
        let all = counts.values.reduce(0, +)
        return [
            StatisticsScreen.SubjectLink(
                title: "すべて \(Say.cases(all))", href: address(), isCurrent: chosen == nil)
        ]
            + counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { reason, count in
                StatisticsScreen.SubjectLink(
                    title: "\(reason.wording) \(Say.cases(count))", href: address(reason),
                    isCurrent: reason == chosen)
            }
    }

    private static func row(
        _ error: ClaimError, _ people: ListedPeople, _ reader: Principal, isLinked: Bool,
        today: CivilDate
    ) -> Row {
        Row(
            href: isLinked ? Route.claimError.path(error.id) : nil,
            reason: error.reason.wording,
            person: error.child.map { PersonCell($0, people, for: reader) },
            institution: Say.place(
                error.institutionName.isEmpty ? error.institution : error.institutionName,
                isProtected: error.child.map { people.isProtected($0) } ?? false),
            month: Say.month(error.content?.treatmentMonth),
            billing: Say.month(error.billingMonth),
            cost: error.content.map { Yen($0.points * 10).grouped } ?? "—",
            days: Say.count(max(0, error.recordedAt.dayInJapan.days(until: today))))
    }
}
