// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import HTTPTypes
import Office
import Safeguards
import Scheme
import Vocabulary

/// 3040, one trial of a changed book: its problems or what it changes, and what the change would do to
/// entitlements and claims. Numbers of children and yen; nobody is named.
enum BookTrialScreen {
    struct Problem: PageModel {
        let place: String
        let path: String
        let advice: String
        let code: String
    }

    struct Change: PageModel {
        let path: String
        let word: String
        let from: String
        let value: String
        let place: String
    }

    struct Body: PageModel {
        let items: [Item]
        let problems: [Problem]
        let isWrong: Bool
        let changes: [Change]
        let hasChanges: Bool
        let isSame: Bool
        let more: String?
        /// The form that begins the computation; `nil` where the book is wrong or a trial runs.
        let form: Form?
        let running: Running?
        let failure: String?
        let result: BookTrialResult?
    }

    struct Form: PageModel {
        let action: String
        let fields: [FormField]
    }

    struct Running: PageModel {
        let action: String
        let words: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (key, trial) = try await trial(visit)
        let found = trial.candidate
        try await visit.perform(.viewScheme) { scope in scope.counted(found.changes.count) }
        let here = Route.bookTrial.path(key)
        let job = trial.job.flatMap { visit.desk.jobs.job($0) }
        let isRunning = trial.effect == nil && job.map { !$0.state.isOver } ?? false
        let form =
            found.book == nil || isRunning
            ? nil
            : Form(action: Route.tryBook.path(key), fields: fields(visit, trial, problems))
        var keys: [Key] = [.link("F5", "更新", here)]
        if isRunning { keys.append(.send("F2", "停止", form: "stop-form", act: "stop")) }
        if form != nil { keys.append(.send("F9", "試算", form: "trial-form", isMain: true)) }
        return Page(
            "administration/trial", "制度の本の試算", crumbs: [.home, .screen(.scheme, .scheme)],
            keys: keys, problems: problems,
            body: Body(
                items: items(trial), problems: found.problems.prefix(BookTrial.shown).map(problem),
                isWrong: found.book == nil,
                changes: found.changes.prefix(BookTrial.shown).map(change),
                hasChanges: !found.changes.isEmpty,
                isSame: found.book != nil && found.changes.isEmpty,
                more: found.changes.count > BookTrial.shown
                    ? "\(Say.count(found.changes.count))行のうち、先の\(Say.count(BookTrial.shown))行です。"
                    : nil, form: form,
                running: isRunning
                    ? Running(
                        action: Route.tryBook.path(key),
                        words: "\(job?.phase ?? "")（\(Say.count(job?.done ?? 0))件まで）") : nil,
                failure: failure(trial, job),
                result: trial.effect.map { BookTrialResult($0, trial) }))
    }

    /// The trial of the address: of this officer, and of nobody who may not try a book.
    static func trial(_ visit: Visit) async throws -> (key: String, trial: BookTrial) {
        let key = visit.parameters["stage"] ?? ""
        // Of its officer alone: to everybody else there is no such page, and nothing to send from it.
        guard let trial = visit.desk.bookTrials.get(key, of: try visit.officer().officer) else {
            if visit.route.definition.method == .post { try await visit.ask(for: .setScheme) }
            throw DeskRefusal.notFound
        }
        try await visit.ask(for: .setScheme)
        return (key, trial)
    }

    private static func failure(_ trial: BookTrial, _ job: Job?) -> String? {
        guard trial.effect == nil, let job else { return nil }
        switch job.state {
        case .failed(let why): return why
        case .stopped, .finished: return "試算を途中で止めました。数は出ていません。もう一度始められます。"
        case .waiting, .running: return nil
        }
    }

    private static func items(_ trial: BookTrial) -> [Item] {
        let found = trial.candidate
        return [
            Item("制度の本", found.book?.title ?? "読めません"),
            Item("ファイル", found.files.joined(separator: "、")),
            Item("SHA-256（送ったファイル）", found.digest),
            Item("要約値（本）", found.book?.digest ?? "—"),
            Item("計算例", found.book == nil ? "—" : "\(Say.count(found.examples))件がすべて合う"),
        ]
    }

    private static func fields(
        _ visit: Visit, _ trial: BookTrial, _ problems: [FormProblem]
    ) -> [FormField] {
        var typed = visit.form
        let month = trial.month ?? visit.today.yearMonth.adding(months: -1)
        if !typed.has("month") { typed.set("month", Say.month(month)) }
        if !typed.has("day") { typed.set("day", Say.short(trial.day ?? visit.today)) }
        return [
            FormField.month(
                "month", "レセプトの請求年月", typed, hint: "この月に請求された現物給付を計算します",
                isRequired: true),
            .date(
                "day", "資格を判定する日", typed, hint: "例 R9.4.1。新しい値の適用日以後の日", isRequired: true),
        ].checked(problems)
    }

