// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1330, 申立の一覧: the objections whose result is awaited, or what was filed in a month by examining
/// body, each with the way to what it contests.
enum ObjectionListScreen {
    struct Body: PageModel {
        let open: StatisticsScreen.SubjectLink
        let action: String
        let fields: [FormField]
        let title: String
        let sums: [Sum]
        let hasSums: Bool
        let rows: [Row]
        let isNone: Bool
        let pages: ListPage.Line?
        /// Where the paper for the examining bodies is made; `nil` for who may not or where nothing
        /// was filed.
        let paper: String?
        let month: String
        /// Where the results are recorded; `nil` for who may not, or of a month.
        let answers: String?
        let answerFields: [FormField]
        /// The page of the list, kept by a refusal.
        let pageNumber: String
    }

    struct Sum: PageModel {
        let agency: String
        let count: String
        let payable: String
    }

    struct Row: PageModel {
        let href: String
        let filedOn: String
        let days: String
        let kind: String
        let reason: String
        let person: PersonCell?
        let institution: String
        let month: String
        let agency: String
        let payable: String
        /// `nil` where nothing is answered on this page.
        let cells: ObjectionAnswers.Cells?
    }

    /// What the address asks for.
    enum Question: Sendable, Equatable {
        case open
        case filed(YearMonth)

        var text: String {
            switch self {
            case .open: "objections=open"
            case .filed(let month): "objections=filed&month=\(month)"
            }
        }

        var address: String { Route.claims.path() + "?" + text }
    }

    /// Rows of one page: it stays below 150 KB with the longest names too.
    static let most = 100
    /// The same of rows with fields for the result.
    static let mostOpen = 50

    static func show(_ visit: Visit) async throws -> Answer {
        guard visit.query["objections"] == "filed" else {
            return .page(try await page(visit, .open, problems: []))
        }
        let written = visit.query["month"]
        guard let month = written.isEmpty ? visit.today.yearMonth : MonthEntry.read(written) else {
            let problem = FormProblem("month", "申立の月を、R7.6 のように入力してください。")
            return .page(try await page(visit, .open, problems: [problem]))
        }
        return .page(try await page(visit, .filed(month), problems: []))
    }

    /// The page again after results were refused.
    static func answersPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, .open, problems: problems)
    }

    /// The page again after the paper could not be made.
    static func formPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let month = MonthEntry.read(visit.form["month"])
        return try await page(visit, month.map { .filed($0) } ?? .open, problems: problems)
    }

    private struct Reading: Sendable {
        let list: ListPage
        let all: [ObjectionLine]
        let shown: [ObjectionLine]
        let people: ListedPeople
    }

    private static func read(
        _ question: Question, _ asked: String, _ directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> Reading {
        let list: ListPage
        let all: [ObjectionLine]
        let shown: [ObjectionLine]
        switch question {
        case .open:
            list = ListPage(
                of: try ObjectionBook.pendingCount(from: scope.db), asked: asked, size: mostOpen)
            all = []
            shown = try ObjectionLines.pending(
                limit: mostOpen, from: list.rows.lowerBound, in: scope.db)
        case .filed(let month):
            all = try ObjectionLines.filed(in: month, from: scope.db)
            list = ListPage(of: all.count, asked: asked, size: most)
            shown = Array(all[list.rows])
        }
        scope.counted(shown.count)
        return Reading(
            list: list, all: all, shown: shown,
            people: try ListedPeople(
                shown.compactMap(\.child), directory: directory, in: scope))
    }

    private static func page(
        _ visit: Visit, _ question: Question, problems: [FormProblem]
    ) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = visit.form.has("page") ? visit.form["page"] : visit.query["page"]
        let found = try await visit.perform(.viewClaims) {
            try read(question, asked, directory, in: $0)
        }
        var typed = visit.form.has("month") ? visit.form : visit.query
        var month: YearMonth?
        if case .filed(let filed) = question {
            month = filed
            typed.set("month", Say.month(filed))
        }
        let pages = found.list.line(at: Route.claims.path(), keeping: question.text)
        let mayPrint =
            month != nil && !found.all.isEmpty && visit.may(.fileObjection)
            && visit.may(.printCasePaper)
        let mayAnswer = question == .open && !found.shown.isEmpty && visit.may(.fileObjection)
        return Page(
            "claims/objections", "申立の一覧", crumbs: [.home, .screen(.claims, .claims)],
            keys: [.send("F5", "表示", form: "objections-form", isMain: !mayAnswer)]
                + ListPage.keys(pages) + (mayPrint ? [.send("F10", "印字", form: "paper-form")] : [])
                + (mayAnswer
                    ? [.send("F12", "結果を記録する", form: "answers-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                open: StatisticsScreen.SubjectLink(
                    title: "結果待ちの申立", href: Question.open.address,
                    isCurrent: question == .open),
                action: Route.claims.path(),
                fields: [
                    FormField.month("month", "申立の月", typed, hint: "例 R7.6")
                ].checked(problems),
                title: month.map { "\(Wareki.text($0))の申立" } ?? "結果待ちの申立",
                sums: sums(found.all), hasSums: !found.all.isEmpty,
                rows: found.shown.map { line in
                    row(line, found.people, officer, today: visit.today) { label in
                        mayAnswer
                            ? ObjectionAnswers.cells(line, label, visit.form, problems) : nil
                    }
                }, isNone: found.shown.isEmpty, pages: pages,
                paper: mayPrint ? Route.objectionPaper.path() : nil,
                month: month?.description ?? "",
                answers: mayAnswer ? Route.answerObjections.path() : nil,
                answerFields: mayAnswer ? ObjectionAnswers.fields(visit.form, problems) : [],
                pageNumber: asked))
    }

    /// The examining bodies in the order of their papers; last what came through neither.
    static let agencies: [ClaimSource?] = [.paymentFund, .federation, nil]

    static func name(_ agency: ClaimSource?) -> String { agency?.wording ?? "審査支払機関を通さないもの" }

    private static func sums(_ lines: [ObjectionLine]) -> [Sum] {
        agencies.compactMap { agency in
            let those = lines.filter { $0.agency == agency }
            guard !those.isEmpty else { return nil }
            return Sum(
                agency: name(agency), count: Say.count(those.count),
                payable: those.reduce(Yen.zero) { $0 + $1.payable }.grouped)
        }
    }

    private static func row(
        _ line: ObjectionLine, _ people: ListedPeople, _ reader: Principal, today: CivilDate,
        cells: (String) -> ObjectionAnswers.Cells?
    ) -> Row {
        let objection = line.objection
        let href: String =
            switch objection.subject {
            case .claim(let id): Route.claim.path(id)
            case .error(let id): Route.claimError.path(id)
            }
        let person = line.child.map { PersonCell($0, people, for: reader) }
        return Row(
            href: href, filedOn: Say.short(objection.filedOn),
            days: Say.count(max(0, objection.filedOn.days(until: today))),
            kind: objection.kind.wording, reason: objection.reason.wording,
            person: person,
            institution: Say.place(
                line.institutionName.isEmpty ? line.institution : line.institutionName,
                isProtected: line.child.map { people.isProtected($0) } ?? false),
            month: Say.month(line.treatmentMonth), agency: name(line.agency),
            payable: line.payable.grouped,
            cells: cells(
                [Say.short(objection.filedOn), objection.kind.wording, person?.name]
                    .compactMap(\.self).joined(separator: " ")))
    }
}
