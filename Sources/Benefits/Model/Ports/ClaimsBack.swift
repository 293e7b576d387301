// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// What a family has to give back, as 給付 hands it over.
public struct MoneyToGiveBack: Hashable, Sendable {
    /// Why.
    public enum Reason: Hashable, Sendable {
        /// Another party, or 日本スポーツ振興センター, pays.
        case thirdParty
        /// The insurer paid the family, or refused what the city had advanced.
        case highCost
    }

    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let amount: Yen
    public let reason: Reason
    /// In words for the letter.
    public let explanation: String

    public init(
        child: AddresseeNumber, recipient: AddresseeNumber, amount: Yen, reason: Reason,
        explanation: String
    ) {
        self.child = child
        self.recipient = recipient
        self.amount = amount
        self.reason = reason
        self.explanation = explanation
    }
}

/// Takes up what families have to give back (答えは支払), in the same transaction as the decision.
public protocol ClaimsBack: Sendable {
    /// Claims money back; the same key answers the same recovery.
    ///
    /// - Returns: the recovery.
    func claimBack(_ money: MoneyToGiveBack, key: String, in scope: Scope) throws -> Int64

    /// What families are asked to give back of benefits themselves: of a payment that was too much, or
    /// of a claim in kind; what was claimed back for an accident is not in it.
    func askedBack(
        _ benefits: [LedgerEntry.Source], from db: any Connection
    ) throws -> Yen

    /// What came in of recoveries that were withdrawn; one that stands is not in the answer.
    func cameIn(
        ofWithdrawn recoveries: [Int64], from db: any Connection
    ) throws -> [Int64: Yen]

    /// What the scheme has paid for the benefits of a mandate and has not got back by any way: more the
    /// family is not asked for under it. `nil` where nobody keeps that.
    func left(under proxy: ProxyReceipt, from db: any Connection) throws -> Yen?
}

extension ClaimsBack {
    public func left(under proxy: ProxyReceipt, from db: any Connection) throws -> Yen? { nil }

    /// Accidents as their recoveries stand: of one that was withdrawn only what came in counts.
    public func counted(
        _ liabilities: [Liability], from db: any Connection
    ) throws -> [Liability] {
        let came = try cameIn(liabilities.flatMap(\.claimsBack), from: db)
        return liabilities.map { liability in
            var known = liability
            known.claimsBack = liability.claimsBack.map { $0.counted(came) }
            return known
        }
    }

    /// Mandates as their recoveries stand.
    public func counted(
        _ proxies: [ProxyReceipt], from db: any Connection
    ) throws -> [ProxyReceipt] {
        let came = try cameIn(proxies.flatMap(\.claimsBack), from: db)
        return proxies.map { proxy in
            var known = proxy
            known.claimsBack = proxy.claimsBack.map { $0.counted(came) }
            return known
        }
    }

    private func cameIn(
        _ backs: [ClaimBack], from db: any Connection
    ) throws -> [Int64: Yen] {
        let recoveries = backs.compactMap(\.recovery)
        return recoveries.isEmpty ? [:] : try cameIn(ofWithdrawn: recoveries, from: db)
    }
}

extension ClaimBack {
    fileprivate func counted(_ came: [Int64: Yen]) -> ClaimBack {
        var known = self
        if let yen = recovery.flatMap({ came[$0] }) { known.counted = yen }
        return known
    }
}
