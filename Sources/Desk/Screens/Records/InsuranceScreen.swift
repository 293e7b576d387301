// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// 1022 健康保険: every insurance of a child as it was recorded, and its correction as a new fact.
enum InsuranceScreen {
    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let times = RecordTimes(visit)
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewHistory, about: [number]) { scope in
            (
                facts: try InsuranceBook.history(of: number, asOf: times.moment, from: scope.db),
                rules: try InsurerRuleBook.inForce(on: times.day, from: scope.db),
                about: try RecordReading(number, directory: directory, in: scope)
            )
        }
        let path = Route.insuranceRecord.path(number)
        let isProtected = read.about.isProtected
        func seen(_ text: String) -> String {
            Say.place(officer.sees(text, of: .insurance), isProtected: isProtected)
        }
        let rows = read.facts.map { fact in
            let stretch = fact.value.stretch
            let parts = [stretch.symbol, stretch.number, stretch.subNumber].compactMap(\.self)
            let rule = read.rules[stretch.insurer]
            return RecordRow(
                fact, period: stretch.period, on: times.day,
                cells: [
                    .code(seen(stretch.insurer)), .text(seen(stretch.insurerName)),
                    .code(seen(parts.joined(separator: "・"))),
                    .text(seen(stretch.insuredName ?? "")),
                    .code(Say.short(stretch.period.from)),
                    .code(Say.short(stretch.period.until)),
                    .text(stretch.band?.rawValue ?? ""),
                    .text(fact.value.evidence?.wording ?? fact.value.source.wording),
                    .text(isProtected ? "" : rule?.wording ?? "登録なし"),
                ], correct: "\(path)?row=\(fact.id)", isVoid: fact.value.isVoid)
        }
        let mayWrite = visit.may(.changeRegistration)
        return try visit.recordPage(
            read.about, "健康保険",
            lead: "保険資格の記録です。保険者が伝えた内容は、申請書の内容より優先します。職員の訂正は、新しい記録として残ります。",
            times: times,
            tables: [
                RecordTable(
                    "保険資格",
                    ["保険者番号", "保険者", "記号・番号", "被保険者", "資格取得日", "資格喪失日", "所得区分", "確認", "附加給付"],
                    rows, mayCorrect: mayWrite)
            ],
            forms: mayWrite
                ? [form(visit, read.facts, number, isProtected: isProtected, problems)] : [],
            problems: problems, again: .insuranceRecord)
    }

    private static func form(
        _ visit: Visit, _ facts: [Recorded<InsuranceFact>], _ number: AddresseeNumber,
        isProtected: Bool, _ problems: [FormProblem]
    ) -> RecordForm {
        let old = facts.first { $0.id == visit.chosenRow && !$0.isOverruled && !$0.value.isVoid }
        var typed = visit.form
        // Under protection nothing that leads to a place is put into a page, not even a field.
        if let old, !visit.isPosted, !isProtected {
            let stretch = old.value.stretch
            for (name, value) in [
                ("insurer", stretch.insurer), ("insurer-name", stretch.insurerName),
                ("symbol", stretch.symbol ?? ""), ("insurance-number", stretch.number ?? ""),
                ("sub-number", stretch.subNumber ?? ""), ("insured", stretch.insuredName ?? ""),
                ("acquired", Say.short(stretch.period.from)),
                ("lost", Say.short(stretch.period.until)),
                ("band", stretch.band?.rawValue ?? ""),
            ] { typed.set(name, value) }
        }
        let bands = [("", "—")] + HighCostBand.allCases.map { ($0.rawValue, $0.rawValue) }
        let evidence = InsuranceEvidence.allCases.map { ($0.rawValue, $0.wording) }
        let fields: [FormField] = [
            .code("insurer", "保険者番号", typed, digits: 0, hint: "6桁または8桁", isRequired: true),
            .text("insurer-name", "保険者名", typed, size: "long", isRequired: true),
            .text("symbol", "記号", typed, size: "short"),
            .text("insurance-number", "番号", typed, size: "short"),
            .code("sub-number", "枝番", typed, digits: 2),
            .text("insured", "被保険者氏名", typed),
            .date("acquired", "資格取得日", typed, isRequired: true),
            .date("lost", "資格喪失日（続いていれば空）", typed),
            .select("band", "高額療養費の所得区分", typed, bands),
            .select("evidence", "確認した書類", typed, evidence, isRequired: true),
            .text("reason", "理由（記録されます）", typed, size: "long", isRequired: true),
        ]
        return RecordForm(
            id: "insurance-record", title: old == nil ? "保険資格の登録" : "保険資格の訂正",
            action: Route.correctInsurance.path(number), note: "登録すると、資格の再判定の一覧に入ります。",
            hiddens: old.map { [("replaces", "\($0.id)")] } ?? [],
            fields: (fields + (old == nil ? [] : [.mistake(typed)])).checked(problems),
            button: old == nil ? "保険資格を登録する" : "訂正を登録する")
    }

    static func correct(_ visit: Visit) async throws -> Answer {
        let child = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let typed = reading.typed
        let insurer = InsurerNumber(IntakeForm.digits(typed["insurer"]))
        if insurer == nil { reading.wrong("insurer", "保険者番号は6桁または8桁の数字です。") }
        let name = reading.text("insurer-name", orElse: "保険者名を入力してください。")
        let acquired = reading.date("acquired", "資格取得日")
        let lost = reading.optionalDate("lost", "資格喪失日")
        let evidence: InsuranceEvidence? = reading.code("evidence", orElse: "確認した書類を選んでください。")
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        let (replaces, isMistake) = (reading.replaces, reading.isMistake)
        @Sendable func given(_ field: String) -> String? {
            typed[field].isEmpty ? nil : typed[field]
        }
        return try await visit.keepRecord(
            reading, about: [child], back: .insuranceRecord, again: page
        ) { scope in
            guard let insurer, let acquired else { return }
            try CorrectInsurance.perform(
                InsuranceInput(
                    child: child, insurer: insurer, insurerName: name, acquiredOn: acquired,
                    lostOn: lost, insuredName: given("insured"), symbol: given("symbol"),
                    number: given("insurance-number"), subNumber: given("sub-number"),
                    band: HighCostBand(rawValue: typed["band"]), source: .notification,
                    isVoid: isMistake, evidence: evidence, reason: reason),
                replaces: replaces, in: scope)
        }
    }
}

extension InsuranceSource {
    /// Who said it.
    var wording: String {
        switch self {
        case .application: "申請書"
        case .notification: "届出"
        case .kokuho: "国保の連携"
        case .shaho: "社会保険の連携"
        }
    }
}
