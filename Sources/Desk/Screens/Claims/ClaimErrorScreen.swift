// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// One row of the error list: what is wrong, what could be read, and what may be done about it.
enum ClaimErrorScreen {
    struct Body: PageModel {
        let subject: SubjectStrip?
        let person: PersonCell?
        let reason: String
        let why: String
        let code: String
        let place: [Item]
        let items: [Item]
        let isReadable: Bool
        let outcome: String?
        let mayCorrect: Bool
        let correctAction: String
        let fields: [FormField]
        let returnAction: String
        let returnFields: [FormField]
        let objection: ObjectionForm.Panel
        let rebilling: RebillingPanel?
    }

    struct Reading: Sendable {
        let error: ClaimError
        let file: ClaimFile?
        let objection: Objection?
        let pairs: [Rebilling]
        let people: ListedPeople
        let strip: StripReading?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, typed: Typed(), problems: []))
    }

    static func page(
        _ visit: Visit, error given: Int64? = nil, typed: Typed, problems: [FormProblem]
    ) async throws -> Page {
        let id = try given ?? visit.id("error")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform(.viewClaims) { scope -> Reading? in
            guard let error = try ClaimErrorBook.errors([id], from: scope.db)[id] else {
                return nil
            }
            let people = try ListedPeople(
                [error.child].compactMap(\.self), directory: directory, in: scope)
            return Reading(
                error: error, file: try ClaimFileBook.file(error.file, from: scope.db),
                objection: try ObjectionBook.newest(of: .error(id), from: scope.db),
                pairs: try RebillingBook.pairs(of: .error(id), from: scope.db),
                people: people,
                strip: try error.child.flatMap {
                    try people.strip($0, directory: directory, in: scope)
                })
        }
        guard let found else { throw DeskRefusal.notFound }
        let error = found.error
        let isProtected = error.child.map { found.people.isProtected($0) } ?? false
        let mayCorrect = visit.may(.correctClaim) && error.outcome == nil
        let result = Route.claimImport.path(error.file)
        return Page(
            "claims/error", "エラーの明細書",
            crumbs: [
                .home, .screen(.claimImport, .claimImports),
                Crumb(found.file?.name ?? "取込結果", result),
            ],
            keys: mayCorrect
                ? [.send("F12", "補正して再判定", form: "correct-form", isMain: true)] : [],
            problems: problems, message: Done.banner(visit),
            body: Body(
                subject: found.strip.map {
                    SubjectStrip($0, for: officer, in: visit.installation)
                },
                person: error.child.map { PersonCell($0, found.people, for: officer) },
                reason: error.reason.wording, why: error.message, code: error.code,
                place: place(error, isProtected: isProtected).filter { $0.value != "—" },
                items: items(error, isProtected: isProtected),
                isReadable: error.content != nil,
                outcome: error.outcome?.wording, mayCorrect: mayCorrect,
                correctAction: Route.correctError.path(id),
                fields: corrections(typed, isInpatient: error.content?.setting == .inpatient)
                    .checked(problems),
                returnAction: Route.returnError.path(id),
                returnFields: [
                    FormField.text(
                        "return-reason", "返戻の理由", typed, size: "long", isRequired: true
                    ).checked(problems)
                ],
                objection: ObjectionForm.Panel(
                    .error(id), found.objection, typed, problems, visit),
                rebilling: RebillingPanel(found.pairs, of: .error(id))))
    }

    static func formPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, typed: visit.form, problems: problems)
    }

    /// Puts the claim right and lets every check look at it again.
    static func correct(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("error")
        var reading = FormReading(visit.form, today: visit.today)
        let correction = correction(&reading)
        let reason = reading.text("basis", orElse: "補正の根拠（照会した相手・書類）を入力してください。")
        guard reading.isRight else {
            return .page(
                try await page(visit, typed: visit.form, problems: reading.problems))
        }
        let law = visit.installation.benefitLaw
        do {
            let claim = try await visit.perform { scope in
                try CorrectClaim.perform(id, correction, reason: reason, law: law, in: scope)
            }
            return visit.carriedOut(Route.claim.path(claim) + "?done=corrected")
        } catch let fault as ClaimFault {
            reading.wrong(
                RefusalFields.field(of: fault.code, in: visit.form),
                "補正しても受け入れられません：\(fault.message)［\(fault.code)］")
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal, field: refusal.fieldOfCourse)
        }
        return .page(try await page(visit, typed: visit.form, problems: reading.problems))
    }

    /// 返戻: the claim goes back to the institution.
    static func giveBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("error")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("return-reason", orElse: "返戻の理由を入力してください。")
        guard reading.isRight else {
            return .page(
                try await page(visit, typed: visit.form, problems: reading.problems))
        }
        try await visit.perform { scope in
            try ReturnClaim.perform([id], reason: reason, in: scope)
        }
        return visit.carriedOut(Route.claimError.path(id) + "?done=returned")
    }

    private static func corrections(_ typed: Typed, isInpatient: Bool) -> [FormField] {
        let hint = "直すときだけ入力"
        var fields: [FormField] = [
            .code("recipient", "受給者番号", typed, digits: 7, hint: hint),
            .code("insurer", "保険者番号", typed, digits: 0, hint: hint),
            .date("born", "生年月日", typed, whose: "child", hint: hint),
            .code("copayment", "負担金額（円）", typed, digits: 0, hint: hint),
            .code("funder", "公費負担者番号", typed, digits: 8, hint: hint),
            VisitDays.field(typed, hint: hint),
            FirstVisits.field(typed, hint: hint),
        ]
        if isInpatient { fields.append(Stays.field(typed, hint: hint)) }
        fields.append(
            .text("basis", "補正の根拠", typed, hint: "照会した相手・書類", size: "long", isRequired: true))
        return fields
    }

    private static func correction(_ reading: inout FormReading) -> ClaimCorrection {
        var correction = ClaimCorrection()
        func typed(_ name: String) -> String? {
            let text = reading.typed[name]
            return text.isEmpty ? nil : text
        }
        if let text = typed("recipient") {
            correction.recipientNumber = RecipientNumber(text)
            if correction.recipientNumber == nil { reading.wrong("recipient", "受給者番号は7桁の数字です。") }
        }
        if let text = typed("insurer") {
            correction.insurer = InsurerNumber(text)
            if correction.insurer == nil { reading.wrong("insurer", "保険者番号は6桁か8桁の数字です。") }
        }
        if let text = typed("funder") {
            correction.funder = PublicFunderNumber(text)
            if correction.funder == nil { reading.wrong("funder", "公費負担者番号は8桁の数字です。") }
        }
        correction.visits = VisitDays.read(&reading)
        correction.firstVisits = FirstVisits.read(&reading)
        correction.admitted = Stays.read(&reading)
        correction.born = reading.optionalDate("born", "生年月日", whose: .child)
        if let text = typed("copayment") {
            correction.copayment = AmountEntry.read(text)
            if correction.copayment == nil { reading.wrong("copayment", "負担金額は数字で入力してください。") }
        }
        return correction
    }

    private static func place(_ error: ClaimError, isProtected: Bool) -> [Item] {
        [
            Item("行", Say.count(error.errorLine)), Item("レコード", error.record),
            Item("項目", error.field.map(ImportResultScreen.item)),
            Item("値", error.value.map { Say.place($0, isProtected: isProtected) }),
            Item("請求年月", Wareki.text(error.billingMonth)),
            Item(
                "医療機関",
                Say.place(
                    "\(error.institutionName)（\(error.institution)）", isProtected: isProtected)),
        ]
    }

    /// Of the local scheme's fund, where they are written, else of the insurance.
    private static func visits(_ claim: ClaimContent) -> MonthDays? {
        let local = claim.funds.first { PublicFunderNumber($0.funder)?.isLocalScheme ?? false }
        return local?.visits ?? claim.visits
    }

    private static func items(_ error: ClaimError, isProtected: Bool) -> [Item] {
        guard let claim = error.content else { return [] }
        let funds = claim.funds.map { "\($0.funder)／\($0.recipient)" }
        var items = [
            Item("診療年月", Wareki.text(claim.treatmentMonth)),
            Item("種別", "\(claim.dataKind.wording)・\(claim.setting.wording)"),
            Item("生年月日", Say.date(claim.born)),
            Item(
                "保険者番号", claim.insurer.map { Say.place($0, isProtected: isProtected) }),
            Item("給付割合", claim.ratio.map { "\($0)%" }),
            Item("日数・点数", "\(claim.days)日・\(Say.count(claim.points))点"),
            Item("受診日", VisitDays.words(visits(claim))),
            Item("初診", FirstVisits.words(claim.firstVisits)),
        ]
        items += Stays.items(claim.setting, claim.admitted)
        items += [
            Item("負担金額", claim.copayment.map { Yen($0).description }),
            Item("公費（負担者番号／受給者番号）", funds.joined(separator: "、")),
        ]
        return items
    }
}
