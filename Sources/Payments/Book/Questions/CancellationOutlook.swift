// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What cancelling a decision would do to its money, seen before anybody proposes or approves it: as
/// `CancelledDecisions` will do.
public struct CancellationOutlook: Hashable, Sendable {
    /// The newest attempt to pay it; `nil` where nothing is scheduled.
    public let item: PaymentItem?
    /// 支払処理 of that attempt, where it is in one.
    public let run: PaymentRun?
    /// What would be claimed back, netted money included.
    public let claimsBack: Yen

    /// Whether the cancellation is refused while the money is on its way.
    public var isUnderWay: Bool {
        item.map { $0.status == .extracted || $0.status == .sent } ?? false
    }

    /// What an officer looked at, in one word: another one has to be looked at first.
    public var mark: String {
        "\(item?.id ?? 0)-\(item?.status.rawValue ?? "none")-\(claimsBack.amount)"
    }

    /// - Parameter decision: the approval.
    public static func of(
        decision: Int64, from db: any Connection
    ) throws -> CancellationOutlook {
        guard let item = try ItemBook.attempts(of: decision, from: db).last else {
            return CancellationOutlook(item: nil, run: nil, claimsBack: .zero)
        }
        let paid = item.status == .paid ? try paid(item, from: db) : .zero
        let netted = try netted(decision, from: db) ?? .zero
        return CancellationOutlook(
            item: item, run: try item.run.flatMap { try RunBook.run($0, from: db) },
            claimsBack: paid + netted)
    }

    /// The key under which what was paid is claimed back, once.
    static func key(_ decision: Int64) -> String { "decision-\(decision)" }

    /// The key under which what was netted is claimed back, once.
    static func nettedKey(_ decision: Int64) -> String { "netted-\(decision)" }

    /// What was paid and is not claimed back already.
    static func paid(_ item: PaymentItem, from db: any Connection) throws -> Yen {
        let claimed = try RecoveryBook.claimed(items: [item.id], from: db)[item.id] ?? .zero
        return max(.zero, item.amount - claimed)
    }

    /// What the decision had paid by netting and is not claimed back already; `nil` where it had none.
    static func netted(_ decision: Int64, from db: any Connection) throws -> Yen? {
        guard try RecoveryBook.recovery(key: nettedKey(decision), from: db) == nil else {
            return nil
        }
        return try RecoveryRequestBook.netted([decision], from: db)[decision]
    }

    /// The claims that a cancellation of a decision has made (1361).
    public static func claims(
        of decision: Int64, from db: any Connection
    ) throws -> [Recovery] {
        try [key(decision), nettedKey(decision)]
            .compactMap { try RecoveryBook.recovery(key: $0, from: db) }
    }
}
