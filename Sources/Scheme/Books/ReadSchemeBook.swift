// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The parts of a municipality's book.
private let schemeKeys: Set<String> = [
    "municipality", "eligible-child", "start-of-entitlement", "end-of-entitlement", "funder",
    "in-kind", "copayment",
    "meals", "additional-benefits", "reimbursement", "application", "payment", "certificate",
    "public-money", "subsidy", "subsidised-by", "recipient", "suspension-of-entitlement",
]

extension BookText {
    /// Reads a municipality's book; problems are gathered in `notes`.
    func schemeBook(
        national: NationalBook, letters: LetterWordings, digest: String
    ) -> SchemeBook? {
        guard let top = topLevel(keys: schemeKeys) else { return nil }
        let fields = top.fields
        guard let eligible = fields.required("eligible-child"),
            let start = fields.required("start-of-entitlement"),
            let inKind = fields.required("in-kind"), let copay = fields.required("copayment"),
            let meals = fields.required("meals")
        else { return nil }
        let who = eligible.fields([
            "article", "reading", "age-limit", "excluded-list", "excluded", "income",
            "residence-exceptions", "stay",
        ])
        let kind = inKind.fields(["article", "area", "switch-to-reimbursement"])
        let meal = meals.fields(["article", "covered"])
        guard let limits = who.required("age-limit"), let excluded = who.required("excluded"),
            let area = kind.required("area"), let limit = kind.required("switch-to-reimbursement"),
            let covered = meal.required("covered")
        else { return nil }
        let article = who.text("article")
        let ageLimits = limits.perSetting { place in
            place.dated(
                ["until-end-of"], article: article, reading: who.text("reading"),
                nullable: "until-end-of", read: { $0.ageEnd("until-end-of") }, say: \.description)
        }
        let copayment = copaymentBook(copay)
        let isComplete = excludedListIsComplete(who)
        let exclusions = excluded.exclusions(isComplete: isComplete, article: article)
        let incomes = who.values["income"].map { place in
            place.dated(
                Self.incomeKeys, article: article, nullable: "limit",
                read: { $0.incomeRule() }, say: \.wording)
        }
        // Read before the list of the book is taken, so that it shows them.
        let stay = stayRule(who.values["stay"], article: article)
        let recipients = recipientTests(fields.values["recipient"])
        let away = residenceExceptions(who.values["residence-exceptions"])
        let places = area.dated(
            ["where"], read: { $0.inKindArea() },
            say: { $0.map(\.wording).joined(separator: "、") })
        let switching = limit.dated(
            ["at", "compare", "amount", "per", "pharmacy"], read: { $0.switchRule() },
            say: \.wording)
        let cover = covered.dated(
            Self.mealCoverKeys + ["cases"], read: { $0.mealCover() }, say: \.wording)
        for (index, entry) in cover.entries.enumerated() {
            guard case .set(let found) = entry.setting else { continue }
            covered.checkClasses(
                found.incomeClassNames,
                on: EffectivePeriod(from: entry.from, until: cover.end(ofEntryAt: index)),
                copayment.incomeClasses)
        }
        let rules = startRules(start)
        let additional = additionalBenefits(fields)
        let office = officeTerms(fields)
        checkCardClasses(of: letters, among: office.certificateClasses, at: fields)
        let asking = [incomes?.ending, copayment.incomeClasses?.ending].compactMap { $0 }
        let place = incomes == nil ? copay : who.values["income"] ?? copay
        if asking.contains(where: { !$0.days.isEmpty }), office.taxInformation.entries.isEmpty {
            place.report(
                .missing,
                "所得の要件や所得区分がある制度は application.tax-information も書いてください(税の連携が受け取れません)")
        }
        if !asking.isEmpty, let day = office.taxInformation.firstDay(beyond: asking) {
            place.report(
                .wrongForm,
                "所得の要件や所得区分が終わった後の\(day)に、application.tax-information がまだ税の情報を求めています(asked: null で終わらせてください)"
            )
        }
        return SchemeBook(
            id: folder, title: top.title, municipality: fields.code("municipality", digits: 6),
            isConfirmed: notes.isConfirmed, legal: top.legal, lines: notes.lines,
            national: national, digest: digest, eligibleArticle: article,
            eligibleReading: who.text("reading"), ageLimits: ageLimits, exclusions: exclusions,
            incomeRule: incomes, stayRule: stay,
            recipientTests: recipients,
            residenceExceptions: away, startRules: rules,
            endRules: endRules(fields.values["end-of-entitlement"]),
            suspensionRules: suspensionRules(fields.values["suspension-of-entitlement"]),
            inKindArea: places,
            switchRule: switching, copayment: copayment,
            mealCover: cover, additionalBenefits: additional, office: office,
            subsidy: subsidyTerms(fields), subsidisedBy: fields.optionalText("subsidised-by"),
            letters: letters, examples: examples(top.examples))
    }

