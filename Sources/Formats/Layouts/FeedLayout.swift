// SPDX-License-Identifier: Apache-2.0

/// Full or difference (全件・差分).
public enum FeedScope: String, Sendable, Hashable, CaseIterable {
    case full, difference
}

/// What happens to the good rows of a file that has bad ones.
public enum ImportMode: String, Sendable, Hashable, CaseIterable {
    /// All or nothing.
    case atomic
    /// Good rows are taken, bad ones go to the error list.
    case rowWise = "row-wise"
}

/// What happens to columns of a file that the layout does not name.
public enum ExtraColumns: String, Sendable, Hashable, CaseIterable {
    /// They are left out before anything is read from them, and counted.
    case drop
    /// The whole file is refused.
    case refuse
}

/// How often a peer sends, in days between what its files say and today.
public struct FeedRhythm: Sendable, Hashable {
    /// A file is expected at least so often.
    public let days: Int
    /// Older than this is late: screens say so.
    public let lateAfter: Int
    /// Older than this: letters that rest on the feed stop; `nil` where none do.
    public let stopAfter: Int?

    public init(days: Int, lateAfter: Int, stopAfter: Int?) {
        self.days = days
        self.lateAfter = lateAfter
        self.stopAfter = stopAfter
    }
}

/// The layout of one CSV feed, as `Layouts/*.yaml` says it.
public struct FeedLayout: Sendable, Hashable {
    /// The sign of a file made for tests: the column and the word it must hold in every row.
    public struct Stamp: Sendable, Hashable {
        public let column: String
        public let value: String
    }

    /// Two columns with days that must not run backwards.
    public struct Order: Sendable, Hashable {
        public let earlier: String
        public let later: String
    }

    public let id: String
    public let title: String
    public let edition: String
    public let source: String
    /// Whether two independent sources agree: an unverified layout reads with a warning and
    /// refuses to write for a real peer.
    public let isVerified: Bool
    /// Asked for as long as the layout is unverified.
    public let stamp: Stamp?
    public let fileName: String
    /// The encoding to write; reading takes any of the three and reports it.
    public let encoding: TextEncoding
    public let scopes: [FeedScope]
    public let mode: ImportMode
    /// The columns that name a row.
    public let key: [String]
    /// Whether a second row with the same key is an error.
    public let isKeyUnique: Bool
    public let orders: [Order]
    /// Whether the first line names the columns; without it they stand in the order of the layout.
    public let hasHeader: Bool
    public let extraColumns: ExtraColumns
    /// `nil` where nothing rests on the age of the feed.
    public let rhythm: FeedRhythm?
    public let columns: [LayoutColumn]
    let places: [String: Int]

    init(
        id: String, title: String, edition: String, source: String, isVerified: Bool,
        stamp: Stamp?, fileName: String, encoding: TextEncoding, scopes: [FeedScope],
        mode: ImportMode, key: [String], isKeyUnique: Bool, orders: [Order],
        hasHeader: Bool = true, extraColumns: ExtraColumns, rhythm: FeedRhythm?,
        columns: [LayoutColumn]
    ) {
        self.id = id
        self.title = title
        self.edition = edition
        self.source = source
        self.isVerified = isVerified
        self.stamp = stamp
        self.fileName = fileName
        self.encoding = encoding
        self.scopes = scopes
        self.mode = mode
        self.key = key
        self.isKeyUnique = isKeyUnique
        self.orders = orders
        self.hasHeader = hasHeader
        self.extraColumns = extraColumns
        self.rhythm = rhythm
        self.columns = columns
        places = Dictionary(
            columns.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The column of an English key.
    public func column(_ key: String) -> LayoutColumn? { places[key].map { columns[$0] } }
}
