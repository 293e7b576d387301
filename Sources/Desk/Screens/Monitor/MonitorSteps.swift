// SPDX-License-Identifier: Apache-2.0
import Addressee
import Links
import Office
import Safeguards
import Vocabulary

/// What an administrator settles about feeds.
enum MonitorSteps {
    static func acceptGap(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let typed = reading.typed
        let from = AmountEntry.number(typed["gap-from"])
        let to = typed["gap-to"].isEmpty ? from : AmountEntry.number(typed["gap-to"])
        if from == nil { reading.wrong("gap-from", "欠番を数字で入力してください。") }
        if let from, let to, from > to { reading.wrong("gap-to", "欠番の終わりが始めより前です。") }
        if to == nil, from != nil { reading.wrong("gap-to", "欠番を数字で入力してください。") }
        let reason = reading.text("gap-reason", over: .feedGap)
        guard reading.isRight, let from, let to else { return try await again(visit, reading) }
        let (layout, layouts) = (typed["layout"], visit.installation.layouts)
        do {
            try await visit.perform(reason: reason) { scope in
                try AcceptFeedGap.perform(
                    layout: layout, sequences: from...to, layouts: layouts, in: scope)
            }
            return visit.carriedOut(Route.monitor.path() + "?done=gapaccepted")
        } catch let refusal as FeedRefusal {
            reading.refused(refusal, field: "gap-from")
            return try await again(visit, reading)
        }
    }

    static func acceptResidentGap(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let bounds = reading.typed["gap"].split(separator: "-").compactMap { Int64($0) }
        if bounds.count != 2 || bounds[0] > bounds[1] {
            reading.wrong("gap", "欠番が変わっています。画面を更新してください。")
        }
        let reason = reading.text("resident-reason", over: .residentGap)
        guard reading.isRight else { return try await again(visit, reading) }
        let vault = visit.installation.vault
        do {
            let report = try await visit.performInAddressee(
                .acceptFeedGap, for: .addressing, reason: reason
            ) { try AcceptResidentGap.perform(bounds[0]...bounds[1], vault: vault, in: $0) }
            return visit.carriedOut(
                Route.monitor.path() + "?done=gapaccepted&n=\(report.accepted)")
        } catch let refusal as AddresseeRefusal {
            reading.refused(refusal, field: "gap")
            return try await again(visit, reading)
        }
    }

    static func allowStale(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let last = reading.date("until", "最後に発行できる日", whose: .any)
        let reason = reading.text("stale-reason", over: .staleFeed)
        guard reading.isRight, let last else { return try await again(visit, reading) }
        let (layout, layouts) = (reading.typed["stale"], visit.installation.layouts)
        do {
            try await visit.perform(reason: reason) { scope in
                try AllowStaleFeed.perform(
                    layout: layout, until: last.next, layouts: layouts, in: scope)
            }
            return visit.carriedOut(Route.monitor.path() + "?done=staleallowed")
        } catch let refusal as FeedRefusal {
            reading.refused(refusal, field: "until")
            return try await again(visit, reading)
        }
    }

    private static func again(_ visit: Visit, _ reading: FormReading) async throws -> Answer {
        .page(try await MonitorScreen.page(visit, problems: reading.problems))
    }
}
