// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// その場で認定する: judges and proposes an application of the counter; under a signed rule it is decided
/// at once, else it waits at the head of the second officer's list while the applicant waits.
enum AtOnceScreen {
    static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("application")
        let office = visit.installation
        var reading = FormReading(visit.form, today: visit.today)
        do {
            let outcome = try await visit.perform { scope in
                try DecideAtOnce.perform(
                    [id], law: office.law, directory: office.directory, terms: office.intake,
                    in: scope)
            }
            switch outcome {
            case .decided(let history):
                guard let first = history.first else { throw DeskRefusal.notFound }
                return visit.carriedOut(Route.paperDesk.path(first) + "?done=atonce")
            case .waiting(_, let why):
                let key = visit.desk.greetings.put(
                    "\(why)。別の職員の決裁を待ちます。", of: try visit.officer().officer)
                return visit.carriedOut(
                    Route.application.path(id) + "?done=notatonce&said=\(key)")
            }
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        }
        return .page(
            try await ApplicationScreen.page(
                visit, form: nil, typed: Typed(), problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await ApplicationScreen.page(visit, form: nil, typed: Typed(), problems: problems)
    }
}
