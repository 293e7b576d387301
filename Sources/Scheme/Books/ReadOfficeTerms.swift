// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension BookText {
    /// Reads numbers, deadlines, payment and papers.
    func officeTerms(_ fields: Fields) -> OfficeTerms {
        let refund = fields.required("reimbursement")?.fields([
            "deadline", "documents", "insurer-reminder", "outside-reminder",
        ])
        let application = fields.required("application")?.fields([
            "documents", "places", "tax-information",
        ])
        let certificate = fields.required("certificate")?.fields(["validity", "classes"])
        return OfficeTerms(
            funder: dated(
                fields.required("funder"), ["number", "cases"], read: { $0.funderTerms() }
            ) { $0.wording },
            reimbursementDeadline: dated(
                refund?.required("deadline"), ["years", "months", "counted-from"],
                read: { $0.reimbursementDeadline() }
            ) { "診療の翌月1日から\($0.years)年\($0.months)か月" },
            reimbursementDocuments: documents(refund?.required("documents")),
            insurerReminder: dated(
                refund?.values["insurer-reminder"], ["days"], read: { $0.number("days") }
            ) { "保険者の決定を\($0)日待ったら照会" },
            outsideReminder: dated(
                refund?.values["outside-reminder"], ["days"], read: { $0.number("days") }
            ) { "相手方あての文書は期限の後\($0)日で催促" },
            applicationDocuments: documents(application?.required("documents")),
            receptionPlaces: documents(application?.values["places"]),
            taxInformation: dated(
                application?.values["tax-information"], ["asked"], nullable: "asked",
                read: { $0.word("asked", TaxInformation.self) }
            ) { $0.wording },
            payment: dated(
                fields.required("payment"), ["day", "closed-day", "run-closes"],
                read: { $0.paymentTerms() }
            ) { "毎月\($0.dayOfMonth)日" },
            certificateValidity: dated(
                certificate?.required("validity"), ["kind", "lead-days"],
                read: { $0.certificateValidity() }
            ) { $0.kind == .untilEntitlementEnds ? "資格の終わりまで" : "年度末まで" },
            certificateClasses: dated(
                certificate?.values["classes"], ["list"], nullable: "list",
                read: { $0.certificateClasses() }
            ) { $0.wording },
            money: moneyTerms(fields))
    }

    private func documents(_ place: NodeAt?) -> DatedValues<[String]> {
        dated(place, ["list"], read: { $0.texts("list") }) { $0.joined(separator: "、") }
    }

    private func dated<Value: Sendable>(
        _ place: NodeAt?, _ keys: [String], nullable: String? = nil, read: (Fields) -> Value?,
        say: (Value) -> String
    ) -> DatedValues<Value> {
        guard let place else { return DatedValues(path: "", entries: []) }
        return place.dated(keys, nullable: nullable, read: read, say: say)
    }
}

extension Fields {
    func reimbursementDeadline() -> ReimbursementDeadline? {
        guard let counted = required("counted-from") else { return nil }
        if counted.text != "month-after-treatment" {
            counted.report(.wrongForm, "使えるのは month-after-treatment です")
        }
        return ReimbursementDeadline(
            years: optionalNumber("years") ?? 0, months: optionalNumber("months") ?? 0)
    }

    func certificateValidity() -> CertificateValidity? {
        guard let kind = word("kind", CertificateValidity.Kind.self) else { return nil }
        let days = optionalNumber("lead-days") ?? CertificateValidity.usualLeadDays
        // Less than a year: only what begins on the next 1 April can be printed before it.
        if days > 330 { values["lead-days"]?.report(.wrongForm, "lead-days は 330 までで書いてください") }
        return CertificateValidity(kind: kind, leadDays: days)
    }

    func paymentTerms() -> PaymentTerms? {
        guard let closed = word("closed-day", PaymentTerms.ClosedDay.self),
            let closes = word("run-closes", PaymentTerms.RunCloses.self)
        else { return nil }
        let day = number("day")
        if !(1...28).contains(day) { place.report(.wrongForm, "day は 1 から 28 で書いてください") }
        return PaymentTerms(dayOfMonth: day, closedDay: closed, runCloses: closes)
    }
}
