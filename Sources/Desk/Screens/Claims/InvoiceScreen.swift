// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Safeguards
import Vocabulary

/// One invoice of an examining body beside what was taken in: the list of differences, and 検収.
enum InvoiceScreen {
    struct Body: PageModel {
        let items: [Item]
        let isEqual: Bool
        let differences: String
        let difference: String
        let rows: [Row]
        let maySettle: Bool
        let isOwn: Bool
        let action: String
        let fields: [FormField]
        /// What an accepted invoice below zero still waits for, and how its word is changed.
        let credits: [CreditForm]
    }

    /// How the money that comes back is settled, that it has come, or that what was said of it was wrong.
    struct CreditForm: PageModel {
        let form: String
        let title: String
        let act: String
        let button: String
        let isMain: Bool
        let creditFields: [FormField]

        var key: Key { .send(isMain ? "F12" : "F11", button, form: form, act: act, isMain: isMain) }
    }

    struct Row: PageModel {
        let item: String
        let month: String
        let isLate: Bool
        let kind: String
        let askedCount: String
        let asked: String
        let heldCount: String
        let held: String
        let difference: String
        let isDifferent: Bool
        let price: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func formPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, problems: problems)
    }

    private static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("invoice")
        let law = visit.installation.benefitLaw
        let found = try await visit.perform(.viewAgencyInvoices) { scope in
            try AgencyBook.invoice(id, from: scope.db).map { stored in
                (stored, try AgencyInvoices.comparison(stored.invoice, law: law, in: scope))
            }
        }
        guard let (stored, comparison) = found else { throw DeskRefusal.notFound }
        let isOwn = try visit.officer().officer == stored.officer
        let maySettle = visit.may(.acceptAgencyInvoice) && stored.outcome == nil && !isOwn
        let credits =
            visit.may(.acceptAgencyInvoice) ? creditForms(stored, visit, problems) : []
        return Page(
            "claims/invoice", "請求書 \(stored.invoice.number)",
            crumbs: [
                .home, .screen(.claimImport, .claimImports),
                Crumb("審査支払機関の請求書", Route.agencyInvoices.path()),
            ],
            keys: maySettle
                ? [.send("F12", "検収する", form: "settle-form", isMain: true)]
                : credits.map(\.key),
            problems: problems, message: Done.banner(visit),
            body: Body(
                items: items(stored), isEqual: comparison.differences.isEmpty,
                differences: Say.count(comparison.differences.count),
                difference: comparison.difference.grouped, rows: comparison.rows.map(row),
                maySettle: maySettle,
                isOwn: isOwn && stored.outcome == nil && visit.may(.acceptAgencyInvoice),
                action: Route.settleAgencyInvoice.path(id),
                fields: ((stored.invoice.credit > .zero ? [way(visit)] : [])
                    + [
                        FormField.text(
                            "reason", "理由", visit.form,
                            hint: "差異があるまま検収するとき、差し戻すときは必須", size: "long")
                    ]).checked(problems), credits: credits))
    }

    private static func way(_ visit: Visit) -> FormField {
        .select(
            "credit", "戻る額の扱い", visit.form,
            [("", "選んでください")] + InvoiceCredit.Way.allCases.map { ($0.rawValue, $0.wording) },
            isRequired: true)
    }

    private static func creditForms(
        _ stored: StoredInvoice, _ visit: Visit, _ problems: [FormProblem]
    ) -> [CreditForm] {
        guard stored.outcome?.isAccepted == true, stored.invoice.credit > .zero else { return [] }
        guard let credit = stored.credit else {
            return [
                CreditForm(
                    form: "credit-form", title: "戻る額の扱い", act: "credit", button: "扱いを記録する",
                    isMain: true, creditFields: [way(visit)].checked(problems))
            ]
        }
        let came = credit.receivedOn != nil
        let next = CreditForm(
            form: "credit-form", title: "審査支払機関からの入金", act: "received", button: "入金を記録する",
            isMain: true,
            creditFields: [
                FormField.date("received-on", "入金の日", visit.form, isRequired: true)
            ].checked(problems))
        let (title, button) =
            came
            ? ("入金の記録を直す", "入金の記録を取り消す")
            : credit.way == .carried
                ? ("扱いを直す", "入金に変える") : ("扱いを直す", "繰越に変える")
        let change = CreditForm(
            form: "credit-change-form", title: title,
            act: came || credit.way == .carried ? "to-repaid" : "to-carried", button: button,
            isMain: false,
            creditFields: [
                FormField.text("reason", "直す理由", visit.form, size: "long", isRequired: true)
            ].checked(problems))
        return credit.way == .repaid && !came ? [next, change] : [change]
    }

    /// Accepts or sends back, or settles what comes back, by the button that was pressed.
    static func settle(_ visit: Visit) async throws -> Answer {
        let way = InvoiceCredit.Way(rawValue: visit.form["credit"])
        let today = visit.today
        let law = visit.installation.benefitLaw
        switch visit.form["act"] {
        case "credit":
            guard let way else {
                let problem = FormProblem("credit", "戻る額の扱いを選んでください。")
                return .page(try await page(visit, problems: [problem]))
            }
            return try await carryOut(visit, "?done=invoicecredit") { id, scope in
                try SettleCredit.decide(id, way, on: today, in: scope)
            }
        case "to-repaid", "to-carried":
            let (to, reason) = (
                visit.form["act"] == "to-carried" ? InvoiceCredit.Way.carried : .repaid,
                visit.form["reason"]
            )
            return try await carryOut(visit, "?done=invoicecredit") { id, scope in
                try SettleCredit.decide(id, to, reason: reason, on: today, in: scope)
            }
        case "received":
            var reading = FormReading(visit.form, today: today)
            guard let on = reading.date("received-on", "入金の日") else {
                return .page(try await page(visit, problems: reading.problems))
            }
            return try await carryOut(visit, "?done=invoicereceived") { id, scope in
                try SettleCredit.receive(id, on: on, in: scope)
            }
        default:
            let (accept, reason) = (visit.form["outcome"] != "return", visit.form["reason"])
            let done =
                !accept
                ? "?done=invoiceback"
                : way == nil ? "?done=invoiceaccepted" : "?done=invoicecredit"
            return try await carryOut(visit, done) { id, scope in
                try SettleInvoice.perform(
                    id, accept: accept, reason: reason, credit: way, on: today, law: law,
                    in: scope)
            }
        }
    }

    private static func carryOut(
        _ visit: Visit, _ done: String, _ body: @escaping @Sendable (Int64, Scope) throws -> Void
    ) async throws -> Answer {
        let id = try visit.id("invoice")
        do {
            try await visit.perform { try body(id, $0) }
        } catch let refusal as BenefitsRefusal {
            let field: String? =
                switch refusal {
                case .missingReason, .invoiceDiffers: "reason"
                case .creditMissing: "credit"
                case .creditFollowed where visit.form["act"] == "to-carried": "reason"
                case .creditFollowed: "credit"
                case .creditDay: "received-on"
                default: nil
                }
            let problem = FormProblem(field, "\(refusal.message)［\(refusal.code)］")
            return .page(try await page(visit, problems: [problem]))
        }
        return visit.carriedOut(Route.agencyInvoice.path(id) + done)
    }

    static func state(_ stored: StoredInvoice) -> (word: String, weight: Flag.Weight) {
        guard let outcome = stored.outcome else { return ("検収待ち", .warn) }
        guard outcome.isAccepted else { return ("差戻し", .stop) }
        guard stored.invoice.credit > .zero else { return ("検収済み", .good) }
        guard let credit = stored.credit else { return ("検収済み（戻る額の扱いが未定）", .warn) }
        switch (credit.way, credit.receivedOn) {
        case (.carried, _):
            return stored.isFollowed
                ? ("検収済み（繰越）", .good) : ("検収済み（繰越、次の請求書を待つ）", .warn)
        case (.repaid, nil): return ("検収済み（入金待ち）", .warn)
        case (.repaid, .some): return ("検収済み（入金済み）", .good)
        }
    }

    private static func items(_ stored: StoredInvoice) -> [Item] {
        let invoice = stored.invoice
        return [
            Item("審査支払機関", invoice.agency.wording), Item("請求書番号", invoice.number),
            Item("区分", invoice.kind.wording), Item("請求年月", Wareki.text(invoice.billingMonth)),
            Item("請求日", Say.date(invoice.invoicedOn)), Item("納付期限", Say.date(invoice.dueOn)),
            Item("請求額", invoice.total.description),
            Item("市に戻る額", invoice.credit > .zero ? "\(invoice.credit)" : nil),
            Item("状態", state(stored).word),
            Item("戻る額の扱い", stored.credit?.way.wording),
            Item("扱いを直した理由", stored.credit?.reason),
            Item("入金の日", stored.credit?.receivedOn.map { Say.date($0) }),
            Item("検収・差戻しの日", stored.outcome.map { Say.date($0.decidedOn) }),
            Item("理由", stored.outcome?.reason), Item("ファイル", stored.name),
        ]
    }

    private static func row(_ row: InvoiceComparison.Row) -> Row {
        Row(
            item: row.item.wording, month: Say.month(row.treatmentMonth), isLate: row.isLate,
            kind: row.dataKind?.wording ?? "", askedCount: Say.count(row.asked.claims),
            asked: row.asked.amount.grouped, heldCount: Say.count(row.held.claims),
            held: row.held.amount.grouped, difference: row.difference.grouped,
            isDifferent: row.isDifferent, price: row.price)
    }
}
