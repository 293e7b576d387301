// SPDX-License-Identifier: Apache-2.0
import Formats
import Vocabulary

/// A line of the file: what it says of the whole invoice, and what it asks for.
///
/// (Part of `OperationCode.importAgencyInvoice`.)
struct InvoiceFileRow {
    private struct Head: Hashable {
        let agency: String
        let number: String
        let kind: String
        let month: YearMonth?
        let invoicedOn: CivilDate?
        let dueOn: CivilDate?
        let total: Yen?
    }

    private let head: Head
    private let line: AgencyInvoice.Line?

    init(_ row: FeedRow) {
        head = Head(
            agency: row.text("agency"), number: row.text("number"), kind: row.text("kind"),
            month: row.month("billing-month"), invoicedOn: row.date("invoiced-on"),
            dueOn: row.date("due-on"), total: row.yen("total"))
        let items: [String: AgencyInvoice.Item] = [
            "1": .benefit, "2": .fee, "3": .offset, "4": .advance,
        ]
        line = items[row.text("item")].map { item in
            AgencyInvoice.Line(
                item: item, treatmentMonth: row.month("treatment-month"),
                dataKind: row.optionalText("data-kind").flatMap { ClaimDataKind(rawValue: $0) },
                claims: row.integer("claims") ?? 0, unitPrice: row.yen("unit-price"),
                amount: row.yen("amount") ?? .zero)
        }
    }

    /// The invoice that all lines agree on.
    ///
    /// - Throws: `.invoiceMixed`, `.invoiceSumWrong`.
    static func invoice(_ rows: [InvoiceFileRow]) throws(BenefitsRefusal) -> AgencyInvoice {
        let kinds: [String: AgencyInvoice.Kind] = ["1": .regular, "2": .estimate, "3": .final]
        guard let head = rows.first?.head, rows.allSatisfy({ $0.head == head }),
            let agency = ClaimSource(rawValue: head.agency), let kind = kinds[head.kind],
            let month = head.month, let invoicedOn = head.invoicedOn, let dueOn = head.dueOn,
            let total = head.total
        else { throw .invoiceMixed }
        let invoice = AgencyInvoice(
            agency: agency, number: head.number, kind: kind, billingMonth: month,
            invoicedOn: invoicedOn, dueOn: dueOn, total: total,
            lines: rows.compactMap(\.line))
        guard invoice.sum == total else {
            throw .invoiceSumWrong(stated: total, lines: invoice.sum)
        }
        return invoice
    }
}
