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
            let chosen = Array(
                try BatchScreen.waiting(source, in: scope).first.prefix(BatchSteps.previewed))
            let found = try PreviewLetters.perform(
                source, chosen, office.letterTerms(), in: scope)
            guard !found.letters.isEmpty else {
                // Nothing of these can be posted now: the preview says why.
                return found.leftOut.isEmpty
                    ? nil
                    : try desk.pressRoom().preview(
                        [.list(try leftOut(found.leftOut, source.title))], desk.order("下見")
                    ).pdf
            }
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

    private static func leftOut(
        _ leftOut: [LetterLeftOut], _ title: String
    ) throws -> ListSheet {
        try ListSheet(
            title: "\(title)（下見）", subtitles: ["始めの\(leftOut.count)件は、いまはどれも発行から外れます。"],
            columns: [
                ListSheet.Column("宛名番号", weight: 2), ListSheet.Column("外れる理由", weight: 5),
            ], rows: leftOut.map { [$0.recipient.description, $0.reason] })
    }

    static func issue(_ visit: Visit) async throws -> Answer {
        let source = try BatchScreen.source(visit)
        let (office, desk) = (visit.installation, visit.desk)
        var reading = FormReading(visit.form, today: visit.today)
        let dated = reading.optionalDate("dated", "施行日")
        let byPostcode = visit.form["order"] != "decided"
        let back = Route.letterBatch.path(visit.parameters["kind"] ?? "")
        return try await LetterScreens.carryOut(visit, &reading, again: BatchScreen.page) {
            if let kind = BatchJob.kind(visit) {
                return try await BatchJob.letters(
                    source, datedOn: dated, byPostcode: byPostcode, kind, visit)
            }
            let printed = try await visit.perform { scope -> PrintedPaper in
                let chosen = try BatchScreen.waiting(source, in: scope).first
                let batch = try IssueLetters.perform(
                    source, chosen,
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
