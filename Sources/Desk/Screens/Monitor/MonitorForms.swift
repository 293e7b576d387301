// SPDX-License-Identifier: Apache-2.0
import Addressee
import Links
import Vocabulary

/// What an administrator may settle about feeds: a gap that will not be filled, and letters that go
/// on although a feed is too old.
struct MonitorForms {
    let gap: ApplicationScreen.Action?
    let residentGap: ApplicationScreen.Action?
    let allow: ApplicationScreen.Action?

    init(
        _ feeds: [FeedStatus], _ residents: ResidentFeedState, _ visit: Visit,
        _ problems: [FormProblem]
    ) {
        let typed = visit.form
        func action(_ route: Route, _ fields: [FormField]) -> ApplicationScreen.Action {
            let isOpen = visit.route == route
            return ApplicationScreen.Action(
                action: route.path(), isOpen: isOpen,
                fields: fields.map { $0.checked(isOpen ? problems : []) })
        }
        let others = feeds.filter { $0.layout != "resident" }
        let reason = FormField.text(
            "gap-reason", "認める理由（記録されます）", typed, hint: "送り元に確かめたこと", size: "long",
            isRequired: true
        ).over(.feedGap)
        gap = action(
            .acceptGap,
            [
                .select("layout", "連携", typed, others.map { ($0.layout, $0.title) }),
                .code("gap-from", "欠番（から）", typed, digits: 0, isRequired: true),
                .code("gap-to", "欠番（まで）", typed, digits: 0, hint: "一つだけなら空欄"), reason,
            ])
        residentGap = residents.gaps.first.map { first in
            action(
                .acceptResidentGap,
                [
                    .select(
                        "gap", "住民異動の欠番", typed,
                        [("\(first.lowerBound)-\(first.upperBound)", FeedRow.words(first))],
                        hint: "古いものから一つずつ認めます"),
                    .text(
                        "resident-reason", "認める理由（記録されます）", typed, hint: "送り元に確かめたこと",
                        size: "long", isRequired: true
                    ).over(.residentGap),
                ])
        }
        let stopped =
            others.filter { $0.state == .stopped }
            + feeds.filter {
                $0.layout == "resident" && $0.state == .stopped
            }
        allow =
            stopped.isEmpty
            ? nil
            : action(
                .allowStale,
                [
                    .select("stale", "連携", typed, stopped.map { ($0.layout, $0.title) }),
                    .date("until", "最後に発行できる日", typed, hint: nil, isRequired: true),
                    .text("stale-reason", "許可の理由（記録されます）", typed, size: "long", isRequired: true)
                        .over(.staleFeed),
                ])
    }
}
