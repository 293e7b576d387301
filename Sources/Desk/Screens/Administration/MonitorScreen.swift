// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 2040: what the links to other systems have brought, and what waits.
enum MonitorScreen {
    struct Body: PageModel {
        let rows: [Row]
    }

    struct Row: PageModel {
        let link: String
        let what: String
        let waiting: String
        let since: String
        let state: String
        let weight: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let read = try await visit.perform { scope in
            (
                backlog: try RejudgementQueue.backlog(from: scope.db),
                counts: try Entitlement.Inbox.counts(on: scope.today, from: scope.db)
            )
        }
        let hours = read.backlog.oldest.map { Int($0.seconds(until: visit.desk.now) / 3_600) } ?? 0
        let isLate = hours >= 24
        let rows = [
            Row(
                link: "統合宛名 → 福祉総合", what: "住民異動（再判定待ち）", waiting: "\(read.backlog.count)件",
                since: read.backlog.oldest.map(Say.moment) ?? "",
                state: isLate ? "1日以上待っています" : "正常", weight: isLate ? "warn" : "good"),
            Row(
                link: "福祉総合 → 帳票", what: "受給資格証（交付待ち）",
                waiting: "\(read.counts.certificatesWaiting)件", since: "", state: "正常",
                weight: "good"),
        ]
        return .page(
            Page(
                "administration/monitor", "連携モニター", crumbs: [Crumb("ホーム", Route.home.path())],
                keys: [.link("F5", "更新", Route.monitor.path())], body: Body(rows: rows)))
    }
}