    /// A card names no class that the book does not have.
    private func checkCardClasses(
        of letters: LetterWordings, among classes: DatedValues<CertificateClasses>,
        at fields: Fields
    ) {
        for code in letters.ownCardClasses.subtracting(classes.codes).sorted() {
            fields.values["certificate"]?.report(
                .unknownKey, "letters.yaml の card-classes の「\(code)」が certificate.classes にありません")
        }
    }

    /// `excluded-list: complete`, or `unset` where public text shows only a part.
    private func excludedListIsComplete(_ who: Fields) -> Bool {
        guard let place = who.required("excluded-list") else { return false }
        if place.isUnset {
            place.noteUnset()
            return false
        }
        if place.text != "complete" {
            place.report(.wrongForm, "complete か unset で書いてください")
        }
        return true
    }

    private func startRules(_ place: NodeAt) -> [StartEvent: DatedValues<StartRule>] {
        let all = place.dated(
            ["event", "within-days", "counted-from", "last-day-closed", "then", "else"],
            sameDayAllowed: true, read: { $0.startRule() }, say: \.wording)
        var rules: [StartEvent: DatedValues<StartRule>] = [:]
        for event in StartEvent.allCases {
            let entries = all.entries.filter { entry in
                guard case .set(let rule) = entry.setting else { return true }
                return rule.events.contains(event)
            }
            if Set(entries.map(\.from)).count != entries.count {
                place.report(.doubled, "事由「\(event.rawValue)」に同じ開始日の規定が二つあります")
            }
            rules[event] = DatedValues(
                path: "\(place.path)(\(event.rawValue))", entries: entries)
        }
        return rules
    }

    private func additionalBenefits(
        _ fields: Fields
    ) -> [String: DatedValues<AdditionalBenefitRule>] {
        var rules: [String: DatedValues<AdditionalBenefitRule>] = [:]
        for item in fields.values["additional-benefits"]?.items ?? [] {
            let one = item.fields(["insurer", "name", "rules"])
            let insurer = one.code("insurer", digits: 8)
            guard let place = one.required("rules") else { continue }
            rules[insurer] = place.dated(
                ["deduct", "minimum", "unit", "pays-despite-subsidy"],
                read: { $0.additionalBenefit() }, say: \.wording)
        }
        return rules
    }
}

extension NodeAt {
    /// Reads `{outpatient: …, inpatient: … or same}`.
    func perSetting<Value>(
        _ read: (NodeAt) -> DatedValues<Value>
    ) -> [CareSetting: DatedValues<Value>] {
        fields(["outpatient", "inpatient"]).perSetting(read)
    }
}

extension Fields {
    /// The same where other keys stand beside them.
    func perSetting<Value>(
        _ read: (NodeAt) -> DatedValues<Value>
    ) -> [CareSetting: DatedValues<Value>] {
        guard let outpatient = required("outpatient"), let inpatient = required("inpatient") else {
            return [:]
        }
        let first = read(outpatient)
        if inpatient.text == "same" { return [.outpatient: first, .inpatient: first] }
        return [.outpatient: first, .inpatient: read(inpatient)]
    }
}
