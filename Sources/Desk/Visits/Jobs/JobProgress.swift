// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// How far a job is, as the pages and the script show it (screens.md §8.1).
struct JobProgress: PageModel {
    let id: String
    let title: String
    let officer: String
    let state: String
    let weight: String
    let phase: String
    let done: String
    let total: String
    let unit: String
    let percent: Int
    let started: String
    let elapsed: String
    let rate: String
    let remaining: String
    let isOver: Bool
    let isRunning: Bool
    let isStopping: Bool
    let failure: String?
    let lines: [JobLine]
    let hasLines: Bool
    let href: String
    let poll: String
    let stop: String

    init(_ job: Job, at now: Instant, href: String, poll: String, stop: String) {
        id = job.id
        title = job.title
        officer = job.officerName
        (state, weight) = Self.words(job)
        phase = job.state.isOver ? state : job.phase
        done = Say.count(job.done)
        total = Say.count(job.total)
        unit = job.unit
        percent = job.percent
        started = Say.moment(job.startedAt)
        let seconds = Int(job.startedAt.seconds(until: job.endedAt ?? now))
        elapsed = Say.duration(seconds)
        let perSecond = seconds > 0 ? job.done / seconds : 0
        rate = perSecond > 0 ? "毎秒 \(Say.count(perSecond))\(job.unit)" : "—"
        // Before a twentieth is done, what is measured says nothing.
        let isMeasured = seconds > 0 && job.done * 20 >= job.total && job.done > 0
        remaining =
            job.state.isOver
            ? "—"
            : isMeasured
                ? "あと約\(Say.duration((job.total - job.done) * seconds / job.done))" : "測定中"
        isOver = job.state.isOver
        isRunning = !job.state.isOver
        isStopping = job.isStopAsked && !job.state.isOver
        failure = if case .failed(let message) = job.state { message } else { nil }
        lines = job.lines
        hasLines = !job.lines.isEmpty
        self.href = href
        self.poll = poll
        self.stop = stop
    }

    private static func words(_ job: Job) -> (String, String) {
        switch job.state {
        case .waiting: ("待機中", "plain")
        case .running: (job.isStopAsked ? "区切りで停止します" : "処理中", "plain")
        case .finished: ("完了", "good")
        case .stopped: ("停止", "warn")
        case .failed: ("中断", "stop")
        }
    }
}
