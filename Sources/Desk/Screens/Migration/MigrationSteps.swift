// SPDX-License-Identifier: Apache-2.0
import Formats
import Links
import Migration
import Office
import Safeguards
import Vocabulary

/// What officers do on 3150. Trial and load go on behind the pages: ten years take long.
enum MigrationSteps {
    static func tryIt(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let name = reading.text("name", orElse: "旧システムの名称を入力してください。")
        let cutover = reading.date("cutover", "切替日")
        if let cutover, cutover > visit.today {
            reading.wrong("cutover", MigrationRefusal.cutoverInFuture.message)
        }
        let office = visit.installation
        if reading.isRight, let cutover {
            do {
                _ = try OldFiles(folder: office.migrationFolder, layouts: office.layouts)
                // The beginning stands in the log; the report is another entry.
                try await visit.perform { $0.note("begun") }
                try start(visit, "\(MigrationScreens.jobTitle) 試し", total: 1) { worker, _ in
                    let old = try office.readOldSystem(
                        in: office.migrationFolder, name: name, cutover: cutover, by: worker)
                    _ = try office.tryMigration(of: old, by: worker)
                }
                return visit.carriedOut(Route.migrations.path() + "?done=migrationstarted")
            } catch let refusal as MigrationRefusal { reading.refused(refusal) }
        }
        return .page(try await MigrationScreens.page(visit, problems: reading.problems))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("trial")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        if reading.isRight {
            do {
                _ = try await visit.perform {
                    try ProposeMigration.perform(trial: id, reason: reason, in: $0)
                }
                return visit.carriedOut(Route.migration.path(id) + "?done=migrationproposed")
            } catch let refusal as MigrationRefusal { reading.refused(refusal) }
        }
        return .page(try await MigrationCaseScreen.page(visit, problems: reading.problems))
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("trial")
        var reading = FormReading(visit.form, today: visit.today)
        let isBack = reading.typed["act"] == "back"
        let reason = isBack ? reading.text("reason", orElse: "差戻しの理由を入力してください。") : nil
        if reading.isRight {
            do {
                try await visit.perform { scope in
                    guard
                        let proposal = try MigrationBook.one(trial: id, from: scope.db)?.proposal
                    else { throw MigrationRefusal.unknownProposal }
                    try DecideMigration.perform(proposal: proposal, sentBack: reason, in: scope)
                }
                return visit.carriedOut(
                    Route.migration.path(id)
                        + (isBack ? "?done=migrationback" : "?done=migrationapproved"))
            } catch let refusal as MigrationRefusal { reading.refused(refusal) }
        }
        return .page(try await MigrationCaseScreen.page(visit, problems: reading.problems))
    }

    static func load(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("trial")
        let office = visit.installation
        var reading = FormReading(visit.form, today: visit.today)
        do {
            // Refuses what may not begin before the page is left.
            let found = try await visit.perform { scope in
                guard let found = try MigrationBook.one(trial: id, from: scope.db) else {
                    throw DeskRefusal.notFound
                }
                guard found.status == .approved || found.status == .loading else {
                    throw found.status == .done
                        ? MigrationRefusal.alreadyLoaded : MigrationRefusal.notApproved
                }
                scope.note("begun")
                return found
            }
            guard let proposal = found.proposal else { throw MigrationRefusal.notApproved }
            try start(
                visit, "\(MigrationScreens.jobTitle) 実行 \(id)", total: found.slices + 1
            ) { worker, handle in
                let old = try office.readOldSystem(
                    in: office.migrationFolder, name: found.name, cutover: found.cutover,
                    by: worker)
                try office.loadMigration(proposal: proposal, of: old, by: worker) { _ in
                    handle.advance(1)
                }
            }
            return visit.carriedOut(Route.migration.path(id) + "?done=migrationstarted")
        } catch let refusal as MigrationRefusal { reading.refused(refusal) }
        return .page(try await MigrationCaseScreen.page(visit, problems: reading.problems))
    }

    /// Starts a job that goes on when its officer logs out: the entry names both job and log-in.
    private static func start(
        _ visit: Visit, _ title: String, total: Int,
        _ work: @escaping @Sendable (Principal, JobHandle) throws -> Void
    ) throws {
        let officer = try visit.officer()
        let desk = visit.desk
        let isRunning = desk.jobs.all.contains { $0.title == title && !$0.state.isOver }
        guard !isRunning else { return }
        let worker = Principal(
            officer: officer.officer, name: officer.name, roles: officer.roles,
            session: "J\(officer.session)", terminal: officer.terminal)
        _ = desk.jobs.start(
            title, by: officer.officer, named: officer.name, total: total, unit: "区切り"
        ) { handle in
            handle.phase("移行のファイルを読んでいます")
            try await desk.threads.run { try work(worker, handle) }
            desk.forgetWaiting()
        }
    }
}
