// SPDX-License-Identifier: Apache-2.0
public import Database
import Scheme
public import Vocabulary

/// Everything about one claim, for its page: what came in, the plan, the letters, the limitation.
public struct RecoveryFile: Sendable {
    /// Money that came in.
    public struct Receipt: Hashable, Sendable {
        public let id: Int64
        public let on: CivilDate
        public let amount: Yen
        public let officer: String
        /// It was recorded wrongly and counts no more.
        public let reversal: RecoveryReceipt.Reversal?
        /// The slip that it was paid by, where one is named.
        public let slip: String?
        /// Set off by notice of the city: no acknowledgement (承認) of the debtor.
        let isByNotice: Bool
        /// To which budget it goes: 戻入 or 過年度収入; `nil` where it is not known.
        public let income: IncomeKind?
    }

    public let recovery: Recovery
    public let receipts: [Receipt]
    /// Oldest first.
    public let requests: [RecoveryRequest]
    public let demands: [RecoveryDemand]
    /// The plan in force: the newest that was approved.
    public let plan: InstalmentPlan?
    /// Instalments of plans by request, those that wait included.
    public let instalments: [Int64: [Instalment]]
    /// Until when the claim stands; `nil` while the book leaves it open.
    public let clock: LimitationClock?

    /// Whether a request of a kind waits.
    public func waits(_ kind: RecoveryAct.Kind) -> Bool {
        requests.contains { $0.kind == kind && $0.isApproved == nil }
    }

    /// - Parameter fiscal: names the budget of what came in; `nil` leaves it out.
    /// - Throws: `PaymentRefusal.unknownRecovery`.
    public static func load(
        _ id: Int64, law: RecoveryLaw, fiscal: FiscalLaw? = nil, today: CivilDate,
        from db: any Connection
    ) throws -> RecoveryFile {
        guard let file = try load([id], law: law, fiscal: fiscal, today: today, from: db)[id]
        else { throw PaymentRefusal.unknownRecovery }
        return file
    }

    /// The same for many claims, in a few statements.
    public static func load(
        _ ids: [Int64], law: RecoveryLaw, fiscal: FiscalLaw? = nil, today: CivilDate,
        from db: any Connection
    ) throws -> [Int64: RecoveryFile] {
        let recoveries = try RecoveryBook.recoveries(ids, from: db)
        let receipts = try RecoveryBook.receipts(ids, from: db)
        let requests = try RecoveryRequestBook.requests(ofAll: ids, from: db)
        let plans = requests.values.flatMap(\.self).filter { $0.kind == .plan }.map(\.id)
        let instalments = try RecoveryRequestBook.instalments(of: plans, from: db)
        let demands = try DemandBook.demands(of: ids, from: db)
        let items = try ItemBook.items(recoveries.values.compactMap(\.item), from: db)
        return recoveries.mapValues { recovery in
            let paidOn = recovery.item.flatMap { items[$0]?.decidedOn }
            let mine = (receipts[recovery.id] ?? []).map { row in
                Receipt(
                    id: row.id, on: row.on, amount: row.amount, officer: row.officer,
                    reversal: row.reversal, slip: row.slip, isByNotice: row.isByNotice,
                    income: paidOn.flatMap { decided in
                        fiscal.flatMap { try? $0.income(decidedOn: decided, receivedOn: row.on) }
                    })
            }
            let asked = requests[recovery.id] ?? []
            let letters = demands[recovery.id] ?? []
            return RecoveryFile(
                recovery: recovery, receipts: mine, requests: asked, demands: letters,
                plan: plan(recovery, asked, mine, instalments, today: today),
                instalments: instalments.filter { key, _ in asked.contains { $0.id == key } },
                clock: clock(recovery, mine, asked, letters, law: law))
        }
    }

    private static func plan(
        _ recovery: Recovery, _ requests: [RecoveryRequest], _ receipts: [Receipt],
        _ instalments: [Int64: [Instalment]], today: CivilDate
    ) -> InstalmentPlan? {
        guard let request = requests.last(where: { $0.kind == .plan && $0.isApproved == true }),
            let signed = request.agreedOn
        else { return nil }
        // What the plan is about was outstanding when it was drawn up; the rest came in since.
        let covered = request.amount - (recovery.outstanding + recovery.writtenOff)
        return InstalmentPlan(
            request: request.id, signedOn: signed, instalments: instalments[request.id] ?? [],
            covered: recovery.isWithdrawn ? request.amount : max(covered, .zero), today: today)
    }

    private static func clock(
        _ recovery: Recovery, _ receipts: [Receipt], _ requests: [RecoveryRequest],
        _ demands: [RecoveryDemand], law: RecoveryLaw
    ) -> LimitationClock? {
        guard let limitation = try? law.limitation(on: recovery.claimedOn) else { return nil }
        let first = demands.first { $0.kind == .demand }
        return LimitationClock(
            law: limitation, claimed: recovery.claimedOn, due: recovery.dueOn ?? first?.dueOn,
            demanded: first?.issuedOn, dunned: demands.first { $0.kind == .dunning }?.issuedOn,
            receipts: receipts.filter { $0.reversal == nil && !$0.isByNotice }.map(\.on),
            plans: requests.filter { $0.kind == .plan && $0.isApproved == true }
                .compactMap(\.agreedOn))
    }
}
