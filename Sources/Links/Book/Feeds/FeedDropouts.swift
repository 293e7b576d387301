// SPDX-License-Identifier: Apache-2.0
public import Database
import Entitlement
public import Vocabulary

/// A child whose insurance goes on by the record, and whom the insurer's newest full file does not
/// name: somebody must ask for the day it was lost.
public struct FeedDropout: Hashable, Sendable {
    public let layout: String
    public let child: AddresseeNumber
    public let insurer: String
    public let acquiredOn: CivilDate
    /// When the full file was made.
    public let since: Instant
}

/// 全件から外れた資格.
public enum FeedDropouts {
    /// Everybody who dropped out and whose loss nobody has recorded yet.
    public static func open(from db: any Connection) throws -> [FeedDropout] {
        try ImportInsurance.Peer.allCases.flatMap { try open(of: $0.rawValue, from: db) }
    }

    static func open(
        of layout: String, from db: any Connection
    ) throws -> [FeedDropout] {
        guard let full = try LinkFileBook.newestFull(of: layout, from: db) else { return [] }
        return try open(of: layout, since: full, absent: nil, from: db)
    }

    /// - Parameter absent: what the register says, where it is known already.
    static func open(
        of layout: String, since full: Instant, absent given: [InsuranceKey]?,
        from db: any Connection
    ) throws -> [FeedDropout] {
        let absent = try given ?? FeedRowRegister.absent(from: layout, since: full, in: db)
        guard !absent.isEmpty else { return [] }
        let record = try InsuranceBook.stretches(absent.map(\.child), from: db)
        return absent.filter { key in
            record[key.child]?.contains {
                $0.insurer == key.insurer && $0.period.from == key.acquiredOn
                    && $0.period.until == nil
            } ?? false
        }.map {
            FeedDropout(
                layout: layout, child: $0.child, insurer: $0.insurer,
                acquiredOn: $0.acquiredOn, since: full)
        }
    }
}
