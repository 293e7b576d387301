// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Safeguards
public import Vocabulary

/// 欠番の承認: files of these numbers will not come; the next difference may be taken in.
public enum AcceptFeedGap {
    public static let operation = OperationCode.acceptFeedGap

    /// - Throws: `FeedRefusal`.
    public static func perform(
        layout: String, sequences: ClosedRange<Int>, layouts: LayoutLibrary, in scope: Scope
    ) throws {
        guard layouts.feeds[layout] != nil else { throw FeedRefusal.unknownFeed }
        guard let reason = scope.reason, !reason.isEmpty else { throw FeedRefusal.reasonMissing }
        guard sequences.lowerBound >= 1, sequences.upperBound <= LinkOrder.highest else {
            throw FeedRefusal.wrongNumbers
        }
        try scope.append([FeedGapRow(layout: layout, numbers: sequences, reason: reason)])
        scope.counted(sequences.count)
    }
}

/// 古い連携での発行の許可: letters may go on for some days although a feed is too old.
public enum AllowStaleFeed {
    public static let operation = OperationCode.acceptFeedGap
    /// How far ahead it may be allowed.
    static let longest = 31

    /// - Parameter until: the first day on which letters stop again.
    /// - Throws: `FeedRefusal`.
    public static func perform(
        layout: String, until: CivilDate, layouts: LayoutLibrary, in scope: Scope
    ) throws {
        guard layouts.feeds[layout]?.rhythm?.stopAfter != nil else {
            throw FeedRefusal.unknownFeed
        }
        guard let reason = scope.reason, !reason.isEmpty else { throw FeedRefusal.reasonMissing }
        let ahead = scope.today.days(until: until)
        guard (1...longest + 1).contains(ahead) else { throw FeedRefusal.wrongDay }
        try scope.append([FeedAllowanceRow(layout: layout, until: until, reason: reason)])
    }
}
