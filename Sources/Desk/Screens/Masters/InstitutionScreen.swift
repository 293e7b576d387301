// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Safeguards
import Vocabulary

/// 3030 マスタ, one medical institution: the 12 items of the master under their names of 別添1; who may
/// apply the lists adds one that is missing and corrects one that is wrong.
enum InstitutionScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let items: [Item]
        let hasItems: Bool
        let isUnknown: Bool
        /// Adding what is missing, correcting what is there; `nil` for who may not.
        let form: Form?
        /// Whom to ask, for who may not.
        let isReadOnly: Bool
    }

    struct Form: PageModel {
        let title: String
        let action: String
        let code: String
        /// The row of the master that is shown; 0 where there is none.
        let seen: String
        let doubt: String?
        let fields: [FormField]
        let label: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await draw(visit, visit.query, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await draw(visit, visit.form, problems: problems)
    }

    private static func draw(
        _ visit: Visit, _ typed: Typed, problems: [FormProblem]
    ) async throws -> Page {
        let digits = EntryReading.digits(typed["code"])
        let found = try await known(digits, visit)
        let mayRecord = visit.may(.importMasters)
        let sheet =
            mayRecord
            ? MedicalInstitutionCode(digits).map { form($0, found, typed, problems) } : nil
        var keys: [Key] = [.send("F5", "表示", form: "institution-form", isMain: sheet == nil)]
        if let sheet { keys.append(.send("F12", sheet.label, form: "record-form", isMain: true)) }
        let body = Body(
            action: Route.institutions.path(),
            fields: [.code("code", "医療機関コード（10桁）", typed, digits: 10)],
            items: found.map { items($0.institution) } ?? [], hasItems: found != nil,
            isUnknown: found == nil && !digits.isEmpty, form: sheet,
            isReadOnly: !mayRecord && !digits.isEmpty)
        return Page(
            "masters/institution", "医療機関マスタ", crumbs: [.home, .screen(.masters, .masters)],
            keys: keys, problems: problems, message: Done.banner(visit), body: body)
    }

    private static func known(
        _ digits: String, _ visit: Visit
    ) async throws -> (institution: Institution, row: Int64)? {
        try await visit.perform(.viewMasters) { scope in
            scope.counted(1)
            guard let code = MedicalInstitutionCode(digits) else { return nil }
            return try InstitutionBook.newest(code, from: scope.db)
        }
    }

    /// Records what was typed; the rest stays as the master says it at that moment.
    static func record(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let typed = reading.typed
        let digits = EntryReading.digits(typed["code"])
        let code = MedicalInstitutionCode(digits)
        if code == nil { reading.wrong("code", "医療機関コードは10桁の数字です。") }
        let name = reading.text("name", orElse: "漢字名称を入力してください。")
        let location: Institution.Location? = reading.code("location", orElse: "所在区分を選んでください。")
        let closure: Institution.Closure? = reading.code("closure", orElse: "廃止状況を選んでください。")
        let closed = reading.optionalDate("closed", "休止・廃止の日")
        if closure == .open, closed != nil {
            reading.wrong("closed", "現存の医療機関に休止・廃止の日は書けません。廃止状況を選び直すか、日を消してください。")
        }
        if closure == .closed, typed["closed"].isEmpty {
            reading.wrong("closed", "廃止の日を入力してください。")
        }
        let reason = reading.text("why", orElse: "登録・訂正の理由と根拠を入力してください。")
        if reading.isRight, let code, let location, let closure {
            let edit = InstitutionEdit(
                name: name, location: location, closure: closure, closedOn: closed,
                kana: typed.has("kana") ? typed["kana"] : nil,
                postalCode: typed.has("postal") ? EntryReading.digits(typed["postal"]) : nil,
                address: typed.has("address") ? typed["address"] : nil,
                phone: typed.has("phone") ? typed["phone"] : nil)
            let seen = Int64(typed["seen"]) ?? 0
            do {
                switch try await visit.perform(
                    reason: reason,
                    { scope in
                        try RecordInstitution.perform(
                            code, edit, seen: seen, reason: reason, in: scope)
                    })
                {
                case .recorded:
                    return visit.carriedOut(
                        Route.institutions.path() + "?code=\(digits)&done=institutionrecorded")
                case .same: reading.wrong("name", "マスタの内容と同じです。変える欄を入力してください。")
                case .changedMeanwhile: reading.refused(DeskRefusal.changedMeanwhile)
                }
            } catch let refusal as BenefitsRefusal {
                reading.wrong("why", "\(refusal.message)［\(refusal.code)］")
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    private static func form(
        _ code: MedicalInstitutionCode, _ found: (institution: Institution, row: Int64)?,
        _ typed: Typed, _ problems: [FormProblem]
    ) -> Form {
        let known = found?.institution
        let typed = filled(typed, known)
        let finding = CodeFinding.inspect(.institution, code.digits)
        return Form(
            title: known == nil ? "マスタにない医療機関を加える" : "訂正する",
            action: Route.recordInstitution.path(), code: code.digits,
            // Of the page that is shown: whoever was refused sees what the master says now.
            seen: "\(found?.row ?? 0)",
            doubt: finding.valid ? nil : finding.reason,
            fields: [
                FormField.text("name", "漢字名称", typed, size: "long", isRequired: true),
                .text("kana", "カナ名称", typed, size: "long"),
                .radio(
                    "location", "所在区分", typed,
                    Institution.Location.allCases.map {
                        .init(value: $0.rawValue, label: $0.wording)
                    }, isRequired: true),
                .radio(
                    "closure", "廃止状況", typed,
                    Institution.Closure.allCases.map {
                        .init(value: $0.rawValue, label: $0.wording)
                    }, isRequired: true),
                .date("closed", "休止・廃止の日", typed),
                .code("postal", "施設郵便番号", typed, digits: 0, hint: "7桁"),
                .text("address", "施設住所", typed, size: "long"),
                .text("phone", "施設電話番号", typed),
                .text(
                    "why", "理由と根拠（記録されます）", typed, hint: "何で確かめたか",
                    size: "long", isRequired: true),
            ].checked(problems), label: known == nil ? "加える" : "訂正する")
    }

    private static func filled(_ typed: Typed, _ known: Institution?) -> Typed {
        var typed = typed
        func fill(_ name: String, _ value: String) {
            if !typed.has(name) { typed.set(name, value) }
        }
        fill("closure", (known?.closure ?? .open).rawValue)
        guard let known else { return typed }
        fill("name", known.name)
        fill("kana", known.kana)
        fill("location", known.location.rawValue)
        fill("closed", known.closedOn.map(Say.short) ?? "")
        fill("postal", known.postalCode)
        fill("address", known.address)
        fill("phone", known.phone)
        return typed
    }

    private static func items(_ one: Institution) -> [Item] {
        let closed = one.closedOn.map { "（\(Say.date($0))）" } ?? ""
        return [
            Item("医療機関コード", one.code.digits),
            Item("廃止状況", one.closure.wording + closed), Item("漢字名称", one.name),
            Item("カナ名称", one.kana), Item("略称", one.shortName),
            Item("代表者名", one.representative), Item("施設郵便番号", one.postalCode),
            Item("施設住所", one.address), Item("施設方書", one.building),
            Item("施設電話番号", one.phone), Item("所在区分", one.location.wording),
            Item("都道府県", one.prefecture),
        ]
    }
}
