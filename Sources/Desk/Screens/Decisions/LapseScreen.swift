// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 資格消滅: reason and day, then what would follow, then the proposal.
enum LapseScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let current: [Item]
        let isEntitled: Bool
        let action: String
        let fields: [FormField]
        let check: Check?
    }

    /// The answers to be confirmed, with what they touch.
    struct Check: PageModel {
        let items: [Item]
        let action: String
        let change: String
        let hidden: [Item]
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
        let asked: ApplicationReason
        let decision: DecisionReason
        let day: CivilDate
        let exOfficio: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        var typed = visit.query
        if !typed.has("how") { typed.set("how", "notice") }
        return .page(try await page(visit, typed, answers: nil, problems: []))
    }

    static func check(_ visit: Visit) async throws -> Answer {
        .page(try await checkPage(visit, problems: []))
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
                    _ = try LapseEntitlement.propose(
                        number, on: answers.day, decision: answers.decision, asked: answers.asked,
                        exOfficio: answers.exOfficio, consequences: consequences, in: scope)
                }
                return visit.carriedOut(Route.person.path(number) + "?done=lapse")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: "day")
            }
        }
        return .page(try await page(visit, visit.form, answers: nil, problems: reading.problems))
    }

    private static func read(_ reading: inout FormReading) -> Answers? {
        let asked: ApplicationReason? = reading.code("reason", orElse: "理由を選んでください。")
        let day = reading.date("day", "資格がなくなる日")
        guard let asked, let day, reading.isRight,
            let pair = reasons.first(where: { $0.asked == asked })
        else { return nil }
        return Answers(
            asked: asked, decision: pair.decision, day: day,
            exOfficio: reading.typed["how"] == "office")
    }

    private static func page(
        _ visit: Visit, _ typed: Typed, answers: Answers?, problems: [FormProblem]
    ) async throws -> Page {
        let number = try visit.addressee()
        let office = visit.installation
        let read = try await visit.perform(.viewPerson, about: [number]) { scope in
            (
                state: try HistoryBook.strands(children: [number], from: scope.db)[number]?
                    .last { $0.state.isLive }?.state,
                touched: try answers.map {
                    try office.consequences.afterLapse([number: $0.day], in: scope.db)[number] ?? []
                } ?? [],
                strip: try StripReading(about: number, directory: office.directory, in: scope)
            )
        }
        guard let strip = read.strip else { throw DeskRefusal.notFound }
        var problems = problems
        if let answers, let state = read.state, !state.periods.reaches(answers.day) {
            problems.append(
                FormProblem("day", EntitlementRefusal.dayOutsideEntitlement.message))
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
            } ?? [], isEntitled: read.state != nil, action: Route.checkLapse.path(number),
            fields: fields(typed).checked(problems),
            check: checked.flatMap { answers in
                read.state.map { check(answers, $0, number, read.touched) }
            })
        var keys: [Key] = []
        if body.check != nil {
            keys.append(.send("F12", "起案する", form: "lapse-form", isMain: true))
        } else if body.isEntitled {
            keys.append(.send("F12", "確認へ", form: "lapse-form", isMain: true))
        }
        return Page(
            "decisions/lapse", checked == nil ? "資格消滅" : "資格消滅の確認",
            crumbs: [
                Crumb("ホーム", Route.home.path()), Crumb("対象者台帳", Route.person.path(number)),
            ], keys: keys, problems: problems, body: body)
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            .select(
                "reason", "理由", typed,
                [("", "選んでください")] + reasons.map { ($0.asked.rawValue, $0.asked.wording) },
                isRequired: true),
            .date(
                "day", "資格がなくなる最初の日", typed,
                hint: "転出は転出の日、死亡は亡くなった日の翌日。例 R7.5.10", isRequired: true),
            .radio(
                "how", "きっかけ", typed,
                [
                    .init(value: "notice", label: "届出"), .init(value: "office", label: "職権"),
                ]),
        ]
    }

    private static func check(
        _ answers: Answers, _ state: EntitlementState, _ number: AddresseeNumber,
        _ touched: [Consequence]
    ) -> Check {
        let after = state.periods.ending(before: answers.day)
        return Check(
            items: [
                Item("理由", "\(answers.asked.wording)（\(answers.exOfficio ? "職権" : "届出")）"),
                Item("最後の資格の日", Say.date(answers.day.previous)),
                Item("資格がなくなる日", Say.date(answers.day)),
                Item(
                    "通院",
                    "\(Say.period(state.periods.outpatient)) → \(Say.period(after.outpatient))"),
                Item(
                    "入院", "\(Say.period(state.periods.inpatient)) → \(Say.period(after.inpatient))"),
            ], action: Route.lapse.path(number),
            change: Route.lapseForm.path(number)
                + "?reason=\(answers.asked.rawValue)&day=\(answers.day)&how=\(answers.exOfficio ? "office" : "notice")",
            hidden: [
                Item("reason", answers.asked.rawValue), Item("day", answers.day.description),
                Item("how", answers.exOfficio ? "office" : "notice"),
            ], consequences: touched.map(\.text), hasConsequences: !touched.isEmpty)
    }
}
