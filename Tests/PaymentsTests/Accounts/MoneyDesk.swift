// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Payments

/// The verbs of the counter, of claims and of the city's accounts, for tests.
extension PaymentOffice {
    static let recoveryLaw = RecoveryLaw(book: sample)
    static let fiscalLaw = FiscalLaw(book: sample)
    static let benefitLaw = BenefitLaw(book: sample)
    static var sample: SchemeBook {
        guard let book = library.book("sample") else { preconditionFailure("sample") }
        return book
    }
    static let orders = layout("accounting-orders")
    static let income = layout("accounting-income")

    private static func layout(_ id: String) -> FeedLayout {
        do {
            return try LayoutLibrary.load(
                directory: root.appending(path: "Layouts").path,
                digest: { Digest.of($0).description }
            ).feed(id)
        } catch { preconditionFailure("\(error)") }
    }

    // MARK: 窓口払

    @discardableResult
    func proposeCash(
        _ items: [Int64], on day: String = "2025-06-20", key: String = "C1",
        by who: Principal = clerk
    ) throws -> PaymentRun {
        try gate.perform(ProposeCounterRun.operation, by: who, for: .benefit) {
            try ProposeCounterRun.perform(
                items, on: date(day), key: key, days: Self.days,
                directory: MemoryAddresseeDirectory(), in: $0)
        }.run
    }

    func draw(_ run: Int64, by who: Principal = clerk) throws {
        _ = try gate.perform(DrawCash.operation, by: who, for: .benefit) {
            try DrawCash.perform(run, directory: MemoryAddresseeDirectory(), in: $0)
        }
    }

    func identify(
        _ voucher: Int64, _ evidence: CashIdentification = .shown, by who: Principal = clerk
    ) throws {
        try gate.perform(IdentifyReceiver.operation, by: who, for: .benefit) {
            try IdentifyReceiver.perform(voucher, evidence, in: $0)
        }
    }

    @discardableResult
    func handOver(_ voucher: Int64, by who: Principal = second) throws -> Bool {
        try gate.perform(HandOverCash.operation, by: who, for: .benefit) {
            try HandOverCash.perform(voucher, in: $0)
        }
    }

    @discardableResult
    func closeCounter(_ run: Int64, by who: Principal = clerk) throws -> [Int64] {
        try gate.perform(CloseCounter.operation, by: who, for: .benefit) {
            try CloseCounter.perform(run, in: $0)
        }
    }

    func vouchers(_ run: Int64) throws -> [CashVoucher] {
        try read { try CashBook.vouchers(of: run, from: $0) }
    }

    // MARK: 返還

