// SPDX-License-Identifier: Apache-2.0
import Benefits
import Copying
import Formats
import Office
import Payments
import Safeguards
import Vocabulary

/// The steps of 会計・予算: the budget, orders for runs and invoices, the file for the accounting
/// system.
enum AccountingSteps {
    static func register(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let kind: BudgetEntryKind? = reading.code("kind", orElse: "区分を選んでください。")
        let text = visit.form["amount"]
        let isCut = text.hasPrefix("-") || text.hasPrefix("−") || text.hasPrefix("△")
        let amount = AmountEntry.read(isCut ? String(text.dropFirst()) : text)
        if amount == nil { reading.wrong("amount", "額を数字で入力してください（減額は△をつけます）。") }
        let charge = BudgetCharge(rawValue: visit.form["charge"]) ?? .benefit
        let document = reading.text("document", orElse: "根拠の文書番号を入力してください。")
        let year = FiscalYear(Int(visit.form["year"]) ?? FiscalYear(of: visit.today).year)
        guard reading.isRight, let kind, let amount else {
            return .page(try await AccountingScreen.page(visit, problems: reading.problems))
        }
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        let law = visit.installation.fiscalLaw
        return try await carryOut(visit, "\(Route.accounting.path())?year=\(year.year)&done=budget")
        {
            try RegisterBudget.perform(
                kind, isCut ? -amount : amount, of: year, for: charge, document: document,
                key: key, law: law, in: $0)
        }
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let (run, invoice) = (Int64(visit.form["run"]), Int64(visit.form["invoice"]))
        if let refund = Int64(visit.form["refund"]) { return try await propose(refund, visit) }
        guard run != nil || invoice != nil else { throw DeskRefusal.notFound }
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        let law = visit.installation.fiscalLaw
        return try await carryOut(visit, asked) {
            let subject: ExpenditureSubject
            if let run {
                subject = .run(run)
            } else {
                guard let stored = try AgencyBook.invoice(invoice ?? 0, from: $0.db),
                    let found = ExpenditureSubject(stored)
                else { throw AccountingRefusal.runNotApproved }
                subject = found
            }
            _ = try ProposeExpenditure.perform(subject, key: key, law: law, in: $0)
        }
    }

    /// An order for a refund of a closed year, on the day on which it is to be paid.
    private static func propose(_ refund: Int64, _ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let payOn = reading.date(day(ofRefund: refund), "支払の予定日")
        guard reading.isRight, let payOn else {
            return .page(try await AccountingScreen.page(visit, problems: reading.problems))
        }
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        let law = visit.installation.fiscalLaw
        return try await carryOut(visit, asked) {
            _ = try ProposeExpenditure.perform(
                .refund(refund, payOn: payOn), key: key, law: law, in: $0)
        }
    }

    /// The field of the day on which a refund is to be paid.
    static func day(ofRefund request: Int64) -> String { "order-day-\(request)" }

    private static var asked: String { "\(Route.accounting.path())?done=orderasked" }

    /// The file for the accounting system: each order once, the same bytes again for the same form.
    static func write(_ visit: Visit) async throws -> Answer {
        if visit.form["act"] == "income" { return try await writeIncome(visit) }
        let audience: FileAudience = visit.desk.settings.isRehearsal ? .trial : .realPeer
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        let layouts = visit.installation.layouts
        return try await hand(visit, "支出命令連携データ", landing: Route.accounting.path()) { scope in
            let file = try WriteAccountingFile.perform(
                layout: try layouts.feed("accounting-orders"), audience: audience, key: key,
                in: scope)
            return HandedFile(
                name: file.record.name, bytes: file.bytes, count: file.record.orders,
                wasWritten: file.wasWritten)
        }
    }

    /// The income of a year for the accounting system: whole each time.
    private static func writeIncome(_ visit: Visit) async throws -> Answer {
        let audience: FileAudience = visit.desk.settings.isRehearsal ? .trial : .realPeer
        let year = FiscalYear(Int(visit.form["year"]) ?? FiscalYear(of: visit.today).year)
        let law = visit.installation.fiscalLaw
        let layouts = visit.installation.layouts
        return try await hand(visit, "収入連携データ") { scope in
            let file = try WriteIncomeFile.perform(
                of: year, layout: try layouts.feed("accounting-income"), audience: audience,
                law: law, in: scope)
            return HandedFile(name: file.name, bytes: file.bytes, count: file.lines)
        }
    }

    private static func hand(
        _ visit: Visit, _ title: String, landing: String? = nil,
        _ write: @escaping @Sendable (Scope) throws -> HandedFile
    ) async throws -> Answer {
        try await HandedFile.hand(
            visit, title, landing: landing,
            refused: { try await AccountingScreen.page(visit, problems: $0) }, write)
    }

    private static func carryOut(
        _ visit: Visit, _ address: String, _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(body)
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(
                try await AccountingScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
        return visit.carriedOut(address)
    }
}

extension AgencyInvoice {
    /// What an order calls it: agency and number are unique together.
    var reference: String { "\(agency.rawValue)-\(number)" }

    /// What of it is 審査支払手数料.
    var fee: Yen { lines.reduce(.zero) { $1.item == .fee ? $0 + $1.amount : $0 } }

    /// Its name in the list of orders.
    var title: String {
        "\(agency.wording) \(Wareki.text(billingMonth))請求 \(kind.wording) \(number)"
    }
}

extension ExpenditureSubject {
    /// `nil` for an invoice that nobody has accepted.
    init?(_ stored: StoredInvoice) {
        guard let outcome = stored.outcome, outcome.isAccepted else { return nil }
        let invoice = stored.invoice
        self = .invoice(
            reference: invoice.reference, title: invoice.title, amount: invoice.total,
            fee: invoice.fee, decidedOn: outcome.decidedOn, payOn: invoice.dueOn)
    }
}
