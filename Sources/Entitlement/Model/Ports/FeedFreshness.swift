// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// A feed of another office that is too old for letters to rest on.
public struct StaleFeed: Hashable, Sendable {
    /// What people call it: 国保資格連携データ.
    public let title: String
    /// What the newest file says is of this moment.
    public let asOf: Instant

    public init(title: String, asOf: Instant) {
        self.title = title
        self.asOf = asOf
    }
}

/// How old the news of other offices is; answered by 連携.
public protocol FeedFreshness: Sendable {
    /// Feeds beyond their limit, worst first; those that the office let go on are left out.
    func stale(on day: CivilDate, in db: any Connection) throws -> [StaleFeed]
}

/// The twin that holds what a test put in; empty, every feed is fresh.
public struct MemoryFreshness: FeedFreshness {
    private let feeds: [StaleFeed]

    public init(_ feeds: [StaleFeed] = []) { self.feeds = feeds }

    public func stale(on day: CivilDate, in db: any Connection) -> [StaleFeed] { feeds }
}

extension FeedFreshness {
    /// - Throws: `.staleFeed`: no letter may rest on news that are too old.
    public func check(on day: CivilDate, in db: any Connection) throws {
        guard let worst = try stale(on: day, in: db).first else { return }
        throw EntitlementRefusal.staleFeed(worst.title, asOf: worst.asOf)
    }
}
