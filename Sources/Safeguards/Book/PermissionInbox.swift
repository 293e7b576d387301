// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What of accounts and permissions waits for somebody, for the first page.
public enum PermissionInbox {
    public struct Counts: Sendable, Hashable {
        /// Grants that wait for a second officer.
        public let grants: Int
        /// Emergency accesses that wait for a second person.
        public let emergenciesAsked: Int
        /// Emergency accesses in force: the head and the administrators see them at once.
        public let emergenciesOpen: Int
        /// Emergency accesses that nobody has reviewed.
        public let reviews: Int
        /// Lines of an open stocktaking without an answer.
        public let stocktaking: Int
        /// 不在時代理 that wait for a second officer.
        public let delegations: Int
    }

    /// Counts as of a moment: no person stands in these tables.
    public static func counts(at now: Instant, from db: any Connection) throws -> Counts {
        let day = now.dayInJapan
        let emergencies = try BreakGlassBook.pending(db)
        return Counts(
            grants: try GrantBook.open(db).count { $0.state(on: day) == .proposed },
            emergenciesAsked: emergencies.count { $0.state(at: now) == .proposed },
            emergenciesOpen: emergencies.count { $0.state(at: now) == .decided },
            reviews: emergencies.count { $0.state(at: now) == .closed && $0.approvedAt != nil },
            stocktaking: try StocktakingBook.all(db).first { $0.closedAt == nil }?.openLines ?? 0,
            delegations: try DelegationBook.waiting(on: day, db))
    }
}
