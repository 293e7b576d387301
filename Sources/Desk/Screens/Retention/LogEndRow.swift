// SPDX-License-Identifier: Apache-2.0
import Retention
import Safeguards
import Vocabulary

/// The log of one system on 3060: its months, and the step that comes next.
struct LogEndRow: PageModel {
    struct Form: PageModel {
        let address: String
        let formID: String
        let label: String
    }

    let system: String
    let rule: String
    let source: String
    let flags: [Flag]
    let readable: String
    let oldest: String
    let dueOn: String
    let ended: String
    let state: String
    let proposing: Form?
    let deciding: Form?

    init(_ log: LogMonths, of system: RetentionSystem, _ visit: Visit) {
        self.system = system.title
        rule = log.retention.rule
        source = log.retention.source
        flags = log.retention.isVerified ? [] : [Flag("年数は未確認", .warn)]
        readable = Say.count(log.months.count)
        oldest = log.months.first.map { Wareki.text($0.month) } ?? ""
        dueOn = log.months.first.map { Say.short($0.dueOn) } ?? ""
        ended = Say.count(log.ended.count)
        let open = log.months.first { $0.proposal != nil }
        let next = log.next(on: visit.today)
        state =
            if let open, let proposal = open.proposal {
                "\(Wareki.text(open.month))分は決裁待ち（起案 \(visit.desk.name(of: proposal.proposer))）"
            } else if log.openHolds > 0 { "消去の停止があるため終えられません" } else if next == nil {
                "期間の過ぎた月はありません"
            } else { "" }
        proposing =
            open == nil && visit.may(.proposePurge)
            ? next.map {
                Form(
                    address: Route.proposeLogEnd.path(system.rawValue),
                    formID: "log-\(system.rawValue)",
                    label: "\(Wareki.text($0.month))分を終える起案をする")
            } : nil
        deciding =
            visit.may(.approvePurge)
            ? open.flatMap { month in
                month.proposal.map {
                    Form(
                        address: Route.decideLogEnd.path(system.rawValue, $0.id),
                        formID: "log-\(system.rawValue)",
                        label: "\(Wareki.text(month.month))分を終える決裁をする")
                }
            } : nil
    }
}
