// SPDX-License-Identifier: Apache-2.0
import Ledger
import Office
import Retention
import Safeguards
import Vocabulary

/// Ending the oldest month of a log: one proposes, another decides.
enum LogEndSteps {
    static func propose(_ visit: Visit) async throws -> Answer {
        let system = try visit.retentionSystem()
        do {
            let catalogue = try ClassCatalogue.standard()
            try await visit.perform(in: system, .proposePurge) {
                _ = try ProposeLogEnd.perform(catalogue, in: $0)
            }
            return visit.carriedOut(Route.retention.path() + "?done=logproposed")
        } catch let refusal as RetentionRefusal {
            return .page(
                try await RetentionScreen.page(
                    visit, problems: [FormProblem(nil, refusal.message)]))
        }
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let system = try visit.retentionSystem()
        let proposal = try visit.id("logend")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        let isBack = reading.typed["decision"] == "back"
        if reading.isRight {
            do {
                let catalogue = try ClassCatalogue.standard()
                try await visit.perform(in: system, .approvePurge, reason: reason) { scope in
                    isBack
                        ? try ApproveLogEnd.sendBack(proposal, in: scope)
                        : try ApproveLogEnd.perform(proposal, catalogue, in: scope)
                }
                if !isBack { try destroyKeys(visit) }
                return visit.carriedOut(
                    Route.retention.path() + (isBack ? "?done=logback" : "?done=logended"))
            } catch RetentionRefusal.unknownList {
                throw DeskRefusal.notFound
            } catch let refusal as RetentionRefusal {
                reading.refused(refusal)
            } catch let refusal as LedgerRefusal { reading.refused(refusal) }
        }
        return .page(try await RetentionScreen.page(visit, problems: reading.problems))
    }

    /// Behind the pages: a city's file is written anew afterwards, and that takes minutes. What a
    /// stop leaves undone is made good at the next start.
    private static func destroyKeys(_ visit: Visit) throws {
        let (office, desk, officer) = (visit.installation, visit.desk, try visit.officer())
        _ = desk.jobs.start(
            "操作記録の月の鍵の廃棄", by: officer.officer, named: officer.name, total: 1, unit: "回"
        ) { handle in
            handle.phase("鍵を廃棄し、庫を書き直しています")
            try await desk.threads.run { _ = try office.settleLogs() }
            handle.advance(1)
        }
    }
}
