// SPDX-License-Identifier: Apache-2.0
import Jobs
import Office
import Retention
import Safeguards
import Vocabulary

/// What officers do on 3060.
enum RetentionSteps {
    static func propose(_ visit: Visit) async throws -> Answer {
        let system = try visit.retentionSystem()
        let office = visit.installation
        let surroundings = try office.retention(of: system, for: try visit.officer())
        let random = office.settings.random
        do {
            let list = try await visit.perform(in: system, .proposePurge) {
                try ProposePurge.perform(of: system, surroundings, random: random, in: $0)
            }
            return visit.carriedOut(
                Route.purgeList.path(system.rawValue, list) + "?done=purgeproposed")
        } catch let refusal as RetentionRefusal {
            return .page(
                try await RetentionScreen.page(
                    visit, problems: [FormProblem(nil, refusal.message)]))
        }
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let system = try visit.retentionSystem()
        let list = try visit.id("purge")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        let isBack = reading.typed["decision"] == "back"
        if reading.isRight {
            do {
                let catalogue = try ClassCatalogue.standard()
                try await visit.perform(in: system, .approvePurge, reason: reason) { scope in
                    isBack
                        ? try ApprovePurge.sendBack(list, in: scope)
                        : try ApprovePurge.perform(list, catalogue, in: scope)
                }
                return visit.carriedOut(
                    Route.purgeList.path(system.rawValue, list)
                        + (isBack ? "?done=purgeback" : "?done=purgereleased"))
            } catch RetentionRefusal.unknownList {
                throw DeskRefusal.notFound
            } catch let refusal as RetentionRefusal { reading.refused(refusal) }
        }
        return .page(try await PurgeListScreen.page(visit, problems: reading.problems))
    }

    /// The erasure itself goes on behind the pages: a large list takes long.
    static func erase(_ visit: Visit) async throws -> Answer {
        let system = try visit.retentionSystem()
        let list = try visit.id("purge")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        guard reading.isRight else {
            return .page(try await PurgeListScreen.page(visit, problems: reading.problems))
        }
        let officer = try visit.officer()
        let run = try visit.installation.purgeRun(of: system, for: officer)
        // Asks for the proof, and refuses what may not begin, before the page is left.
        let found: PurgeList
        do {
            found = try await visit.perform(in: system, .purge, reason: reason) {
                try run.check(list, in: $0)
            }
        } catch RetentionRefusal.unknownList {
            throw DeskRefusal.notFound
        } catch let refusal as RetentionRefusal {
            reading.refused(refusal)
            return .page(try await PurgeListScreen.page(visit, problems: reading.problems))
        }
        let desk = visit.desk
        let open = try await visit.perform(.viewJobs) { try JobBook.open(from: $0.db) }
        let begun = open.first { PurgeWork.isRun($0, of: list, in: system) }
        // What a power cut left in the middle is gone on with.
        let id: Int64
        if let begun {
            id = begun.id
        } else {
            let order = PurgeWork.order(
                found, of: system, on: visit.today.description)
            let engine = desk.engine
            id = try await visit.perform(.startJob) {
                try StartJob.perform(order, .real, engine: engine, in: $0)
            }
        }
        // What waits for the consent of another officer does not go on from here.
        if let begun, !begun.status(at: desk.now).canGoOn, !desk.runner.isTaken(id) {
            return visit.carriedOut(Route.jobRun.path(id))
        }
        desk.work(on: id, by: officer)
        return visit.carriedOut(
            Route.purgeList.path(system.rawValue, list) + "?done=purgestarted")
    }

    static func hold(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let subject = AddresseeNumber(reading.typed["subject"])
        if subject == nil { reading.wrong("subject", "宛名番号は15桁までの数字です。") }
        let cause = LegalHold.Cause(rawValue: reading.typed["cause"])
        if cause == nil { reading.wrong("cause", "停止の事由を選んでください。") }
        let reference = reading.text("reference", orElse: "事件番号か文書番号を入力してください。")
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        if reading.isRight, let subject, let cause {
            do {
                // System 2 first: a hold that is seen here stands in both.
                do {
                    try await visit.performInAddressee(.holdRecords, reason: reason) {
                        _ = try HoldRecords.perform(subject, cause, reference: reference, in: $0)
                    }
                } catch RetentionRefusal.alreadyHeld {
                } catch SafeguardRefusal.alreadyDone {
                    // The power went between the two: System 2 holds it, this system not yet.
                }
                try await visit.perform(reason: reason) {
                    _ = try HoldRecords.perform(subject, cause, reference: reference, in: $0)
                }
                return visit.carriedOut(Route.retention.path() + "?done=recordsheld")
            } catch let refusal as RetentionRefusal { reading.refused(refusal) }
        }
        return .page(try await RetentionScreen.page(visit, problems: reading.problems))
    }

    static func release(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("legalhold")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "解除の理由を入力してください（記録されます）。")
        if reading.isRight {
            do {
                try await ReleaseInBoth.perform(id) {
                    try await visit.perform(.viewRetention) {
                        try ViewRetention.releasable(id, in: $0)
                    }
                } addressee: { hold in
                    try await visit.performInAddressee(.releaseRecords, reason: reason) {
                        try ReleaseRecords.same(as: hold, in: $0)
                    }
                } casework: {
                    try await visit.perform(reason: reason) {
                        _ = try ReleaseRecords.perform(id, in: $0)
                    }
                }
                return visit.carriedOut(Route.retention.path() + "?done=recordsreleased")
            } catch RetentionRefusal.unknownHold {
                throw DeskRefusal.notFound
            } catch let refusal as RetentionRefusal { reading.refused(refusal) }
        }
        return .page(try await RetentionScreen.page(visit, problems: reading.problems))
    }
}