    /// A claim of 900 yen or so about the one payment of a parent, registered by hand.
    @discardableResult
    func proposeClaim(
        _ yen: Int, item: Int64? = nil, key: String = "H1", by who: Principal = clerk
    ) throws -> Int64 {
        try gate.perform(ProposeRecovery.operation, by: who, for: .benefit) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: Self.child(1), recipient: Self.parent(1), item: item, amount: Yen(yen),
                    reason: .double, explanation: "二重の支給"), key: key, in: $0)
        }
    }

    /// How many letters of a kind wait to be written.
    func letters(_ source: any LetterSource) throws -> Int {
        try gate.perform(.viewLists, by: Self.clerk, for: .benefit) {
            try source.waiting(in: $0).count
        }
    }

    /// The proposal that a claim rests on.
    func request(of recovery: Int64) throws -> Int64 {
        let found = try read { try RecoveryRequestBook.requests(of: recovery, from: $0) }
        return try #require(found.first).id
    }

    /// A claim against the parent of a number, about no payment in particular.
    @discardableResult
    func claim(
        _ yen: Int, of n: Int = 1, key: String = "R1", due: String? = "2025-06-30"
    ) throws -> Int64 {
        try gate.perform(RecordRecovery.operation, by: Self.clerk, for: .benefit) {
            try RecordRecovery.claim(
                RecoveryClaim(
                    child: Self.child(n), recipient: Self.parent(n), amount: Yen(yen),
                    reason: .wrong, explanation: "計算の誤り", dueOn: due.map { date($0) }),
                key: key, in: $0)
        }
    }

    func receive(_ yen: Int, for recovery: Int64, on day: String, key: String) throws {
        try gate.perform(RecordRecovery.operation, by: Self.clerk, for: .benefit) {
            try RecordRecovery.receive(Yen(yen), for: recovery, on: date(day), key: key, in: $0)
        }
    }

    /// Takes the newest receipt of a claim back, by another officer.
    func takeBack(of recovery: Int64) throws {
        let receipt = try #require(try file(recovery).receipts.last).id
        try gate.perform(ReverseReceipt.operation, by: Self.second, for: .benefit) {
            try ReverseReceipt.perform(receipt, of: recovery, reason: "入力の誤り", in: $0)
        }
    }

    func withdraw(_ recovery: Int64, key: String = "W1") throws {
        try gate.perform(RecordRecovery.operation, by: Self.second, for: .benefit) {
            try RecordRecovery.withdraw(recovery, key: key, in: $0)
        }
    }

    @discardableResult
    func ask(
        _ act: RecoveryAct, about recovery: Int64, key: String, by who: Principal = clerk
    ) throws -> Int64 {
        try gate.perform(ProposeRecoveryAct.operation, by: who, for: .benefit) {
            try ProposeRecoveryAct.perform(
                act, about: recovery, explanation: "申出書による", key: key, law: Self.recoveryLaw,
                in: $0)
        }
    }

    func grant(_ request: Int64, by who: Principal = head) throws {
        try gate.perform(ApproveRecoveryAct.operation, by: who, for: .benefit) {
            try ApproveRecoveryAct.perform(request, law: Self.recoveryLaw, in: $0)
        }
    }

    @discardableResult
    func demand(
        _ kind: RecoveryDemand.Kind = .demand, of recovery: Int64, by who: Principal = clerk
    ) throws -> RecoveryDemand {
        try gate.perform(DemandPayment.operation, by: who, for: .benefit) {
            try DemandPayment.perform(kind, of: recovery, law: Self.recoveryLaw, in: $0)
        }
    }

    func file(_ recovery: Int64) throws -> RecoveryFile {
        try read {
            try RecoveryFile.load(
                recovery, law: Self.recoveryLaw, fiscal: Self.fiscalLaw,
                today: clock.now().dayInJapan, from: $0)
        }
    }

    // MARK: 会計

    func budget(
        _ yen: Int, year: Int = 2025, kind: BudgetEntryKind = .initial,
        for charge: BudgetCharge = .benefit, key: String = "B1", by who: Principal = clerk
    ) throws {
        try gate.perform(RegisterBudget.operation, by: who, for: .benefit) {
            try RegisterBudget.perform(
                kind, Yen(yen), of: FiscalYear(year), for: charge, document: "予算書 第1号",
                key: key, law: Self.fiscalLaw, in: $0)
        }
    }

    @discardableResult
    func order(
        _ subject: ExpenditureSubject, key: String = "E1", by who: Principal = clerk
    ) throws -> [Expenditure] {
        try gate.perform(ProposeExpenditure.operation, by: who, for: .benefit) {
            try ProposeExpenditure.perform(subject, key: key, law: Self.fiscalLaw, in: $0)
        }
    }

    func approve(order: Int64, by who: Principal = chief) throws {
        _ = try gate.perform(ApproveExpenditure.operation, by: who, for: .benefit) {
            try ApproveExpenditure.perform(order, law: Self.fiscalLaw, in: $0)
        }
    }

    func handOver(order: Int64) throws {
        try gate.perform(HandOverExpenditure.operation, by: Self.clerk, for: .benefit) {
            try HandOverExpenditure.perform(order, in: $0)
        }
    }

    func answer(order: Int64, returned reason: String? = nil) throws {
        try gate.perform(RecordTreasurersAnswer.operation, by: Self.clerk, for: .benefit) {
            try RecordTreasurersAnswer.perform(order, returned: reason, in: $0)
        }
    }

    /// Draws up, approves, hands over and accepts the orders of a run.
    @discardableResult
    func settleOrders(of run: Int64, key: String = "E1") throws -> [Expenditure] {
        try settle(.run(run), key: key)
    }

    /// The same for anything that is to be paid.
    @discardableResult
    func settle(_ subject: ExpenditureSubject, key: String = "E1") throws -> [Expenditure] {
        let orders = try order(subject, key: key)
        for order in orders {
            try approve(order: order.id)
            try handOver(order: order.id)
            try answer(order: order.id)
        }
        return orders
    }

    func accountingFile(
        key: String = "F1", audience: FileAudience = .trial
    ) throws -> WrittenAccountingFile {
        try gate.perform(WriteAccountingFile.operation, by: Self.clerk, for: .benefit) {
            try WriteAccountingFile.perform(
                layout: Self.orders, audience: audience, key: key, in: $0)
        }
    }

    /// The account of income of a year as it stands on a day.
    func income(_ year: Int = 2025, on day: String? = nil) throws -> IncomeAccount {
        let today = day.map { date($0) } ?? clock.now().dayInJapan
        return try read {
            try IncomeBook.ledger(law: Self.fiscalLaw, from: $0).account(
                of: FiscalYear(year), on: today)
        }
    }

    func incomeFile(
        _ year: Int = 2025, audience: FileAudience = .trial, by who: Principal = clerk
    ) throws -> WrittenIncomeFile {
        try gate.perform(WriteIncomeFile.operation, by: who, for: .benefit) {
            try WriteIncomeFile.perform(
                of: FiscalYear(year), layout: Self.income, audience: audience,
                law: Self.fiscalLaw, in: $0)
        }
    }

    func standing(_ year: Int = 2025) throws -> BudgetStanding {
        try #require(
            try read {
                try BudgetBook.standings(
                    of: FiscalYear(year), law: Self.fiscalLaw, from: $0)
            }.first)
    }

    // MARK: 証明

    /// Every equation of the money ledger holds.
    func prove(_ place: String = "") throws {
        let proof = try read { try MoneyProof.load(law: Self.fiscalLaw, from: $0) }
        for line in proof.lines where !line.isTrue {
            Issue.record("\(place) \(line.title): \(line.left) ≠ \(line.right)")
        }
        #expect(try imbalances().isEmpty)
        #expect(try read { try MoneyBook.fundImbalances(from: $0) }.isEmpty)
    }
}

extension CashIdentification {
    static let shown = CashIdentification(
        receiver: .recipient, document: "運転免許証", receipt: "受-0001")
}
