// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Office
import Payments
import Safeguards
import Scheme
import Vocabulary

extension OfficeYear {
    private var fiscalLaw: FiscalLaw { FiscalLaw(book: office.book) }

    /// 予算の登録: on the first open day of a fiscal year; the sum is far above any year's need.
    func openBudget(_ month: YearMonth) throws {
        let year = FiscalYear(of: month.firstDay)
        let law = fiscalLaw
        try office.casework.perform(
            RegisterBudget.operation, by: try staff.principal(.payment), for: .benefit
        ) {
            try RegisterBudget.perform(
                .initial, Yen(100_000_000_000), of: year, document: "\(Wareki.text(year))当初予算",
                key: "budget-\(year.year)", law: law, in: $0)
        }
    }

    /// 支出負担行為・支出命令: drawn up, approved by the head, handed to the treasurer, who accepts them;
    /// the second month of every quarter the treasurer gives one back first.
    func orderExpenditure(_ run: PaymentRun) throws {
        var orders = try drawUp(.run(run.id), key: "order-\(run.number)")
        if run.paymentDay.yearMonth.month % 3 == 2 {
            for order in orders { try answer(order, returned: "摘要の記載が足りない") }
            orders = try drawUp(.run(run.id), key: "order-\(run.number)-2")
        }
        for order in orders { try answer(order, returned: nil) }
    }

    /// The same for an invoice of an examining body that was accepted; paid when it is due.
    func orderExpenditure(ofInvoice id: Int64) throws {
        let stored = try office.casework.perform(
            AgencyInvoices.operation, by: try staff.principal(.payment), for: .benefit
        ) { try AgencyBook.invoice(id, from: $0.db) }
        guard let invoice = stored?.invoice, let outcome = stored?.outcome else { return }
        let subject = ExpenditureSubject.invoice(
            reference: invoice.number,
            title: "\(invoice.agency.wording) \(Wareki.text(invoice.billingMonth))請求分",
            amount: invoice.total, decidedOn: outcome.decidedOn, payOn: invoice.dueOn)
        for order in try drawUp(subject, key: "invoice-\(id)") {
            try answer(order, returned: nil)
        }
    }

    private func drawUp(_ subject: ExpenditureSubject, key: String) throws -> [Expenditure] {
        let payment = try staff.principal(.payment)
        let law = fiscalLaw
        let orders = try office.casework.perform(
            ProposeExpenditure.operation, by: payment, for: .benefit
        ) { try ProposeExpenditure.perform(subject, key: key, law: law, in: $0) }
        for order in orders {
            try office.casework.perform(
                ApproveExpenditure.operation, by: try staff.principal(.head), for: .benefit
            ) { _ = try ApproveExpenditure.perform(order.id, law: law, in: $0) }
            try office.casework.perform(
                HandOverExpenditure.operation, by: payment, for: .benefit
            ) { try HandOverExpenditure.perform(order.id, in: $0) }
        }
        return orders
    }

    private func answer(_ order: Expenditure, returned reason: String?) throws {
        try office.casework.perform(
            RecordTreasurersAnswer.operation, by: try staff.principal(.payment), for: .benefit
        ) { try RecordTreasurersAnswer.perform(order.id, returned: reason, in: $0) }
    }
}
