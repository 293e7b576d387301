// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1330 レセプト照会: the claims of a child, of an institution and month, or of one file.
enum ClaimListScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let list: List?
    }

    struct List: PageModel {
        let title: String
        let rows: [Row]
        let count: String
        let isNone: Bool
        let pages: ListPage.Line?
        /// Claims of protected persons that a list of one clinic leaves out.
        let kept: String?
        let points: String
        let cost: String
        let payable: String
    }

    struct Row: PageModel {
        let href: String
        let month: String
        let billing: String
        let person: PersonCell
        let institution: String
        let kind: String
        let setting: String
        let points: String
        let days: String
        let cost: String
        let highCost: String
        let funds: String
        let meals: String
        let payable: String
    }

    /// Rows of one page: it stays below 150 KB with the longest names too.
    static let most = 100

    /// What the address asks for.
    private enum Question: Sendable {
        case none
        case child(AddresseeNumber)
        case institution(String, YearMonth)
        case file(Int64)

        var text: String {
            switch self {
            case .none: ""
            case .child(let child): "child=\(child)"
            case .institution(let code, let month): "institution=\(code)&month=\(month)"
            case .file(let file): "file=\(file)"
            }
        }
    }

    private struct Reading: Sendable {
        let list: ListPage
        let claims: [Claim]
        let totals: ClaimTotals
        let people: ListedPeople
        let kept: Int
    }

    static func show(_ visit: Visit) async throws -> Answer {
        if visit.query.has("objections") { return try await ObjectionListScreen.show(visit) }
        let question = try question(visit.query)
        let directory = visit.installation.directory
        let asked = visit.query["page"]
        let found = try await visit.perform { try read(question, asked, directory, in: $0) }
        let officer = try visit.officer()
        return .page(
            try page(
                visit, typed: visit.query, problems: [],
                list: found.map { list(question, $0, officer) }))
    }

    /// One page of what is asked for; `nil` where nothing is asked.
    private static func read(
        _ question: Question, _ asked: String, _ directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> Reading? {
        var kept = 0
        let wanted: ClaimListQuestion
        switch question {
        case .none: return nil
        case .child(let child): wanted = .child(child)
        case .file(let file): wanted = .file(file)
        case .institution(let code, let month):
            // A list of one clinic would tell where they are treated.
            let children = try ClaimLists.children(
                institution: code, treated: month, from: scope.db)
            let hidden = try protected(among: children.keys.sorted(), directory, in: scope)
            kept = hidden.reduce(0) { $0 + (children[$1] ?? 0) }
            wanted = .institution(code, month, without: hidden)
        }
        let totals = try ClaimLists.totals(of: wanted, from: scope.db)
        let list = ListPage(of: totals.count, asked: asked, size: most)
        let claims = try ClaimLists.page(
            wanted, limit: list.rows.count, from: list.rows.lowerBound, in: scope.db)
        scope.counted(claims.count)
        return Reading(
            list: list, claims: claims, totals: totals,
            people: try ListedPeople(claims.map(\.child), directory: directory, in: scope),
            kept: kept)
    }

    /// Those of whom a list of one clinic says nothing; System 2 writes down who was asked for.
    private static func protected(
        among children: [AddresseeNumber], _ directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        let now = try directory.persons(children)
        let others = children.filter { now[$0] == nil }
        scope.saw(others)
        // Where the register does not know a person, what was written down counts.
        let known = others.isEmpty ? [:] : try PersonBook.latest(others, from: scope.db)
        return Set(
            children.filter { now[$0]?.isProtected ?? known[$0]?.isProtected ?? false })
    }

    /// Keeps recipient numbers out of addresses: leads to the list of the child.
    static func find(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let text = reading.typed["child"]
        let institution = reading.typed["institution"]
        if !text.isEmpty {
            let child = try await visit.perform { scope -> AddresseeNumber? in
                if let number = RecipientNumber(text),
                    let child = try FindChildren.recipientNumber(number.digits, from: scope.db).last
                {
                    return child
                }
                return AddresseeNumber(text)
            }
            if let child { return .onward(Route.claims.path() + "?child=\(child)") }
            reading.wrong("child", "受給者番号か宛名番号を数字で入力してください。")
        } else if institution.isEmpty {
            reading.wrong("child", "受給者番号・宛名番号、または医療機関コードと診療年月を入力してください。")
        } else {
            if MedicalInstitutionCode(institution) == nil {
                reading.wrong("institution", "医療機関コードは10桁の数字です。")
            }
            let month = MonthEntry.read(reading.typed["month"])
            if month == nil { reading.wrong("month", "診療年月を、R7.4 のように入力してください。") }
            if reading.isRight, let month {
                return .onward(
                    Route.claims.path() + "?institution=\(institution)&month=\(month)")
            }
        }
        return .page(try page(visit, typed: visit.form, problems: reading.problems, list: nil))
    }

    static func formPage(_ visit: Visit, problems: [FormProblem]) throws -> Page {
        try page(visit, typed: visit.form, problems: problems, list: nil)
    }

    private static func question(_ query: Typed) throws -> Question {
        if let child = AddresseeNumber(query["child"]) { return .child(child) }
        if let file = Int64(query["file"]) { return .file(file) }
        if let month = YearMonth(query["month"]),
            MedicalInstitutionCode(query["institution"]) != nil
        {
            return .institution(query["institution"], month)
        }
        return .none
    }

    private static func page(
        _ visit: Visit, typed: Typed, problems: [FormProblem], list: List?
    ) throws -> Page {
        var typed = typed
        if let month = YearMonth(typed["month"]) { typed.set("month", Say.month(month)) }
        var keys: [Key] = [
            .link("F3", "新しい照会", Route.claims.path()),
            .send("F5", "照会", form: "claims-form", isMain: true),
            .link("F6", "取込結果", Route.claimImports.path()),
        ]
        keys.append(.link("F9", "申立の一覧", ObjectionListScreen.Question.open.address))
        // F7 and F8 turn the pages of a long list.
        if visit.may(.enterClaim) { keys.append(.link("F12", "個別入力", Route.keyClaim.path())) }
        keys += ListPage.keys(list?.pages)
        return Page(
            "claims/list", Screen.claims.title, crumbs: [.home], keys: keys,
            problems: problems, message: Done.banner(visit),
            body: Body(
                action: Route.findClaims.path(),
                fields: [
                    FormField.text("child", "受給者番号・宛名番号", typed, size: "middle"),
                    .code("institution", "医療機関コード", typed, digits: 10),
                    .month("month", "診療年月", typed, hint: "例 R7.4"),
                ].checked(problems), list: list))
    }

    private static func list(
        _ question: Question, _ found: Reading, _ reader: Principal
    ) -> List {
        let (claims, people) = (found.claims, found.people)
        let title: String =
            switch question {
            case .child(let child): PersonCell(child, people, for: reader).name + " の明細書"
            case .institution(_, let month):
                "\(claims.first?.institutionName ?? "指定した医療機関") \(Wareki.text(month))診療分"
            case .file, .none: "取込ファイルの明細書"
            }
        return List(
            title: title, rows: claims.map { row($0, people, reader) },
            count: Say.count(found.totals.count), isNone: claims.isEmpty,
            pages: found.list.line(at: Route.claims.path(), keeping: question.text),
            kept: found.kept > 0 ? Say.count(found.kept) : nil,
            points: Say.count(found.totals.points), cost: found.totals.cost.grouped,
            payable: found.totals.payable.grouped)
    }

    private static func row(
        _ claim: Claim, _ people: ListedPeople, _ reader: Principal
    ) -> Row {
        Row(
            href: Route.claim.path(claim.id), month: Say.month(claim.treatmentMonth),
            billing: Say.month(claim.billingMonth),
            person: PersonCell(claim.child, people, for: reader),
            institution: Say.place(
                Say.institution(claim.institutionShortName, claim.institutionName),
                isProtected: people.isProtected(claim.child)),
            kind: claim.dataKind.wording, setting: claim.setting.wording,
            points: Say.count(claim.points), days: Say.count(claim.days),
            cost: claim.totalCost.grouped, highCost: claim.highCost.grouped,
            funds: claim.otherFunds.grouped, meals: claim.mealsPaid.grouped,
            payable: claim.payable.grouped)
    }
}
