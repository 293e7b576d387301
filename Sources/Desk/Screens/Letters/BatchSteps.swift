// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Office
import Press
import Safeguards
import Vocabulary

/// Letters of one kind, previewed and issued.
enum BatchSteps {
    /// As many letters as a preview shows.
    private static let previewed = 10

    static func preview(_ visit: Visit) async throws -> Answer {
        let source = try BatchScreen.source(visit)
        let (office, desk) = (visit.installation, visit.desk)
        let pdf = try await visit.perform { scope -> [UInt8]? in
            let waiting = try source.waiting(in: scope)
            let chosen = Array(
                BatchScreen.chosen(waiting, of: source).prefix(BatchSteps.previewed))
            let found = try PreviewLetters.perform(
                source, chosen, office.letterTerms(), in: scope)
            guard !found.letters.isEmpty else { return nil }
            let profile = desk.settings.office
            return try desk.pressRoom().preview(
                found.letters.prefix(BatchSteps.previewed).map {
                    .letter($0.letter(sender: profile.sender, desk: profile.desk))
                }, desk.order("下見")
            ).pdf
        }
        guard let pdf else { throw DeskRefusal.notFound }
        return .pdf(pdf, name: "preview.pdf")
    }

    static func issue(_ visit: Visit) async throws -> Answer {
        let source = try BatchScreen.source(visit)
        let (office, desk) = (visit.installation, visit.desk)
        var reading = FormReading(visit.form, today: visit.today)
        let dated = reading.optionalDate("dated", "施行日")
        let byPostcode = visit.form["order"] != "decided"
        let back = Route.letterBatch.path(visit.parameters["kind"] ?? "")
        return try await LetterScreens.carryOut(visit, &reading, again: BatchScreen.page) {
            let printed = try await visit.perform { scope -> PrintedPaper in
                let waiting = try source.waiting(in: scope)
                let batch = try IssueLetters.perform(
                    source, BatchScreen.chosen(waiting, of: source),
                    office.letterTerms(datedOn: dated), in: scope)
                let people = try office.directory.persons(batch.leftOut.map(\.recipient))
                return try Printing.paper(
                    batch.letters, source.title, expected: batch.expected - batch.issuedBefore,
                    leftOut: batch.leftOut.map {
                        "\(people[$0.recipient]?.name ?? "宛名番号 \($0.recipient)")：\($0.reason)"
                    }, byPostcode: byPostcode, back: back, desk, in: scope)
            }
            return try Printing.shelve(printed, visit)
        }
    }
}
