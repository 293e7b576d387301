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
        let isCut: Bool
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

    static let most = 500

    /// What the address asks for.
    private enum Question: Sendable {
        case none
        case child(AddresseeNumber)
        case institution(String, YearMonth)
        case file(Int64)
    }

    static func show(_ visit: Visit) async throws -> Answer {
        if visit.query.has("objections") { return try await ObjectionListScreen.show(visit) }
        let question = try question(visit.query)
        let directory = visit.installation.directory
        let found = try await visit.perform {
            scope -> ([Claim], ListedPeople) in
            let claims: [Claim] =
                switch question {
                case .none: []
                case .child(let child): try ClaimBook.claims(child: child, from: scope.db)
                case .institution(let code, let month):
                    try ClaimBook.claims(
                        institution: code, treated: month, limit: most + 1, from: scope.db)
                case .file(let file): try ClaimBook.claims(of: file, from: scope.db)
                }
            let shown = Array(claims.prefix(most + 1))
            scope.counted(shown.count)
            return (shown, try ListedPeople(shown.map(\.child), directory: directory, in: scope))
        }
        return .page(
            try page(
                visit, typed: visit.query, problems: [],
                list: list(question, found.0, found.1, try visit.officer())))
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
            if let child { return .seeOther(Route.claims.path() + "?child=\(child)") }
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
                return .seeOther(
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
        if visit.may(.enterClaim) { keys.append(.link("F7", "個別入力", Route.keyClaim.path())) }
        keys.append(.link("F9", "申立の一覧", ObjectionListScreen.Question.open.address))
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
        _ question: Question, _ claims: [Claim], _ people: ListedPeople,
        _ reader: Principal
    ) -> List? {
        var claims = claims
        var kept = 0
        let title: String
        switch question {
        case .none: return nil
        case .child(let child): title = PersonCell(child, people, for: reader).name + " の明細書"
        case .institution(_, let month):
            // A list of one clinic would tell where they are treated.
            let all = claims.count
            claims.removeAll { people.isProtected($0.child) }
            kept = all - claims.count
            title = "\(claims.first?.institutionName ?? "指定した医療機関") \(Wareki.text(month))診療分"
        case .file: title = "取込ファイルの明細書"
        }
        let shown = claims.prefix(most)
        return List(
            title: title, rows: shown.map { row($0, people, reader) },
            count: Say.count(shown.count), isNone: shown.isEmpty, isCut: claims.count > most,
            kept: kept > 0 ? Say.count(kept) : nil,
            points: Say.count(shown.reduce(0) { $0 + $1.points }),
            cost: shown.reduce(Yen.zero) { $0 + $1.totalCost }.grouped,
            payable: shown.reduce(Yen.zero) { $0 + $1.payable }.grouped)
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
