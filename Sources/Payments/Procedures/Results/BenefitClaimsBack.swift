// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Database
public import Safeguards
public import Vocabulary

/// What families have to give back by a decision of 給付 becomes a recovery.
/// (Part of `OperationCode.approveClaimBack`.)
public struct BenefitClaimsBack: ClaimsBack {
    public init() {}

    public func claimBack(
        _ money: MoneyToGiveBack, key: String, in scope: Scope
    ) throws -> Int64 {
        try RecordRecovery.claim(
            RecoveryClaim(
                child: money.child, recipient: money.recipient, amount: money.amount,
                reason: money.reason == .thirdParty ? .thirdParty : .highCost,
                explanation: money.explanation),
            key: key, in: scope)
    }

    public func cameIn(
        ofWithdrawn recoveries: [Int64], from db: any Connection
    ) throws -> [Int64: Yen] {
        try RecoveryBook.recoveries(recoveries, from: db).filter(\.value.isWithdrawn)
            .mapValues(\.settled)
    }

    /// Recoveries of payments whose decision stands, and of claims in kind.
    public func askedBack(
        _ benefits: [LedgerEntry.Source], from db: any Connection
    ) throws -> Yen {
        let inKind = try RecoveryBook.asked(inKind: benefits.compactMap(\.claim), from: db)
        let paid = try RecoveryBook.claimed(
            reimbursements: benefits.compactMap(\.reimbursement), from: db)
        return (inKind.values.map(\.amount) + paid.values).reduce(.zero, +)
    }

    public func left(under proxy: ProxyReceipt, from db: any Connection) throws -> Yen? {
        try InsurersPartBook.left(under: proxy, from: db)
    }
}
