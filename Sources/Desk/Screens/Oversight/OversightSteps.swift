// SPDX-License-Identifier: Apache-2.0
import Office
import Oversight
import Safeguards
import Scheme
import Vocabulary

/// What heads and auditors do on 4020.
enum OversightSteps {
    static func confirm(_ visit: Visit) async throws -> Answer {
        let access = try visit.id("access")
        let verdict = try verdict(visit)
        do {
            try await visit.perform(reason: visit.form["note"]) { scope in
                try ConfirmAccess.perform(access, verdict, in: scope)
            }
            return visit.carriedOut(OversightLists(visit).pages.back("accessconfirmed"))
        } catch let refusal as OversightRefusal {
            return try await again(refusal, visit)
        }
    }

    static func settle(_ visit: Visit) async throws -> Answer {
        let alarm = try visit.id("alarm")
        let verdict = try verdict(visit)
        let note = visit.form["note"]
        do {
            try await visit.perform { scope in
                try SettleAlarm.perform(alarm, verdict, note: note, in: scope)
            }
            return visit.carriedOut(OversightLists(visit).pages.back("alarmsettled"))
        } catch let refusal as OversightRefusal {
            return try await again(refusal, visit)
        }
    }

    static func review(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let from = reading.date("from", "始めの日", whose: .child)
        let through = reading.date("through", "終わりの日", whose: .child)
        let next = reading.date("next", "次の期限", whose: .any)
        let findings = reading.text("findings", orElse: "点検の結果を書いてください。")
        let sampled = Int(visit.form["sampled"])
        if sampled == nil { reading.wrong("sampled", "件数を数字で入力してください。") }
        guard reading.isRight, let from, let through, let next, let sampled else {
            return .page(try await OversightScreen.page(visit, problems: reading.problems))
        }
        let measures = visit.form["measures"]
        let review = LogReview(
            from: from, through: through, preset: visit.form["preset"], sampled: sampled,
            findings: findings, measures: measures.isEmpty ? nil : measures, nextDue: next)
        do {
            try await visit.perform { scope in try WriteReview.perform(review, in: scope) }
            return visit.carriedOut(Route.oversight.path() + "?done=reviewwritten")
        } catch let refusal as OversightRefusal {
            return try await again(refusal, visit)
        }
    }

    static func relate(_ visit: Visit) async throws -> Answer {
        let typed = visit.form
        guard let subject = AddresseeNumber(typed["relation-subject"]),
            let kind = RelationKind(rawValue: typed["relation-kind"])
        else { return try await again(.relationInvalid, visit) }
        let officer = typed["relation-officer"]
        do {
            try await visit.perform { scope in
                try RegisterRelation.perform(
                    officer: officer, subject: subject, kind: kind, in: scope)
            }
            return visit.carriedOut(Route.oversight.path() + "?done=relationset")
        } catch let refusal as OversightRefusal {
            return try await again(refusal, visit)
        }
    }

    static func unrelate(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("relation")
        try await visit.perform { scope in try RegisterRelation.end(id, in: scope) }
        return visit.carriedOut(OversightLists(visit).pages.back("relationended"))
    }

    /// Runs the rules over yesterday and today, for whoever does not want to wait for the night.
    static func run(_ visit: Visit) async throws -> Answer {
        let today = visit.today
        let installation = visit.installation
        let new = try await visit.perform { scope in
            try [today.adding(days: -1), today].reduce(0) { sum, day in
                sum
                    + (try RunDailyRules.perform(
                        day, directory: installation.directory,
                        isOpen: installation.days.forLaw.isOpen, in: scope
                    ).newAlarms)
            }
        }
        return visit.carriedOut(Route.oversight.path() + "?done=rulesrun&n=\(new)")
    }

    private static func verdict(_ visit: Visit) throws -> Verdict {
        guard let verdict = Verdict(rawValue: visit.form["verdict"]) else {
            throw DeskRefusal.notFound
        }
        return verdict
    }

    private static func again(
        _ refusal: OversightRefusal, _ visit: Visit
    ) async throws -> Answer {
        .page(
            try await OversightScreen.page(
                visit,
                problems: [FormProblem(refusal, in: visit.form)]))
    }
}
