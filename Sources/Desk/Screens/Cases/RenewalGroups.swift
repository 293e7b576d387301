// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 更新・区分の変更 on the page of the register: what is due from each day, how much of it is printed.
struct RenewalGroups: PageModel {
    struct Group: PageModel {
        let title: String
        let counts: [Item]
        let isNone: Bool
        let isCut: Bool
        let rows: [Row]
    }

    struct Row: PageModel {
        let person: NamedPerson
        let recipientNumber: String
        let cause: String
        let kind: String
        let periods: String
    }

    let groups: [Group]
    let issueRenewals: String?
    let part: Int
    /// What the job of all of them is called; `nil` for whoever begins none.
    let whole: String?
    /// What the ceiling of an hour makes of it.
    let outlook: String?

    /// As many of a group as are shown.
    static let most = 100

    init(
        _ groups: [RenewalGroup], _ children: [Int64: AddresseeNumber],
        _ people: [AddresseeNumber: ResidentSnapshot],
        classes: DatedValues<CertificateClasses>, for reader: Principal, mayIssue: Bool,
        mayStart: Bool, outlook: String? = nil
    ) {
        self.outlook = outlook
        let waiting = groups.reduce(0) { $0 + $1.waiting.count }
        self.groups = groups.map { group in
            var counts = [
                Item("対象", "\(Say.count(group.expected))件"),
                Item("交付済み", "\(Say.count(group.produced))件"),
                Item("残り", "\(Say.count(group.waiting.count))件"),
            ]
            for cause in RenewalCause.allCases {
                let mine = group.waiting.filter { $0.cause == cause }.count
                if mine > 0 {
                    counts.append(Item("残りのうち\(cause.wording)", "\(Say.count(mine))件"))
                }
            }
            return Group(
                title: "\(Say.date(group.from))からの証", counts: counts,
                isNone: group.waiting.isEmpty, isCut: group.waiting.count > Self.most,
                rows: group.waiting.prefix(Self.most).compactMap { line in
                    children[line.historyID].map { child in
                        Row(
                            person: NamedPerson(child, people, for: reader),
                            recipientNumber: line.recipientNumber, cause: line.cause.wording,
                            kind: line.className
                                ?? line.certificateClass.map { classes.name(of: $0.code) } ?? "—",
                            periods: Say.periods(line.periods))
                    }
                })
        }
        issueRenewals = mayIssue && waiting > 0 ? Route.issueWaiting.path() : nil
        part = min(WaitingPapers.part, waiting)
        whole = mayIssue && mayStart && waiting > 0 ? "待っている\(Say.count(waiting))件すべて" : nil
    }

    /// The decisions of those whose names the page shows.
    static func shown(_ groups: [RenewalGroup]) -> [Int64] {
        groups.flatMap { $0.waiting.prefix(most).map(\.historyID) }
    }
}
