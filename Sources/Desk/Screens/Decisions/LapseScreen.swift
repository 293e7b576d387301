// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 資格消滅・停止・停止解除: reason and day, then what would follow, then the proposal.
enum LapseScreen {
    /// What is done with the entitlement.
    enum Act: String, CaseIterable, Sendable {
        case lapse, suspend, release

        var wording: String {
            switch self {
            case .lapse: "資格消滅"
            case .suspend: "停止"
            case .release: "停止の解除"
            }
        }

        /// What may be done besides a lapse, chosen where the reason of a lapse is.
        static func other(_ state: EntitlementState?) -> Act {
            state?.result == .suspended ? .release : .suspend
        }
    }

    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let current: [Item]
        let isEntitled: Bool
        let action: String
        let fields: [FormField]
        /// Of a suspension and its release, behind a line.
        let more: [FormField]
        let isMoreOpen: Bool
        let check: Check?
    }

    /// The answers to be confirmed, with what they touch.
    struct Check: PageModel {
        let items: [Item]
        let action: String
        let change: String
        let hidden: [Item]
        let button: String
        /// The book lets the entitlement last longer than the day that was typed.
        let caution: String?
        let consequences: [String]
        let hasConsequences: Bool
    }

    /// The reasons of a notification, with the reason of the decision that follows from each.
    static let reasons: [(asked: ApplicationReason, decision: DecisionReason)] = [
        (.movingOut, .movedOut), (.death, .died), (.publicAssistance, .publicAssistanceBegan),
        (.facilityOrFosterCare, .enteredFacilityOrFosterCare), (.marriage, .marriedSince),
        (.insuranceLost, .lostInsurance), (.otherScheme, .movedToOtherScheme),
        (.declined, .declinedSince),
    ]

    /// What the officer answered.
    struct Answers: Sendable {
        let act: Act
        /// Of a lapse.
        var asked = ApplicationReason.other
        var decision = DecisionReason.other
        let day: CivilDate
        let exOfficio: Bool
        /// Of a suspension and its release.
        var why = ""
    }

    static func show(_ visit: Visit) async throws -> Answer {
        var typed = visit.query
        if !typed.has("how") { typed.set("how", "notice") }
        return .page(try await page(visit, typed, answers: nil, problems: []))
    }

    static func check(_ visit: Visit) async throws -> Answer {
        // 「入力に戻って変更する」 brings back what was typed; the reason goes into no address.
        visit.form["edit"] == "1"
            ? .page(try await page(visit, visit.form, answers: nil, problems: []))
            : .page(try await checkPage(visit, problems: []))
    }

    /// What was typed with what is wrong about it, or what would come of it.
    static func checkPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        var reading = FormReading(visit.form, today: visit.today)
        let answers = read(&reading)
        return try await page(
            visit, visit.form, answers: problems.isEmpty ? answers : nil,
            problems: problems.isEmpty ? reading.problems : problems)
    }

    static func formPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, visit.form, answers: nil, problems: problems)
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let consequences = visit.installation.consequences
        var reading = FormReading(visit.form, today: visit.today)
        if let answers = read(&reading) {
            do {
                try await visit.perform(about: [number]) { scope in
                    switch answers.act {
                    case .lapse:
                        _ = try LapseEntitlement.propose(
                            number, on: answers.day, decision: answers.decision,
                            asked: answers.asked, exOfficio: answers.exOfficio,
                            consequences: consequences, in: scope)
                    case .suspend:
                        try SuspendEntitlement.propose(
                            number, on: answers.day, why: answers.why,
                            exOfficio: answers.exOfficio, consequences: consequences, in: scope)
                    case .release:
                        try SuspendEntitlement.proposeRelease(
                            number, on: answers.day, why: answers.why,
                            exOfficio: answers.exOfficio, in: scope)
                    }
                }
                return visit.carriedOut(Route.person.path(number) + "?done=lapse")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: "day")
            }
        }
        return .page(try await page(visit, visit.form, answers: nil, problems: reading.problems))
    }

    private static func read(_ reading: inout FormReading) -> Answers? {
        let act = Act(rawValue: reading.typed["reason"]) ?? .lapse
        let exOfficio = reading.typed["how"] == "office"
        guard act == .lapse else {
            let day = reading.date("day", "\(act.wording)の日")
            let why = reading.text("why", orElse: "\(act.wording)の理由を入力してください。")
            guard let day, reading.isRight else { return nil }
            return Answers(act: act, day: day, exOfficio: exOfficio, why: why)
        }
        let asked: ApplicationReason? = reading.code("reason", orElse: "理由を選んでください。")
        let day = reading.date("day", "資格がなくなる日")
        guard let asked, let day, reading.isRight,
            let pair = reasons.first(where: { $0.asked == asked })
        else { return nil }
        return Answers(
            act: .lapse, asked: asked, decision: pair.decision, day: day, exOfficio: exOfficio)
    }

    private static func page(
        _ visit: Visit, _ typed: Typed, answers: Answers?, problems: [FormProblem]
    ) async throws -> Page {
        let number = try visit.addressee()
        let office = visit.installation
        let read = try await visit.perform(.viewPerson, about: [number]) { scope in
            (
                state: try HistoryBook.strands(children: [number], from: scope.db)[number]?
                    .last { $0.state.isStanding }?.state,
                touched: try answers.flatMap { $0.act == .release ? nil : $0 }.map {
                    try office.consequences.afterLapse([number: $0.day], in: scope.db)[number] ?? []
                } ?? [],
                strip: try StripReading(about: number, directory: office.directory, in: scope)
            )
        }
        guard let strip = read.strip else { throw DeskRefusal.notFound }
        var problems = problems
        if let answers, let state = read.state {
            if !state.periods.reaches(answers.day)
                || answers.act == .release && answers.day < state.effectiveOn
            {
                problems.append(
                    FormProblem("day", EntitlementRefusal.dayOutsideEntitlement.message))
            }
            if answers.act == .release, state.result != .suspended {
                problems.append(FormProblem("reason", EntitlementRefusal.notSuspended.message))
            }
        }
        let checked = problems.isEmpty ? answers : nil
        let body = Body(
            subject: SubjectStrip(strip, for: try visit.officer(), in: office),
            tabs: visit.personTabs(number),
            current: read.state.map {
                [
                    Item("受給者番号", $0.recipientNumber),
                    Item("通院", Say.period($0.periods.outpatient)),
                    Item("入院", Say.period($0.periods.inpatient)),
                ]
                    + ($0.result == .suspended
                        ? [Item("停止", "\(Say.date($0.effectiveOn))から停止中")] : [])
            } ?? [], isEntitled: read.state != nil, action: Route.checkLapse.path(number),
            fields: fields(typed, read.state, office.book.endRules, on: visit.today)
                .checked(problems),
            more: more(typed).checked(problems),
            isMoreOpen: read.state?.result == .suspended
                || Act(rawValue: typed["reason"]).map { $0 != .lapse } ?? false,
            check: checked.flatMap { answers in
                read.state.map {
                    check(answers, $0, number, read.touched, office.book.endRules)
                }
            })
        var keys: [Key] = []
        if body.check != nil {
            keys.append(.send("F12", "起案する", form: "lapse-form", isMain: true))
        } else if body.isEntitled {
            keys.append(.send("F12", "確認へ", form: "lapse-form", isMain: true))
        }
        return Page(
            "decisions/lapse",
            checked.map { "\($0.act.wording)の確認" } ?? "資格消滅",
            crumbs: [
                Crumb("ホーム", Route.home.path()), Crumb("対象者台帳", Route.person.path(number)),
            ], keys: keys, problems: problems, body: body)
    }

    private static func fields(
        _ typed: Typed, _ state: EntitlementState?, _ rules: EndRules, on today: CivilDate
    ) -> [FormField] {
        let other = Act.other(state)
        return [
            .select(
                "reason", "理由", typed,
                [("", "選んでください")] + reasons.map { ($0.asked.rawValue, $0.asked.wording) }
                    + [(other.rawValue, "（\(other.wording)）")],
                isRequired: true),
            .date(
                "day", "資格がなくなる最初の日", typed,
                hint: EndWords.hint(rules, on: today), isRequired: true),
            .radio(
                "how", "きっかけ", typed,
                [
                    .init(value: "notice", label: "届出"), .init(value: "office", label: "職権"),
                ]),
        ]
    }

    private static func more(_ typed: Typed) -> [FormField] {
        [
            .text(
                "why", "停止・解除の理由", typed, hint: "通知書に載ります。根拠の条も書きます",
                size: "long")
        ]
    }

    private static func check(
        _ answers: Answers, _ state: EntitlementState, _ number: AddresseeNumber,
        _ touched: [Consequence], _ rules: EndRules
    ) -> Check {
        let how = answers.exOfficio ? "職権" : "届出"
        var hidden = [
            Item(hidden: "day", answers.day.description),
            Item(hidden: "how", answers.exOfficio ? "office" : "notice"),
        ]
        let items: [Item]
        if answers.act == .lapse {
            let after = state.periods.ending(before: answers.day)
            hidden.append(Item(hidden: "reason", answers.asked.rawValue))
            items = [
                Item("理由", "\(answers.asked.wording)（\(how)）"),
                Item("最後の資格の日", Say.date(answers.day.previous)),
                Item("資格がなくなる日", Say.date(answers.day)),
                Item(
                    "通院",
                    "\(Say.period(state.periods.outpatient)) → \(Say.period(after.outpatient))"),
                Item(
                    "入院", "\(Say.period(state.periods.inpatient)) → \(Say.period(after.inpatient))"),
            ]
        } else {
            hidden.append(Item(hidden: "reason", answers.act.rawValue))
            hidden.append(Item(hidden: "why", answers.why))
            items = [
                Item("手続", "\(answers.act.wording)（\(how)）"),
                Item("理由", answers.why),
                Item(
                    answers.act == .suspend ? "助成しない最初の日" : "また助成する最初の日",
                    Say.date(answers.day)),
                Item(
                    "受給資格証",
                    answers.act == .suspend ? "出ている証は回収になります" : "決裁の後、証が交付を待ちます"),
            ]
        }
        return Check(
            items: items, action: Route.lapse.path(number),
            change: Route.checkLapse.path(number), hidden: hidden,
            button: answers.act == .lapse ? "消滅を起案する" : "\(answers.act.wording)を起案する",
            caution: answers.act == .lapse
                ? EndWords.caution(answers.asked, on: answers.day, of: state.periods, rules) : nil,
            consequences: touched.map(\.text),
            hasConsequences: !touched.isEmpty)
    }
}
