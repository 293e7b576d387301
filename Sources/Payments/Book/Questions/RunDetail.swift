// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Database
public import Entitlement
public import Safeguards
public import Vocabulary

/// One transfer of a run as a reader may see it.
public struct ShownTransfer: Hashable, Sendable {
    public let id: Int64
    /// The place of its record in the file.
    public let sequence: Int
    public let recipient: AddresseeNumber
    public let bankNameKana: String
    public let branchNameKana: String
    public let type: BankAccountType
    /// The account number under the policy of fields.
    public let number: Masked
    /// The holder under the policy of fields.
    public let payee: Masked
    public let amount: Yen
    public let items: Int
    /// The account was never paid to before.
    public let isFirst: Bool
    public let warning: String?
    /// Why it came back.
    public let returned: ReturnReason?
}

/// One payment run as screen 1350 shows it.
public struct RunDetail: Sendable {
    /// One step of the run.
    public struct Step: Hashable, Sendable {
        public let status: PaymentRunStatus
        public let officer: String
        public let at: Instant
        public let reason: String?

        /// Oldest first.
        static func steps(of run: Int64, from db: any Connection) throws -> [Step] {
            try db.rows(
                """
                SELECT event, officer, recorded_at, reason FROM payment_run_event
                WHERE run_id = ? ORDER BY id
                """, [run]
            ) {
                Step(
                    status: $0.code(0), officer: $0.text(1), at: $0.instant(2),
                    reason: $0.optionalText(3))
            }
        }
    }

    public let run: PaymentRun
    public let steps: [Step]
    public let file: TransferFileRecord?
    /// Who approved it so far, oldest first; some amounts need several.
    public let consents: [ApprovalConsent]
    /// 決裁の保留 and its end, oldest first.
    public let holds: [HoldStep]
    /// What all runs of the payment day pay together: the amount that decides who approves.
    public let daySum: Yen
    /// What must be looked at first, then the order of the file; without the persons.
    public let transfers: [Int64]
    /// By transfer, without the persons.
    public let difference: RunDifference<Int64>
    /// Why transfers came back.
    private let returned: [Int64: ReturnReason]

    /// A run with its warnings and what is different from the run before. Nobody who is paid is read:
    /// whom a page shows is asked for by `shown` and `recipients`.
    ///
    /// - Throws: `PaymentRefusal.unknownRun`.
    public static func load(_ id: Int64, from db: any Connection) throws -> RunDetail {
        guard let run = try RunBook.run(id, from: db) else { throw PaymentRefusal.unknownRun }
        let transfers = try TransferCells.compared(of: id, from: db)
        let before = try run.previous.map { try TransferCells.compared(of: $0, from: db) } ?? []
        var reasons: [Int64: ReturnReason] = [:]
        try db.forEachRow("SELECT transfer_id, reason FROM bank_return WHERE run_id = ?", [id]) {
            reasons[$0.int64(0)] = $0.code(1)
        }
        func isUrgent(_ transfer: ComparedTransfer) -> Bool {
            transfer.warning != nil || reasons[transfer.id] != nil
        }
        let ordered = transfers.filter(isUrgent) + transfers.filter { !isUrgent($0) }
        return RunDetail(
            run: run, steps: try Step.steps(of: id, from: db),
            file: try TransferFileBook.record(of: id, from: db),
            consents: try RunConsents.consents(of: id, from: db),
            holds: try RunHoldBook.steps(of: [id], from: db),
            daySum: max(run.total, try RunConsents.sum(ofDay: run.paymentDay, from: db)),
            transfers: ordered.map(\.id),
            difference: RunDifference(now: transfers, before: before), returned: reasons)
    }

    /// Transfers of a page, in this order.
    public func shown(
        _ ids: [Int64], for reader: Principal, from db: any Connection
    ) throws -> [ShownTransfer] {
        let found = try TransferCells.transfers(ids, from: db)
            .reduce(into: [Int64: BankTransfer]()) { $0[$1.id] = $1 }
        return ids.compactMap { found[$0] }.map {
            ShownTransfer($0, returned: returned[$0.id], for: reader)
        }
    }

    /// Who is paid by transfers of this run or of the one before.
    public static func recipients(
        _ transfers: [Int64], from db: any Connection
    ) throws -> [Int64: AddresseeNumber] {
        var found: [Int64: AddresseeNumber] = [:]
        try Among.forEach(
            "SELECT id, recipient FROM bank_transfer WHERE {among}", column: "id",
            keys: transfers, in: db
        ) { found[$0.int64(0)] = $0.addressee(1) }
        return found
    }

    /// The hold that keeps the run from being approved.
    public var hold: ProposalHold? { run.status == .proposed ? holds.last?.hold : nil }
}

extension ShownTransfer {
    init(_ transfer: BankTransfer, returned: ReturnReason?, for reader: Principal) {
        self.init(
            id: transfer.id, sequence: transfer.sequence, recipient: transfer.recipient,
            bankNameKana: transfer.bankNameKana, branchNameKana: transfer.branchNameKana,
            type: transfer.type, number: Masked(transfer.number, of: .account, to: reader),
            payee: Masked(transfer.payee, of: .kana, to: reader), amount: transfer.amount,
            items: transfer.items, isFirst: transfer.isFirst, warning: transfer.warning,
            returned: returned)
    }
}