    private static func problem(_ problem: BookProblem) -> Problem {
        Problem(
            place: "\(problem.file):\(problem.line)", path: problem.path, advice: problem.advice,
            code: problem.code)
    }

    private static func change(_ change: BookCandidate.Change) -> Change {
        let line = change.line
        return Change(
            path: change.path, word: change.isNew ? "変えた本" : "適用中",
            from: line.from.map { Say.short($0) + "から" } ?? "いつでも",
            value: [line.reading, line.text].compactMap(\.self).joined(separator: "："),
            place: "\(line.file):\(line.line)")
    }
}

/// What a trial has found, in words.
struct BookTrialResult: PageModel {
    struct Group: PageModel {
        let word: String
        let weight: String
        let who: String
        let born: String
        let setting: String
        let rule: String
        let count: String
    }

    struct Part: PageModel {
        let name: String
        let claims: String
        let yen: String
    }

    struct Line: PageModel {
        let claim: String
        let month: String
        let setting: String
        let now: String
        let then: String
        let difference: String
    }

    let scope: String
    let entitlements: [Item]
    let groups: [Group]
    let hasGroups: Bool
    let claims: [Item]
    let parts: [Part]
    let hasParts: Bool
    let lines: [Line]
    let hasLines: Bool

    init(_ effect: BookEffect, _ trial: BookTrial) {
        let (people, money) = (effect.entitlements, effect.claims)
        scope =
            "\(trial.day.map { Say.date($0) } ?? "")の資格と、\(Say.month(trial.month))請求の現物給付。"
            + "同じ記録を、適用中の本と変えた本で計算しました。"
        entitlements = [
            Item("見た児童", Self.people(people.persons)),
            Item("対象（適用中の本）", Self.people(people.entitledNow)),
            Item("対象（変えた本）", Self.people(people.entitledThen)),
            Item("新しく対象になる", Self.people(people.gaining)),
            Item("対象でなくなる", Self.people(people.losing)),
            Item("期間だけが変わる", Self.people(people.otherPeriod)),
            Item("判定できない（値か事実がない）", Self.people(people.unknown)),
        ]
        let sorted = people.groups.sorted { Self.order($0.key) < Self.order($1.key) }
        groups = sorted.map { group, count in
            Group(
                word: group.gains ? "対象になる" : "対象でなくなる",
                weight: (group.gains ? Flag.Weight.good : .warn).rawValue,
                who: group.isEntitled ? "受給資格あり" : "資格なし（申請が要る）",
                born: Say.month(group.born), setting: group.setting.wording,
                rule: [group.rule?.wording, group.article].compactMap(\.self)
                    .joined(separator: " "), count: Self.people(count))
        }
        hasGroups = !groups.isEmpty
        claims = [
            Item("計算した明細書", Say.cases(money.claims)),
            Item("支給額（適用中の本）", Yen(money.now).description),
            Item("支給額（変えた本）", Yen(money.then).description),
            Item("差", Self.signed(money.then - money.now)),
            Item("額が変わる明細書", Say.cases(money.changed)),
            Item(
                "対象でなくなる児童の明細書（上の差に含まない）",
                "\(Say.cases(money.lost.claims)) \(Yen(money.lost.yen))"),
            Item("給付の方法（現物・償還）が変わる", Say.cases(money.otherRoute)),
            Item(
                "保留になる（差に含まない）",
                "適用中 \(Say.cases(money.heldNow))、変えた本 \(Say.cases(money.heldThen))"),
            Item("適用中の本の額が支払った額と違う", Say.cases(money.beside)),
        ]
        parts = ClaimsEffect.Part.allCases.compactMap { part in
            money.parts[part].map {
                Part(
                    name: part.rawValue, claims: Say.cases($0.claims), yen: Self.signed($0.yen))
            }
        }
        hasParts = !parts.isEmpty
        lines = money.lines.map {
            Line(
                claim: "\($0.claim)", month: Say.month($0.month), setting: $0.setting.wording,
                now: $0.now.grouped, then: $0.then.grouped,
                difference: Self.signed($0.difference))
        }
        hasLines = !lines.isEmpty
    }

    /// Who loses comes first, and of them whoever is entitled.
    private static func order(_ group: EntitlementEffect.Group) -> (Int, Int, Int, String) {
        (
            group.gains ? 1 : 0, group.isEntitled ? 0 : 1, group.born.monthNumber,
            group.setting.rawValue
        )
    }

    private static func people(_ count: Int) -> String { "\(Say.count(count))人" }

    private static func signed(_ yen: Int) -> String {
        (yen > 0 ? "+" : "") + Yen(yen).description
    }
}
