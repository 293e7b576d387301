// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where a run stands.
public enum JobStatus: String, CaseIterable, Sendable, Hashable {
    /// Planned, and nobody works on it yet.
    case ready
    case running
    /// Stopped at a safe point by an officer.
    case stopped
    /// Stopped by a threshold: a second officer decides.
    case asking
    /// The process ended in the middle; nothing of the last step remains.
    case interrupted
    case finished
    /// A refusal ended it; what was done before stands.
    case failed

    public var title: String {
        switch self {
        case .ready: "開始待ち"
        case .running: "処理中"
        case .stopped: "停止（再開できます）"
        case .asking: "基準を超えたため承認待ち"
        case .interrupted: "中断（再開できます）"
        case .finished: "完了"
        case .failed: "失敗（再開できます）"
        }
    }

    /// Whether work on it can begin or go on without anybody's consent.
    public var canGoOn: Bool {
        switch self {
        case .ready, .stopped, .interrupted, .failed: true
        case .running, .asking, .finished: false
        }
    }

    public var isOver: Bool { self == .finished }
}

/// What happened to a run.
public enum JobEvent: String, CaseIterable, Sendable {
    case started, resumed, stopped, asked, consented, interrupted, finished, failed
    case stopAsked = "stop-asked"

    public var title: String {
        switch self {
        case .started: "開始"
        case .resumed: "再開"
        case .stopAsked: "停止の指示"
        case .stopped: "区切りで停止"
        case .asked: "基準を超えて停止"
        case .consented: "続行を承認"
        case .interrupted: "処理の終了による中断"
        case .finished: "完了"
        case .failed: "失敗"
        }
    }
}

/// One run of a job, as it stands in the books.
public struct JobRun: Hashable, Sendable, Identifiable {
    public let id: Int64
    public let order: JobOrder
    public let isTrial: Bool
    /// The trial whose figures were looked at before.
    public let trial: Int64?
    /// The run whose failed items alone are done.
    public let retries: Int64?
    /// The run of an earlier occasion that the figures are compared with.
    public let previous: Int64?
    public let unit: String
    /// The user id of who started it.
    public let officer: String
    public let startedAt: Instant

    public internal(set) var status: JobStatus
    public internal(set) var phaseTitle: String
    /// The place behind which the next step begins.
    public internal(set) var phase: Int
    public internal(set) var afterKey: Int64
    public internal(set) var total: Int
    public internal(set) var done: Int
    public internal(set) var totals: JobTotals
    public internal(set) var failed: Int
    public internal(set) var isStopAsked: Bool
    public internal(set) var isConsented: Bool
    /// Why it stopped, asks or failed.
    public internal(set) var message: String?
    public internal(set) var leaseUntil: Instant
    /// Time in which it really worked, in microseconds.
    public internal(set) var active: Int64
    public internal(set) var updatedAt: Instant

    public var percent: Int {
        total > 0 ? min(100, done * 100 / total) : status.isOver ? 100 : 0
    }

    /// The state as it is at a moment: whoever stopped renewing the lease is gone.
    public func status(at now: Instant) -> JobStatus {
        status == .running && leaseUntil < now ? .interrupted : status
    }

    /// Whether the ceiling of an hour stopped it: it goes on by itself in the next hour after it was
    /// stopped. Whoever stops it by hand leaves no message.
    public var waitsForHour: Bool { status == .stopped && message != nil }

    /// Seconds that remain; `nil` while nothing says so.
    /// - Parameter usual: microseconds an item in the last runs, until enough is measured.
    public func remaining(usual: Int64?) -> Int? {
        guard !status.isOver, total > done else { return nil }
        let rest = Int64(total - done)
        // Before a twentieth is done, what is measured says less than the runs before.
        if done > 0, done * 20 >= total, active > 0 {
            return Int(rest * active / Int64(done) / 1_000_000)
        }
        return usual.map { Int(rest * $0 / 1_000_000) }
    }
}

/// An event of a run with its officer, for the history.
public struct JobHistoryLine: Hashable, Sendable {
    public let event: JobEvent
    public let officer: String
    public let reason: String?
    public let at: Instant
}
