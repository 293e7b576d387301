// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Office
import Safeguards
import Vocabulary

/// 1320 審査支払機関の請求書: the form for a file, and the invoices with what became of them.
enum InvoiceListScreen {
    struct Body: PageModel {
        let mayTake: Bool
        let action: String
        let fileProblem: String?
        let rows: [Row]
        let hasRows: Bool
        let count: String
        let pages: ListPage.Line?
    }

    /// Invoices of a page.
    static let most = 60

    struct Row: PageModel {
        let href: String
        let number: String
        let agency: String
        let kind: String
        let month: String
        let due: String
        let total: String
        let differences: String
        let isDifferent: Bool
        let state: String
        let weight: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let law = visit.installation.benefitLaw
        let asked = visit.query["page"]
        let (found, list) = try await visit.perform(.viewAgencyInvoices) { scope in
            let list = ListPage(
                of: try AgencyBook.count(from: scope.db), asked: asked, size: most)
            let found = try AgencyBook.newest(
                list.rows.count, skipping: list.rows.lowerBound, from: scope.db
            ).map { stored in
                // What was decided keeps its count; only the open ones are added up anew.
                (
                    stored,
                    try stored.outcome?.differences
                        ?? AgencyInvoices.comparison(stored.invoice, law: law, in: scope)
                        .differences.count
                )
            }
            return (found, list)
        }
        let rows = found.map { row($0, differences: $1) }
        let pages = list.line(at: Route.agencyInvoices.path())
        let mayTake = visit.may(.importAgencyInvoice)
        return Page(
            "claims/invoices", "審査支払機関の請求書",
            crumbs: [.home, .screen(.claimImport, .claimImports)],
            keys: ListPage.keys(pages)
                + (mayTake ? [.send("F12", "取り込む", form: "invoice-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                mayTake: mayTake, action: Route.takeAgencyInvoice.path(),
                fileProblem: problems.first { $0.href == "#file" }?.message, rows: rows,
                hasRows: !rows.isEmpty, count: Say.count(list.total), pages: pages))
    }

    /// Takes one file in.
    static func take(_ visit: Visit) async throws -> Answer {
        guard let upload = visit.files.first else {
            return .page(
                try await page(
                    visit, problems: [FormProblem("file", "請求書のファイルを選んでください。")]))
        }
        defer { visit.desk.uploads.remove(visit.files.map(\.path)) }
        let layouts = visit.installation.layouts
        do {
            let report = try await visit.perform { scope in
                try ImportAgencyInvoice.perform(
                    .file(upload.path), name: upload.name, layouts: layouts, in: scope)
            }
            return visit.carriedOut(
                Route.agencyInvoice.path(report.invoice)
                    + (report.wasKnown ? "?done=invoiceknown" : "?done=invoicetaken"))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            let problem = FormProblem("file", "\(refusal.message)［\(refusal.code)］")
            return .page(try await page(visit, problems: [problem]))
        }
    }

    private static func row(_ stored: StoredInvoice, differences count: Int) -> Row {
        let invoice = stored.invoice
        let (state, weight) = InvoiceScreen.state(stored)
        return Row(
            href: Route.agencyInvoice.path(stored.id), number: invoice.number,
            agency: invoice.agency.wording, kind: invoice.kind.wording,
            month: Say.month(invoice.billingMonth), due: Say.short(invoice.dueOn),
            total: invoice.total.grouped, differences: Say.count(count), isDifferent: count > 0,
            state: state, weight: weight.rawValue)
    }
}
