// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Formats
public import Vocabulary

/// How every feed stands, for the monitor (2040), the frame of the screens and the letters.
public enum FeedStatusBook {
    private static let order = ["resident", "kokuho", "shaho", "welfare", "tax"]

    /// Everything about every feed that has a rhythm.
    ///
    /// - Parameter residents: what System 2 says of its own feed.
    public static func all(
        layouts: LayoutLibrary, residents: ResidentFeedNews?, on day: CivilDate,
        from db: any Connection
    ) throws -> [FeedStatus] {
        try ages(layouts: layouts, residents: residents, on: day, from: db).map { status in
            var status = status
            status.missing = try missing(of: status.layout, from: db)
            if ImportInsurance.Peer(rawValue: status.layout) != nil {
                status.droppedOut = try FeedDropouts.open(of: status.layout, from: db).count
            }
            if status.layout == ImportWelfare.layout {
                status.unbegun = try unbegun(from: db)
            }
            if status.layout == "resident" { status.waitingRows = residents?.waitingRows ?? 0 }
            return status
        }
    }

    /// How old every feed is: a few rows, so that every screen can ask.
    public static func ages(
        layouts: LayoutLibrary, residents: ResidentFeedNews?, on day: CivilDate,
        from db: any Connection
    ) throws -> [FeedStatus] {
        let newest = try LinkFileBook.newest(from: db)
            .reduce(into: [String: LinkFileBook.Entry]()) { $0[$1.layout] = $1 }
        let allowed = try FeedAllowanceBook.inForce(on: day, from: db)
        return layouts.feeds.values.filter { $0.rhythm != nil }
            .sorted { (place($0.id), $0.id) < (place($1.id), $1.id) }
            .map { layout in
                let isResident = layout.id == "resident"
                let madeAt = isResident ? residents?.newest : newest[layout.id]?.madeAt
                var status = FeedStatus(layout, madeAt: madeAt, on: day)
                status.newest = isResident ? nil : newest[layout.id]
                status.allowance = allowed[layout.id]
                return status
            }
    }

    /// The one line for the frame: the worst feed; `nil` where all are fresh.
    public static func banner(_ feeds: [FeedStatus]) -> String? {
        let worst = feeds.enumerated().max {
            ($0.element.state, -$0.offset) < ($1.element.state, -$1.offset)
        }
        return worst?.element.banner
    }

    private static func place(_ id: String) -> Int { order.firstIndex(of: id) ?? order.count }

    /// Numbers between the files of a layout; a full file stands for all before it.
    private static func missing(of layout: String, from db: any Connection) throws -> [Int] {
        let since = try LinkFileBook.newestFull(of: layout, from: db)
        let sequences = try db.rows(
            "SELECT sequence FROM link_file WHERE layout = ? AND made_at >= ? ORDER BY made_at",
            [layout, since ?? Instant(microseconds: 0)]
        ) { $0.int(0) }
        return zip(sequences, sequences.dropFirst()).flatMap { LinkOrder.missing($0, $1) }
    }

    private static func unbegun(from db: any Connection) throws -> Int {
        let events = try WelfareEventBook.events(nil, from: db)
        let record = try ExclusionBook.stretches(events.keys.sorted(), from: db)
        return events.reduce(0) { sum, entry in
            sum
                + WelfareTimeline.inputs(
                    entry.key, events: entry.value, record: record[entry.key] ?? []
                ).unbegun.count
        }
    }
}

/// The port of 資格 that keeps letters from resting on old news.
public struct LinkFreshness: FeedFreshness {
    private let layouts: LayoutLibrary
    private let directory: any AddresseeDirectory

    public init(layouts: LayoutLibrary, directory: any AddresseeDirectory) {
        self.layouts = layouts
        self.directory = directory
    }

    public func stale(on day: CivilDate, in db: any Connection) throws -> [StaleFeed] {
        try FeedStatusBook.ages(
            layouts: layouts, residents: try directory.residentFeed(), on: day, from: db
        ).filter { $0.stops(on: day) }
            .compactMap { status in
                status.madeAt.map { StaleFeed(title: status.title, asOf: $0) }
            }.sorted { $0.asOf < $1.asOf }
    }
}
