// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1220 一括決裁: how many proposals without a flag one act decides, of which kind, and what is left
/// out and why; then the act, bound to what was shown.
enum DecisionBatchScreen {
    struct Body: PageModel {
        let scope: String
        let count: String
        let isNone: Bool
        let lines: [Line]
        let leftOut: [LeftOut]
        let hasLeftOut: Bool
        let action: String
        let hidden: [Item]
        let list: String
    }

    struct Line: PageModel {
        let result: String
        let reason: String
        let count: String
    }

    struct LeftOut: PageModel {
        let cause: String
        let count: String
        let next: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        // Who does not decide has nothing to confirm.
        guard visit.may(.approveDecision) else { return .seeOther(Route.decisions.path()) }
        return .page(try await page(visit, problems: []))
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let filter = DecisionFilter(visit)
        let (seen, last) = (visit.form["seen"], Int64(visit.form["last"]))
        var reading = FormReading(visit.form, today: visit.today)
        do {
            let report = try await visit.perform {
                try ApproveDecisions.perform(.batch(filter.kind, through: last, seen: seen), in: $0)
            }
            return visit.carriedOut(
                Route.decisions.path() + "?done=approved&n=\(report.approved)"
                    + (filter.question.isEmpty ? "" : "&\(filter.question)"))
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let filter = DecisionFilter(visit)
        let batch = try await visit.perform(.viewDecisions) { scope in
            let batch = try ForeseeBatch.perform(filter.kind, in: scope)
            scope.counted(batch.count)
            return batch
        }
        let list = filter.path(Route.decisions)
        let leftOut = FlaglessBatch.Cause.allCases.compactMap { cause in
            batch.leftOut[cause].map {
                LeftOut(cause: cause.wording, count: Say.cases($0), next: next(cause))
            }
        }
        let body = Body(
            scope: filter.kind?.wording ?? "すべての種類", count: Say.cases(batch.count),
            isNone: batch.count == 0,
            lines: batch.lines.map {
                Line(
                    result: $0.result.wording, reason: $0.reason.wording,
                    count: Say.cases($0.count))
            }, leftOut: leftOut, hasLeftOut: !leftOut.isEmpty, action: Route.decideBatch.path(),
            hidden: [
                Item(hidden: "kind", filter.kind?.rawValue ?? ""),
                Item(hidden: "last", batch.last.map(String.init) ?? ""),
                Item(hidden: "seen", batch.digest),
            ], list: list)
        var keys: [Key] = [.link("F5", "更新", filter.path(Route.decisionBatch))]
        if !body.isNone {
            keys.append(.send("F12", "\(body.count)を決裁", form: "decide-form", isMain: true))
        }
        return Page(
            "decisions/batch", "注意のない案の一括決裁", crumbs: [.home, Crumb("決裁", list)], keys: keys,
            problems: problems, body: body)
    }

    private static func next(_ cause: FlaglessBatch.Cause) -> String {
        switch cause {
        case .flagged: "一覧から開いて、注意を確かめて決裁する"
        case .own: "別の決裁者が決裁する"
        case .held: "案を開き、保留を解いてから決裁する"
        case .namedAbuser: "案を開いて確かめ、差し戻す"
        case .overtaken: "差し戻して、審査をやり直してもらう"
        case .later: "この決裁の後に、もう一度行う"
        }
    }
}
