// SPDX-License-Identifier: Apache-2.0
import Benefits
import Copying
import Formats
import Office
import Press
import Safeguards
import Scheme
import Vocabulary

/// The steps of a letter to an insurer.
enum InsurerRequestSteps {
    static func remind(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("insurerrequest")
        var reading = FormReading(visit.form, today: visit.today)
        let reference = reading.text("reference", orElse: "督促の文書番号を入力してください。")
        let due = reading.date("due", "新しい回答の期限")
        guard reading.isRight, let due else {
            return .page(try await InsurerRequestScreen.page(visit, problems: reading.problems))
        }
        let (desk, directory) = (visit.desk, visit.installation.directory)
        return try await printed(visit) { scope in
            let written = try RemindInsurer.perform(
                id, reference: reference, dueOn: due, directory: directory, in: scope)
            return try print(written, desk, in: scope)
        }
    }

    static func again(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("insurerrequest")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "もう一度印刷する理由を入力してください。")
        guard reading.isRight else {
            return .page(try await InsurerRequestScreen.page(visit, problems: reading.problems))
        }
        let (desk, directory) = (visit.desk, visit.installation.directory)
        return try await printed(visit) { scope in
            let written = try ReprintInsurerRequest.perform(id, directory: directory, in: scope)
            return try print(written, reason: reason, desk, in: scope)
        }
    }

    /// 連名簿: the rows of the letter as a file.
    static func list(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("insurerrequest")
        let directory = visit.installation.directory
        let audience: FileAudience = visit.desk.settings.isRehearsal ? .trial : .realPeer
        do {
            let layout = try visit.installation.layouts.feed("insurer-claims")
            let file = try await visit.perform { scope in
                let written = try ReprintInsurerRequest.perform(
                    id, directory: directory, in: scope)
                let file = try written.list(layout: layout, audience: audience)
                try PrintLog.record(
                    PrintedOutput(
                        "高額療養費支給申請連名簿 \(file.name)", form: .file,
                        expected: written.lines.count, produced: written.lines.count),
                    ceilings: visit.installation.ceilings, in: scope)
                return file
            }
            return .attachment(file.bytes, name: file.name)
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(
                try await InsurerRequestScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }

    /// The letter on its way to the printer.
    static func print(
        _ written: WrittenInsurerRequest, account: String = "", reason: String? = nil,
        _ desk: DeskRoom, in scope: Scope
    ) throws -> PrintedPaper {
        let office = desk.settings.office
        let title = "保険者への\(written.request.kind.wording)"
        let letter = try written.letter(
            sender: office.sender, desk: office.desk, letters: desk.installation.book.letters,
            account: account)
        let sheets = letter.map { [Sheet.letter($0)] } ?? []
        let printed =
            try sheets.isEmpty
            ? nil : desk.pressRoom().preview(sheets, desk.order(title))
        try PrintLog.record(
            PrintedOutput(
                title, expected: 1, produced: sheets.count, pages: printed?.report.pages ?? 0,
                reprintReason: reason), ceilings: desk.installation.ceilings, in: scope)
        return PrintedPaper(
            title: title, pdf: printed?.pdf ?? [], expected: 1, produced: sheets.count,
            leftOut: sheets.isEmpty ? ["封筒に番号を書けません"] : [],
            back: Route.insurerRequest.path(written.request.id))
    }

    private static func printed(
        _ visit: Visit, _ body: @escaping @Sendable (Scope) throws -> PrintedPaper
    ) async throws -> Answer {
        do {
            return try Printing.shelve(try await visit.perform(body), visit)
        } catch let refusal as BenefitsRefusal {
            return .page(
                try await InsurerRequestScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }
}
