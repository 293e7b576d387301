// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// The entitlement today, in the largest letters of the page.
struct EntitlementCard: PageModel {
    let word: String
    let weight: String
    let items: [Item]
    let recipientHref: String?
    let recipientName: String?

    init?(_ read: PersonReading, _ visit: Visit) {
        guard let record = read.record, let reader = visit.session?.principal else { return nil }
        let today = visit.today
        recipientHref = read.recipient.map { Route.person.path($0.number) }
        recipientName = read.recipient.map { reader.sees($0.alias ?? $0.name, of: .name) }
        guard let state = record.history.last(where: { $0.recipientNumber != nil }) else {
            let open = record.applications.first { $0.status.isOpen }
            word = open.map { "申請中（\($0.status.wording)）" } ?? "資格なし"
            weight = "plain"
            items =
                record.applications.first.map {
                    [Item("受付番号", $0.receipt), Item("申請日", Say.date($0.appliedOn))]
                } ?? []
            return
        }
        let isNow = record.current?.isLive ?? false
        word = isNow ? "資格あり" : state.isLive && state.periods.reaches(today) ? "資格あり（先日付）" : "資格なし"
        weight = isNow ? "good" : "stop"
        var items = [
            Item("受給者番号", state.recipientNumber),
            Item("通院", Say.period(state.periods.outpatient)),
            Item("入院", Say.period(state.periods.inpatient)),
        ]
        if !isNow {
            items.append(
                Item(
                    "終わった理由",
                    "\(state.result.wording)（\(state.reason.wording)）\(Say.date(state.effectiveOn))"
                ))
        }
        self.items = items
    }
}
