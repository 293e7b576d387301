// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Safeguards
import Vocabulary

/// The ceilings of use: what is set, who is near it this hour, who was told of today, and what a
/// head has raised.
enum CeilingScreen {
    struct Body: PageModel {
        let terms: [Item]
        let now: [Use]
        let isQuiet: Bool
        let alarms: [Alarm]
        let hasAlarms: Bool
        let raises: [Raise]
        let hasRaises: Bool
        let action: String?
        let fields: [FormField]
    }

    struct Use: PageModel {
        let officer: String
        let kind: String
        let count: String
        let limit: String
        let flags: [Flag]
    }

    struct Alarm: PageModel {
        let at: String
        let officer: String
        let kind: String
        let reached: String
    }

    struct Raise: PageModel {
        let officer: String
        let kind: String
        let ceiling: String
        let head: String
        let reason: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func raise(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let officer = reading.text("officer", orElse: "利用者IDを入力してください。")
        let kind: CeilingKind? = reading.code("kind", orElse: "上限の種類を選んでください。")
        let ceiling = Int(reading.typed["ceiling"])
        if ceiling == nil { reading.wrong("ceiling", "きょうの上限を数字で入力してください。") }
        let reason = reading.text("reason", over: .ceilingRaised)
        guard reading.isRight, let kind, let ceiling else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let terms = visit.installation.ceilings.terms
        do {
            try await visit.perform(.explainAccess, reason: reason) { scope in
                try RaiseCeiling.perform(of: officer, kind, to: ceiling, terms: terms, in: scope)
            }
            return visit.carriedOut(Route.ceilings.path() + "?done=ceilingraised")
        } catch let refusal as CopyingRefusal {
            reading.refused(refusal, field: refusal == .raiseUnusable ? "ceiling" : "officer")
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let begin = Instant(noonInJapan: visit.today).adding(seconds: -43_200)
        let (alarms, raises) = try await visit.perform(.viewCopies) { scope in
            (
                try CeilingBook.alarms(since: begin, from: scope.db),
                try CeilingBook.raises(on: scope.today, from: scope.db)
            )
        }
        let ceilings = visit.installation.ceilings
        let uses = ceilings.counts(at: visit.desk.now).filter { $0.count > 0 }
        let mayRaise = visit.may(.explainAccess)
        let typed = visit.form
        let body = Body(
            terms: ceilings.terms.all.map(item),
            now: uses.map { use($0, ceilings.terms, visit) }, isQuiet: uses.isEmpty,
            alarms: alarms.map {
                Alarm(
                    at: Say.moment($0.at), officer: visit.desk.label(of: $0.officer),
                    kind: $0.kind.title,
                    reached: "\(Say.count($0.reached))\($0.kind.unit)")
            }, hasAlarms: !alarms.isEmpty,
            raises: raises.map {
                Raise(
                    officer: visit.desk.label(of: $0.officer), kind: $0.kind.title,
                    ceiling: "\(Say.count($0.ceiling))\($0.kind.unit)",
                    head: visit.desk.name(of: $0.head),
                    reason: $0.reason)
            }, hasRaises: !raises.isEmpty,
            action: mayRaise ? Route.raiseCeiling.path() : nil,
            fields: [
                FormField.text("officer", "利用者ID", typed, isRequired: true),
                FormField.select(
                    "kind", "種類", typed, CeilingKind.allCases.map { ($0.rawValue, $0.title) }),
                FormField.text("ceiling", "きょうの上限", typed, size: "short", isRequired: true),
                FormField.text(
                    "reason", "理由", typed, hint: "何の業務のためか。記録されます", size: "long",
                    isRequired: true
                ).over(.ceilingRaised),
            ].map { $0.checked(problems) })
        return Page(
            "copies/ceilings", "利用の上限",
            crumbs: [.home, Crumb(Screen.copies.title, Route.copies.path())],
            keys: [.link("F5", "更新", Route.ceilings.path())], problems: problems,
            message: Done.banner(visit), body: body)
    }

    /// A limit with its source; what the municipality has not settled says so.
    static func item(_ term: CopyingTerm) -> Item {
        Item(
            term.title,
            "\(Say.count(term.value))（\(term.isVerified ? "" : "未確認。")出典：\(term.source)）")
    }

    private static func use(
        _ use: (officer: String, kind: CeilingKind, count: Int), _ terms: CopyingTerms,
        _ visit: Visit
    ) -> Use {
        let ceiling = terms.ceiling(of: use.kind)
        return Use(
            officer: visit.desk.label(of: use.officer), kind: use.kind.title,
            count: "\(Say.count(use.count))\(use.kind.unit)",
            limit: "\(Say.count(ceiling.limit))\(use.kind.unit)",
            flags: use.count >= ceiling.alarm ? [Flag("目印を超えた", .warn)] : [])
    }
}
