// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// Posting, taking out, releasing.
enum PostingSteps {
    /// Posts the ticked bundles and letters, or every bundle that the page showed.
    static func post(_ visit: Visit) async throws -> Answer {
        let directory = visit.installation.directory
        var reading = FormReading(visit.form, today: visit.today)
        if visit.form["act"] == "older" { return try await closeOlder(visit, &reading) }
        let isAll = visit.form["act"] == "all"
        let named = visit.form.all(isAll ? "shown" : "bundle")
        let bundles = named.compactMap(PostingBundles.read)
        let ticked = isAll ? [] : visit.form.all("envelope")
        if bundles.count < named.count {
            reading.wrong("post-form", "読めない束があり、何も発送していません。画面を開き直して選んでください。")
        } else if ticked.isEmpty, bundles.isEmpty {
            reading.wrong("post-form", "発送した通知を選んでください。")
        }
        guard reading.isRight else {
            return .page(try await PostingScreen.page(visit, problems: reading.problems))
        }
        return try await ProtectionSteps.carryOut(visit, &reading, again: PostingScreen.page) {
            let report = try await visit.perform { scope in
                try PostLetters.perform(
                    bundles: bundles, envelopes: ticked, directory: directory, in: scope)
            }
            return Route.postings.path()
                + "?done=posted&n=\(report.posted)&held=\(report.recalled.count)"
                + (PostingBundles.read(visit.form["opened"]).map {
                    "&bundle=\(PostingBundles.code($0))"
                } ?? "")
        }
    }

    /// What went out before this register knew of it, in one act.
    private static func closeOlder(
        _ visit: Visit, _ reading: inout FormReading
    ) async throws -> Answer {
        let directory = visit.installation.directory
        let last = reading.date("older-day", "この日までに発行したもの", whose: .child)
        let reason = reading.text("older-reason", orElse: "理由を入力してください（記録されます）。")
        guard reading.isRight, let last else {
            return .page(try await PostingScreen.page(visit, problems: reading.problems))
        }
        return try await ProtectionSteps.carryOut(visit, &reading, again: PostingScreen.page) {
            let report = try await visit.perform { scope in
                try CloseOlderOutsideLetters.perform(
                    through: last, reason: reason, directory: directory, in: scope)
            }
            return Route.postings.path() + "?done=olderclosed&n=\(report.closed)"
                + "&left=\(report.left)"
        }
    }

    static func takeOut(_ visit: Visit) async throws -> Answer {
        let envelope = visit.parameters["envelope"] ?? ""
        var reading = FormReading(visit.form, today: visit.today)
        let note = reading.text("note", orElse: "引き抜いた通知をどうしたか（裁断など）を入力してください。")
        guard reading.isRight else {
            return .page(try await PostingScreen.page(visit, problems: reading.problems))
        }
        return try await ProtectionSteps.carryOut(visit, &reading, again: PostingScreen.page) {
            try await visit.perform { scope in
                try TakeLetterOut.perform(envelope, note: note, in: scope)
            }
            return Route.postings.path() + "?done=takenout"
        }
    }

    static func release(_ visit: Visit) async throws -> Answer {
        let (id, directory) = (try visit.id("hold"), visit.installation.directory)
        return try await settle(visit) { isReleased, scope in
            try ReleaseHeldLetter.perform(
                id, isReleased: isReleased, directory: directory, in: scope)
        }
    }

    /// The second officer lets a held letter go or ends it, with a reason.
    static func settle(
        _ visit: Visit, _ body: @escaping @Sendable (Bool, Scope) throws -> Void
    ) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", over: .heldLetter)
        guard reading.isRight else {
            return .page(try await PostingScreen.page(visit, problems: reading.problems))
        }
        let isReleased = visit.form["act"] != "refuse"
        return try await ProtectionSteps.carryOut(visit, &reading, again: PostingScreen.page) {
            try await visit.perform(reason: reason) { try body(isReleased, $0) }
            return Route.postings.path()
                + "?done=\(isReleased ? "letterreleased" : "letterrefused")"
        }
    }
}
