// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 資格の訂正: undoing or correcting the newest decision; everything that follows is shown first.
enum CorrectionScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let decision: [Item]
        let hasDecision: Bool
        let action: String
        let fields: [FormField]
        /// The days, behind a line: only for 「有効期間を訂正する」.
        let days: [FormField]
        let hasDays: Bool
        let isOpen: Bool
        /// What a refusal is taken back upon; empty where there is none.
        let ground: [FormField]
        let hasGround: Bool
        let isGroundOpen: Bool
        let why: [FormField]
        let check: Check?
    }

    /// What would follow.
    struct Check: PageModel {
        let items: [Item]
        let areas: [Area]
        let isNothing: Bool
        let paid: String
        let hidden: [Item]
        let action: String
        let change: String
    }

    struct Area: PageModel {
        let title: String
        let lines: [String]
        let isNone: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, visit.query, isChecked: false, problems: []))
    }

    static func check(_ visit: Visit) async throws -> Answer {
        // 「入力に戻って変更する」 brings back what was typed; the reason goes into no address.
        let isChecked = visit.form["edit"] != "1"
        return .page(try await page(visit, visit.form, isChecked: isChecked, problems: []))
    }

    static func checkPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, visit.form, isChecked: problems.isEmpty, problems: problems)
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let consequences = visit.installation.consequences
        var reading = FormReading(visit.form, today: visit.today)
        if let input = try await input(number, &reading, visit) {
            let seen = visit.form["seen"]
            do {
                try await visit.perform(about: [number], reason: input.reason) { scope in
                    _ = try CorrectDecision.perform(
                        input, seen: seen, consequences: consequences, in: scope)
                }
                return visit.carriedOut(Route.person.path(number) + "?done=correction")
            } catch let refusal as CaseRefusal {
                reading.refused(refusal)
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal)
            }
        }
        return .page(
            try await page(visit, visit.form, isChecked: true, problems: reading.problems))
    }

    private static func input(
        _ number: AddresseeNumber, _ reading: inout FormReading, _ visit: Visit
    ) async throws -> CorrectionInput? {
        let known = try await known(number, visit)
        let act: CorrectionAct? = reading.code("act", orElse: "どう訂正するかを選んでください。")
        let reason = reading.text("why", orElse: "訂正の理由を入力してください。")
        var periods: EntitlementPeriods?
        if act == .correct {
            periods = EntitlementPeriods(
                outpatient: period("out", "通院", &reading), inpatient: period("in", "入院", &reading))
        }
        let ground = act == .reopen ? ground(&reading) : nil
        let decision = act == .reopen ? known.refusal : known.state
        guard let act, let decision, reading.isRight else { return nil }
        return CorrectionInput(
            child: number, decision: decision.id, act: act, periods: periods, reason: reason,
            ground: ground)
    }

    private static func ground(_ reading: inout FormReading) -> ReopeningGround? {
        let kind: ReopeningGround.Kind? = reading.code("ground", orElse: "裁決・職権の別を選んでください。")
        let day = reading.date("ruled", "裁決・取消しの決定の日", whose: .child)
        guard let kind, let day else { return nil }
        return ReopeningGround(kind: kind, on: day, number: reading.typed["ruling-number"])
    }

    private static func period(
        _ name: String, _ label: String, _ reading: inout FormReading
    ) -> EffectivePeriod? {
        guard !reading.typed["\(name)-from"].isEmpty else { return nil }
        let from = reading.date("\(name)-from", "\(label)の始まり", whose: .child)
        let last = reading.optionalDate("\(name)-last", "\(label)の最後の日", whose: .any)
        guard let from else { return nil }
        if let last, last < from {
            reading.wrong("\(name)-last", "\(label)の最後の日が始まりより前です。")
            return nil
        }
        return EffectivePeriod(from: from, until: last?.next)
    }

    /// What can be corrected: the newest decision of the newest strand, and a standing refusal.
    private struct Known {
        let state: EntitlementState?
        let refusal: EntitlementDecision?

        var acts: [CorrectionAct] {
            (state == nil ? [] : [.revoke, .restore, .correct]) + (refusal == nil ? [] : [.reopen])
        }
        /// The one that is shown.
        var decision: EntitlementDecision? {
            [state, refusal].compactMap(\.self).max { $0.id < $1.id }
        }
    }

    private static func known(
        _ number: AddresseeNumber, _ visit: Visit
    ) async throws -> Known {
        try await visit.perform(.viewPerson, about: [number]) { scope in
            Known(
                state: try HistoryBook.strands(children: [number], from: scope.db)[number]?
                    .last?.state,
                refusal: try CorrectionBook.standingRefusals(ofChild: number, from: scope.db)
                    .first)
        }
    }

    private static func page(
        _ visit: Visit, _ typed: Typed, isChecked: Bool, problems: [FormProblem]
    ) async throws -> Page {
        let number = try visit.addressee()
        let office = visit.installation
        guard
            let strip = try await visit.perform(
                .viewPerson, about: [number],
                { try StripReading(about: number, directory: office.directory, in: $0) })
        else { throw DeskRefusal.notFound }
        let known = try await known(number, visit)
        var problems = problems
        var check: Check?
        if isChecked, known.decision != nil {
            var reading = FormReading(typed, today: visit.today)
            if let input = try await input(number, &reading, visit), problems.isEmpty {
                do {
                    let aftermath = try await visit.perform(.viewPerson, about: [number]) { scope in
                        try ForeseeCorrection.perform(
                            input, consequences: office.consequences, in: scope)
                    }
                    check = self.check(input, aftermath, typed, number)
                } catch let refusal as CaseRefusal {
                    reading.refused(refusal)
                }
            }
            problems += reading.problems
        }
        let filled = filled(typed, known.state)
        return Page(
            "cases/correction", check == nil ? "資格の訂正" : "訂正で起きることの確認",
            crumbs: [.home, Crumb("対象者台帳", Route.person.path(number))],
            keys: known.decision == nil
                ? []
                : [
                    .send(
                        "F12", check == nil ? "起きることを見る" : "訂正を起案する", form: "correction-form",
                        isMain: true)
                ], problems: problems,
            body: Body(
                subject: SubjectStrip(strip, for: try visit.officer(), in: office),
                tabs: visit.personTabs(number),
                decision: known.decision.map { items($0) } ?? [],
                hasDecision: known.decision != nil, action: Route.checkCorrection.path(number),
                fields: [act(filled, known.acts)].checked(problems),
                days: days(filled).checked(problems), hasDays: known.state != nil,
                isOpen: filled["act"] == CorrectionAct.correct.rawValue,
                ground: groundFields(filled).checked(problems), hasGround: known.refusal != nil,
                isGroundOpen: known.state == nil
                    || filled["act"] == CorrectionAct.reopen.rawValue,
                why: [
                    FormField.text(
                        "why", "訂正の理由（記録されます）", filled, size: "long", isRequired: true)
                ].checked(problems), check: check))
    }

    private static func filled(_ typed: Typed, _ state: EntitlementState?) -> Typed {
        var typed = typed
        func fill(_ name: String, _ day: CivilDate?) {
            if !typed.has(name), let day { typed.set(name, Say.short(day)) }
        }
        fill("out-from", state?.periods.outpatient?.from)
        fill("out-last", state?.periods.outpatient?.until?.previous)
        fill("in-from", state?.periods.inpatient?.from)
        fill("in-last", state?.periods.inpatient?.until?.previous)
        return typed
    }

    private static func items(_ decision: EntitlementDecision) -> [Item] {
        [
            Item("いまの決定", "\(decision.result.wording)（\(decision.reason.wording)）"),
            Item("決定日", Say.date(decision.decidedOn)),
            Item("申請日", Say.date(decision.appliedOn)),
            Item("受給者番号", decision.recipientNumber),
            Item(
                "有効期間", decision.result == .refused ? nil : Say.periods(decision.periods)),
        ]
    }

    private static func groundFields(_ typed: Typed) -> [FormField] {
        [
            .radio(
                "ground", "取り消す根拠", typed,
                ReopeningGround.Kind.allCases.map {
                    .init(
                        value: $0.rawValue, label: $0.wording,
                        detail: $0 == .ruling ? "審査請求に対する裁決" : "職権による取消し（誤りに気付いたとき）")
                }),
            .date("ruled", "裁決・取消しの決定の日", typed, whose: "past"),
            .text("ruling-number", "裁決書・決裁文書の番号", typed, hint: "職権は空欄でもよい"),
        ]
    }

    private static func act(_ typed: Typed, _ acts: [CorrectionAct]) -> FormField {
        .radio(
            "act", "どう訂正するか", typed,
            acts.map {
                .init(value: $0.rawValue, label: $0.wording, detail: detail($0))
            }, isRequired: true)
    }

    /// What becomes of the record.
    private static func detail(_ act: CorrectionAct) -> String {
        switch act {
        case .reopen: "却下した申請を、申請日を変えずに審査待ちへ戻します。下の「却下を取り消す根拠」に入力します"
        case .revoke: "初めから資格がなかったことにします（申請の内容が誤っていたときなど）"
        case .restore: "いまの決定（消滅など）がなかったことにし、その前の決定の状態に戻します"
        case .correct: "始まりか最後の日を直します。下の「有効期間」を開いて入力します"
        }
    }

    private static func days(_ typed: Typed) -> [FormField] {
        [
            .date("out-from", "通院の始まり", typed, whose: "past", hint: nil),
            .date("out-last", "通院の最後の日", typed, hint: "空欄は期限なし"),
            .date("in-from", "入院の始まり", typed, whose: "past", hint: nil),
            .date("in-last", "入院の最後の日", typed, hint: nil),
        ]
    }

    private static func check(
        _ input: CorrectionInput, _ aftermath: Aftermath, _ typed: Typed,
        _ number: AddresseeNumber
    ) -> Check {
        var hidden = [
            "act", "out-from", "out-last", "in-from", "in-last", "ground", "ruled",
            "ruling-number", "why",
        ].flatMap { name in
            typed.all(name).map { Item(hidden: name, $0) }
        }
        hidden.append(Item(hidden: "seen", aftermath.digest))
        let isReopening = input.act == .reopen
        return Check(
            items: isReopening
                ? [
                    Item("訂正", "\(input.act.wording)（\(input.reason)）"),
                    Item("根拠", input.ground?.wording),
                ]
                : [
                    Item("訂正", "\(input.act.wording)（\(input.reason)）"),
                    Item("いまの有効期間", Say.periods(aftermath.before)),
                    Item(
                        "訂正後の有効期間",
                        aftermath.after.isEmpty ? "資格なし（認定取消）" : Say.periods(aftermath.after)),
                    Item("資格のなくなる最初の日", aftermath.lostFrom.map(Say.date)),
                ],
            // An entitlement that is corrected opens no application.
            areas: Aftermath.Line.Area.allCases.filter {
                isReopening || $0 != .application
            }.map { area in
                let lines = aftermath.lines.filter { $0.area == area }.map {
                    Say.withEras($0.text)
                }
                return Area(title: area.wording, lines: lines, isNone: lines.isEmpty)
            }, isNothing: aftermath.isEmpty, paid: aftermath.paid.grouped, hidden: hidden,
            action: Route.correct.path(number),
            change: Route.checkCorrection.path(number))
    }
}
