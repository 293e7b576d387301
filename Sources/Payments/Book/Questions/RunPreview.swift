// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Safeguards
public import Vocabulary

/// What a run of a payment day would pay if it were proposed now (抽出・点検): nothing is written.
public struct RunPreview: Sendable {
    /// An item that the run would hold, and why.
    public struct LeftOut: Hashable, Sendable {
        public let item: PaymentItem
        public let reason: PaymentHoldReason
        public let explanation: String
    }

    public let paymentDay: CivilDate
    public let items: Int
    public let total: Yen
    /// In the order of the file.
    public let transfers: [ShownTransfer]
    public let leftOut: [LeftOut]
    /// Items that this kind of file cannot pay: they stay scheduled for another.
    public let unfit: Int
    /// The run that it is compared with.
    public let previous: PaymentRun?
    public let difference: RunDifference<AddresseeNumber>

    /// Extracts what is scheduled through a payment day, as `ProposeRun` would.
    public static func load(
        _ day: CivilDate, kind: RunKind = .bulk, for reader: Principal,
        directory: any AddresseeDirectory, from db: any Connection
    ) throws -> RunPreview {
        let intake = try RunIntake.read(day, kind: kind, directory: directory, from: db)
        let plan = intake.plan
        let paid = try TransferCells.paidBefore(plan.transfers, from: db)
        let transfers = plan.transfers.enumerated().map { index, transfer in
            BankTransfer(
                transfer, sequence: index + 1,
                isFirst: !paid.contains(AccountKey(transfer.account).number))
        }
        let previous = try RunBook.previous(of: kind, before: day, from: db)
        let before = try previous.map { try TransferCells.transfers(of: $0.id, from: db) } ?? []
        return RunPreview(
            paymentDay: day, items: plan.itemCount, total: plan.total,
            transfers: transfers.map { ShownTransfer($0, returned: nil, for: reader) },
            leftOut: intake.held.map {
                LeftOut(item: $0.item, reason: $0.hold.reason, explanation: $0.hold.text)
            }, unfit: plan.unfit.count, previous: previous,
            difference: RunDifference(now: transfers, before: before))
    }

    /// The persons that the preview is about, on whatever page they stand.
    public var subjects: Set<AddresseeNumber> {
        Set(transfers.map(\.recipient)).union(difference.changes.map(\.payee))
            .union(leftOut.map(\.item.recipient))
    }
}

extension BankTransfer {
    /// A transfer that is not in the books yet.
    fileprivate init(_ planned: PlannedTransfer, sequence: Int, isFirst: Bool) {
        let account = planned.account
        self.init(
            id: 0, sequence: sequence, bank: account.bankCode,
            bankNameKana: account.bankNameKana, branch: account.branchCode,
            branchNameKana: account.branchNameKana, type: account.type, number: account.number,
            payee: planned.payee, amount: planned.amount, items: planned.items.count,
            recipient: account.recipient, isFirst: isFirst, warning: planned.warning)
    }
}
