// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Vocabulary

/// The office lets letters go on although a feed is too old.
public struct FeedAllowance: Hashable, Sendable {
    public let layout: String
    /// The first day on which letters stop again.
    public let until: CivilDate
    public let reason: String
    public let recordedAt: Instant
}

/// How a feed stands: what came last, how old it is, what is missing.
public struct FeedStatus: Hashable, Sendable {
    public enum State: Int, Sendable, CaseIterable, Comparable {
        /// No file was ever taken in: the feed is not in use.
        case never
        case fresh
        /// Older than expected.
        case late
        /// Beyond the limit: letters stop.
        case stopped

        public var wording: String {
            switch self {
            case .never: "未受信"
            case .fresh: "正常"
            case .late: "遅れ"
            case .stopped: "期限切れ"
            }
        }

        public static func < (left: State, right: State) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// Id of the layout.
    public let layout: String
    public let title: String
    /// The newest file by the moment it was made; `nil` for the residents, whose files System 2
    /// keeps.
    public internal(set) var newest: LinkFileBook.Entry?
    /// What the newest file says is of this moment.
    public let madeAt: Instant?
    public let ageDays: Int?
    public let rhythm: FeedRhythm?
    public let state: State
    public internal(set) var allowance: FeedAllowance?
    /// Numbers of files that never came and were let be with a reason.
    public internal(set) var missing: [Int] = []
    /// Children whom the newest full file of an insurer does not name any more.
    public internal(set) var droppedOut = 0
    /// Ends of public assistance whose beginning nobody reported.
    public internal(set) var unbegun = 0
    /// Rows of residents that wait in System 2.
    public internal(set) var waitingRows = 0

    init(_ layout: FeedLayout, madeAt: Instant?, on day: CivilDate) {
        self.layout = layout.id
        title = layout.title
        self.madeAt = madeAt
        rhythm = layout.rhythm
        let age = madeAt.map { max($0.dayInJapan.days(until: day), 0) }
        ageDays = age
        switch (age, layout.rhythm) {
        case (nil, _): state = .never
        case (let age?, let rhythm?):
            state =
                rhythm.stopAfter.map { age > $0 } ?? false
                ? .stopped : age > rhythm.lateAfter ? .late : .fresh
        case (_?, nil): state = .fresh
        }
    }

    /// Whether letters are refused on a day.
    func stops(on day: CivilDate) -> Bool {
        state == .stopped && allowance.map { day >= $0.until } ?? true
    }

    /// One line for the frame of every screen; `nil` where there is nothing to say.
    public var banner: String? {
        guard let madeAt, let ageDays, let rhythm else { return nil }
        let since =
            "「\(title)」は\(Wareki.text(madeAt.dayInJapan))現在のものです（\(ageDays)日前。予定は\(rhythm.days)日ごと）。"
        switch state {
        case .never, .fresh: return nil
        case .late: return since
        case .stopped:
            guard let allowance else { return since + "資格の通知書と受給資格証は発行できません。" }
            return since
                + "管理者の許可により、\(Wareki.text(allowance.until.previous))まで発行できます。"
        }
    }
}
