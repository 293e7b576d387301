// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Foundation
import Office
import Payments
import Safeguards
import Scheme
import Town
import Vocabulary

extension OfficeYear {
    private var benefitLaw: BenefitLaw { office.benefitLaw }

    /// 概算: in the last quarter of a fiscal year the payment fund asks for the most part of the
    /// month's claims as soon as they are in.
    func takeEstimate(_ month: YearMonth) throws {
        guard month.month <= 3, let estimate = try invoice(of: .fund, month, .estimate),
            estimate.total > 0
        else { return }
        try settle(estimate)
        advances[month] = estimate.total
    }

    /// 審査支払機関の請求書の検収: at the month's end both bodies ask for the claims of the month, the fees
    /// and what they take back; one officer takes the invoice in, another accepts it where it says
    /// what the books say. Each August the federation errs by a yen, and writes once more.
    func settleInvoices(_ month: YearMonth) throws {
        let back = try office.casework.perform(
            .viewLists, by: try staff.principal(.payment), for: .benefit
        ) { try AgencyReading.takenBack(in: month, from: $0.db) }
        for agency in AgencyPeer.Agency.allCases {
            let sums = back[agency == .fund ? .paymentFund : .federation] ?? (0, 0)
            let offset = AgencyPeer.Offset(claims: sums.claims, yen: sums.yen)
            if agency == .federation, month.month == 8,
                let wrong = try invoice(of: agency, month, .regular, offset: offset, wrong: 1)
            {
                try sendBack(wrong)
            }
            let advance = agency == .fund ? advances[month] : nil
            let kind: AgencyPeer.Kind = advance.map { .final(advance: $0) } ?? .regular
            guard let invoice = try invoice(of: agency, month, kind, offset: offset) else {
                continue
            }
            try settle(invoice)
        }
    }

    /// The body writes its invoice, and it lies with the other files from outside.
    private func invoice(
        of agency: AgencyPeer.Agency, _ month: YearMonth, _ kind: AgencyPeer.Kind,
        offset: AgencyPeer.Offset = AgencyPeer.Offset(), wrong: Int = 0
    ) throws -> AgencyPeer.Invoice? {
        invoices += 1
        guard
            let invoice = agencies.invoice(
                of: agency, billed: month, kind, offset: offset, on: clock.today(),
                sequence: invoices, wrong: wrong)
        else { return nil }
        try Data(invoice.bytes).write(
            to: settings.folder.appendingPathComponent("in/\(invoice.name)"), options: .atomic)
        return invoice
    }

    private func takeIn(_ invoice: AgencyPeer.Invoice) throws -> (Int64, InvoiceComparison) {
        let payment = try staff.principal(.payment)
        let id = try office.casework.perform(
            ImportAgencyInvoice.operation, by: payment, for: .benefit
        ) { scope in
            try ImportAgencyInvoice.perform(
                .bytes(invoice.bytes), name: invoice.name, layouts: office.layouts, in: scope)
        }.invoice
        let comparison = try office.casework.perform(
            AgencyInvoices.operation, by: payment, for: .benefit
        ) { scope -> InvoiceComparison? in
            try AgencyBook.invoice(id, from: scope.db).map {
                try AgencyInvoices.comparison($0.invoice, law: benefitLaw, in: scope)
            }
        }
        guard let comparison else { throw BenefitsRefusal.unknownInvoice }
        return (id, comparison)
    }

    private func decide(_ id: Int64, accept: Bool, reason: String?) throws {
        let today = clock.today()
        try office.casework.perform(
            SettleInvoice.operation, by: try staff.principal(.head), for: .benefit
        ) {
            try SettleInvoice.perform(
                id, accept: accept, reason: reason, on: today, law: benefitLaw, in: $0)
        }
    }

    private func settle(_ invoice: AgencyPeer.Invoice) throws {
        let (id, comparison) = try takeIn(invoice)
        guard comparison.differences.isEmpty else {
            return watch.report(
                "\(invoice.name) と台帳の違い: \(comparison.differences.count)件 \(comparison.difference)")
        }
        try decide(id, accept: true, reason: nil)
        if settings.story.years > 1, invoice.total > 0 { try orderExpenditure(ofInvoice: id) }
    }

    private func sendBack(_ invoice: AgencyPeer.Invoice) throws {
        let (id, comparison) = try takeIn(invoice)
        if comparison.differences.count != 1 || comparison.difference != Yen(1) {
            watch.report("\(invoice.name) の1円の誤りが違いの一覧に出ません: \(comparison.differences)")
        }
        do {
            try decide(id, accept: true, reason: nil)
            watch.report("\(invoice.name) は1円違うのに検収されました")
        } catch BenefitsRefusal.invoiceDiffers {
            try decide(id, accept: false, reason: "給付費が1円多い。国保連に訂正を依頼")
        }
    }
}
