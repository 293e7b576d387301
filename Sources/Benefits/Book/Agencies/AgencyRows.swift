// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension AgencyInvoice.Kind: SQLValueConvertible {}
extension AgencyInvoice.Item: SQLValueConvertible {}

struct AgencyInvoiceRow: FactRow {
    static let table = "agency_invoice"
    static let columns = [
        "agency", "number", "kind", "billing_month", "invoiced_on", "due_on", "total", "name",
        "digest", "officer",
    ]
    let invoice: AgencyInvoice
    let name: String
    let digest: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            invoice.agency, invoice.number, invoice.kind, invoice.billingMonth,
            invoice.invoicedOn, invoice.dueOn, invoice.total, name, digest, officer,
        ]
    }
}

struct CreditRow: FactRow {
    enum Event: String, SQLValueConvertible {
        case carried, repaid, received
    }

    static let table = "agency_credit"
    static let columns = ["invoice_id", "event", "event_on", "reason", "officer"]
    let invoice: Int64
    let event: Event
    let on: CivilDate
    /// Why an earlier row no longer holds; `nil` where there is none to take back.
    let reason: String?
    let officer: String

    var values: [any SQLValueConvertible] { [invoice, event, on, reason, officer] }
}

struct AgencyInvoiceLineRow: FactRow {
    static let table = "agency_invoice_line"
    static let columns = [
        "invoice_id", "line", "item", "treatment_month", "data_kind", "claims", "unit_price",
        "amount",
    ]
    let invoice: Int64
    let place: Int
    let line: AgencyInvoice.Line

    var values: [any SQLValueConvertible] {
        [
            invoice, place, line.item, line.treatmentMonth, line.dataKind, line.claims,
            line.unitPrice, line.amount,
        ]
    }
}

struct InvoiceOutcomeRow: FactRow {
    static let table = "agency_invoice_outcome"
    static let columns = [
        "invoice_id", "outcome", "decided_on", "differences", "difference_yen", "reason",
        "officer",
    ]
    let invoice: Int64
    let isAccepted: Bool
    let decidedOn: CivilDate
    let comparison: InvoiceComparison
    let reason: String?
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            invoice, isAccepted ? "accepted" : "returned", decidedOn,
            comparison.differences.count, comparison.difference, reason, officer,
        ]
    }
}
