// SPDX-License-Identifier: Apache-2.0
import Copying
import Formats
import Foundation
import Ledger
import Office
import Payments
import Safeguards
import Vocabulary

/// The steps of a run after it is proposed: approve, send back, write the file for the bank, take
/// the bank's answer.
enum RunSteps {
    static func approve(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        let rules = try visit.installation.approvalRules()
        let directory = visit.installation.directory
        do {
            let run = try await visit.perform { scope in
                try ApproveRun.perform(id, rules: rules, directory: directory, in: scope)
            }
            let done = run.status == .approved ? "runapproved" : "runconsent"
            return visit.carriedOut(Route.run.path(id) + "?done=\(done)")
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await RunScreen.page(visit, problems: [problem]))
        }
    }

    static func sendBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "差戻しの理由を入力してください。")
        guard reading.isRight else {
            return .page(try await RunScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, "runback", reason: reason) { scope in
            try SendBackRun.perform(id, in: scope)
        }
    }

    /// 決裁の保留: the run is put aside until a day.
    static func hold(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        var reading = FormReading(visit.form, today: visit.today)
        let asked = DecisionHold.asked(&reading)
        guard let asked else {
            return .page(try await RunScreen.page(visit, problems: reading.problems))
        }
        return try await carryOutHold(visit, "runheld", reason: asked.reason) { scope in
            try HoldRun.perform(id, reason: asked.reason, until: asked.day, in: scope)
        }
    }

    static func resume(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = DecisionHold.askedToResume(&reading)
        guard let reason else {
            return .page(try await RunScreen.page(visit, problems: reading.problems))
        }
        return try await carryOutHold(visit, "decisionresumed", reason: reason) { scope in
            try ResumeRun.perform(id, reason: reason, in: scope)
        }
    }

    private static func carryOutHold(
        _ visit: Visit, _ done: String, reason: String,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        try await DecisionHold.carryOut(
            visit, to: Route.run.path(try visit.id("run")) + "?done=\(done)", reason: reason,
            again: { .page(try await RunScreen.page(visit, problems: $0.problems)) }, body)
    }

    /// The bank file as something to be saved: written once, the same bytes again, each in the log.
    static func write(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        let city = try visit.installation.originator()
        let directory = visit.installation.directory
        let audience: FileAudience = visit.desk.settings.isRehearsal ? .trial : .realPeer
        return try await HandedFile.hand(
            visit, "振込データ", landing: Route.run.path(id),
            refused: { try await RunScreen.page(visit, problems: $0) }
        ) { scope in
            guard let run = try RunBook.run(id, from: scope.db) else {
                throw PaymentRefusal.unknownRun
            }
            let file = try WriteTransferFile.perform(
                id, order: city.order(on: run.paymentDay, type: run.kind.file ?? .bulk),
                audience: audience, directory: directory, in: scope)
            return HandedFile(
                name: file.record.name, bytes: file.bytes, count: file.record.records,
                wasWritten: file.wasWritten)
        }
    }

    /// 振込結果の取込: what came back, whole files only.
    static func takeResults(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        guard let upload = visit.files.first else {
            let problem = FormProblem("file", "金融機関の振込不能データを選んでください。")
            return .page(try await RunScreen.page(visit, problems: [problem]))
        }
        defer { visit.desk.uploads.remove(visit.files.map(\.path)) }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: upload.path)))
        let layout = try visit.installation.layouts.feed("bank_returns")
        do {
            let report = try await visit.perform { scope in
                try RecordTransferResults.perform(
                    .bytes(bytes), name: upload.name, digest: Digest.of(bytes).description,
                    layout: layout, run: id, in: scope)
            }
            let done = report.wasKnown ? "knownresults" : "results"
            return visit.carriedOut(
                Route.run.path(id) + "?done=\(done)&n=\(report.returnedTransfers)")
        } catch let refused as RefusedResults {
            let problem = FormProblem("file", "\(refused.message)［\(refused.code)］")
            return .page(
                try await RunScreen.page(visit, problems: [problem], issues: refused.issues))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            let problem = FormProblem("file", "\(refusal.message)［\(refusal.code)］")
            return .page(try await RunScreen.page(visit, problems: [problem]))
        }
    }

    static func nothingReturned(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        return try await carryOut(visit, "results") { scope in
            try RecordTransferResults.nothingReturned(of: id, in: scope)
        }
    }

    private static func carryOut<R: Sendable>(
        _ visit: Visit, _ done: String, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> Answer {
        do {
            _ = try await visit.perform(reason: reason, body)
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(
                try await RunScreen.page(visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
        return visit.carriedOut(Route.run.path(try visit.id("run")) + "?done=\(done)")
    }
}
