// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Reports
import Safeguards
import Vocabulary

/// What officers do with kept questions of the free extraction.
enum ExtractionSteps {
    static func define(_ visit: Visit) async throws -> Answer {
        let reading = ExtractionReading(visit.form)
        let name = visit.form["name"]
        let lists = visit.installation.lists
        let question = reading.question
        return try await carryOut(visit, "extractiondefined") { scope in
            try DefineExtraction.perform(name: name, question, lists: lists, in: scope)
        }
    }

    static func share(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("extraction")
        return try await carryOut(visit, "extractionasked") {
            try DefineExtraction.share(id, in: $0)
        }
    }

    static func end(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("extraction")
        return try await carryOut(visit, "extractionended") {
            try DefineExtraction.end(id, in: $0)
        }
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("extraction")
        let reason = visit.form["reason"]
        let isAllowed = visit.form["decision"] == "yes"
        return try await carryOut(visit, isAllowed ? "extractionshared" : "extractionrefused") {
            try ShareExtraction.perform(
                id, isAllowed: isAllowed, reason: reason.isEmpty ? nil : reason, in: $0)
        }
    }

    private static func carryOut<R: Sendable>(
        _ visit: Visit, _ said: String, _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> Answer {
        do {
            _ = try await visit.perform(body)
        } catch CopyingRefusal.unknownDefinition {
            throw DeskRefusal.notFound
        } catch let refusal as CopyingRefusal {
            return .page(
                try await ExtractionScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        } catch let refusal as ReportRefusal {
            return .page(
                try await ExtractionScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        } catch SafeguardRefusal.sameOfficer {
            return .page(
                try await ExtractionScreen.page(
                    visit, problems: [FormProblem(SafeguardRefusal.sameOfficer, in: visit.form)]))
        }
        return visit.carriedOut(Route.extractions.path() + "?done=\(said)")
    }
}
