// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Links
import Office
import Safeguards
import Vocabulary

/// 2040: what the links to other systems have brought, what was not taken, and what waits.
enum MonitorScreen {
    struct Body: PageModel {
        let queues: [Queue]
        let files: [File]
        let hasFiles: Bool
    }

    struct Queue: PageModel {
        let link: String
        let what: String
        let waiting: String
        let since: String
        let state: String
        let weight: String
    }

    struct File: PageModel {
        let name: String
        let title: String
        let sequence: Int
        let made: String
        let taken: String
        let rows: Int
        let accepted: Int
        let rejected: Int
        let queued: Int
        let state: String
        let weight: String
        let gap: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let read = try await visit.perform { scope in
            (
                backlog: try RejudgementQueue.backlog(from: scope.db),
                files: try LinkFileBook.files(limit: 50, from: scope.db)
            )
        }
        let files = read.files.map { file($0, visit.installation) }
        return .page(
            Page(
                "administration/monitor", "連携モニター", crumbs: [Crumb("ホーム", Route.home.path())],
                keys: [.link("F5", "更新", Route.monitor.path())],
                body: Body(
                    queues: [queue(read.backlog, visit.desk.now)], files: files,
                    hasFiles: !files.isEmpty)))
    }

    private static func queue(
        _ backlog: (count: Int, oldest: Instant?), _ now: Instant
    ) -> Queue {
        // What waits longer than a day has been forgotten by somebody.
        let isLate = backlog.oldest.map { $0.seconds(until: now) >= 86_400 } ?? false
        return Queue(
            link: "統合宛名 → 福祉総合", what: "住民異動・保険・生活保護の異動（再判定待ち）",
            waiting: "\(backlog.count)件", since: backlog.oldest.map(Say.moment) ?? "—",
            state: isLate ? "1日以上待っています" : "正常", weight: isLate ? "warn" : "good")
    }

    private static func file(_ entry: LinkFileBook.Entry, _ office: Installation) -> File {
        let isClean = entry.rejected == 0
        return File(
            name: entry.name, title: office.layouts.feeds[entry.layout]?.title ?? entry.layout,
            sequence: entry.sequence, made: Say.moment(entry.madeAt),
            taken: Say.moment(entry.takenAt), rows: entry.rows, accepted: entry.accepted,
            rejected: entry.rejected, queued: entry.queued,
            state: isClean ? "正常" : "受け付けない行あり", weight: isClean ? "good" : "warn",
            gap: entry.gapReason.map { "欠番を認めた理由：\($0)" } ?? "")
    }
}
