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
        return Page(
            "claims/invoice", "請求書 \(stored.invoice.number)",
            crumbs: [
                .home, .screen(.claimImport, .claimImports),
                Crumb("審査支払機関の請求書", Route.agencyInvoices.path()),
            ],
            keys: maySettle
                ? [.send("F12", "検収する", form: "settle-form", isMain: true)] : [],
            problems: problems, message: Done.banner(visit),
            body: Body(
                items: items(stored), isEqual: comparison.differences.isEmpty,
                differences: Say.count(comparison.differences.count),
                difference: comparison.difference.grouped, rows: comparison.rows.map(row),
                maySettle: maySettle,
                isOwn: isOwn && stored.outcome == nil && visit.may(.acceptAgencyInvoice),
                action: Route.settleAgencyInvoice.path(id),
                fields: [
                    FormField.text(
                        "reason", "理由", visit.form,
                        hint: "差異があるまま検収するとき、差し戻すときは必須", size: "long")
                ].checked(problems)))
    }

    /// Accepts or sends back, by the button that was pressed.
    static func settle(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("invoice")
        let (accept, reason) = (visit.form["outcome"] != "return", visit.form["reason"])
        let today = visit.today
        let law = visit.installation.benefitLaw
        do {
            try await visit.perform { scope in
                try SettleInvoice.perform(
                    id, accept: accept, reason: reason, on: today, law: law, in: scope)
            }
        } catch let refusal as BenefitsRefusal {
            let field: String? =
                switch refusal {
                case .missingReason, .invoiceDiffers: "reason"
                default: nil
                }
            let problem = FormProblem(field, "\(refusal.message)［\(refusal.code)］")
            return .page(try await page(visit, problems: [problem]))
        }
        return visit.carriedOut(
            Route.agencyInvoice.path(id) + (accept ? "?done=invoiceaccepted" : "?done=invoiceback"))
    }

    static func state(_ stored: StoredInvoice) -> (word: String, weight: Flag.Weight) {
        guard let outcome = stored.outcome else { return ("検収待ち", .warn) }
        return outcome.isAccepted ? ("検収済み", .good) : ("差戻し", .stop)
    }

    private static func items(_ stored: StoredInvoice) -> [Item] {
        let invoice = stored.invoice
        return [
            Item("審査支払機関", invoice.agency.wording), Item("請求書番号", invoice.number),
            Item("区分", invoice.kind.wording), Item("請求年月", Wareki.text(invoice.billingMonth)),
            Item("請求日", Say.date(invoice.invoicedOn)), Item("納付期限", Say.date(invoice.dueOn)),
            Item("請求額", invoice.total.description), Item("状態", state(stored).word),
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
