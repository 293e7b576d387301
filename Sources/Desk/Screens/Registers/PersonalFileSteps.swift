// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Press
import Registers
import Safeguards
import Vocabulary

/// 3080: the complete personal file, what is withheld of it, and the end of a suspension.
enum PersonalFileSteps {
    /// One press: everything System 1 holds about the person, as PDF. The copy for the requester has
    /// nothing of what is withheld.
    static func produce(_ visit: Visit) async throws -> Answer {
        let number = try visit.entryNumber()
        let isWhole = visit.form["whole"] == "yes"
        let why = visit.form["why"]
        guard !why.isEmpty else {
            return .page(
                try await RegisterRecordScreen.page(
                    visit, problems: [FormProblem("file-why", "出力の理由を入力してください（記録されます）。")]))
        }
        let desk = visit.desk
        let room = visit.installation.registers
        do {
            let printed = try await visit.perform(reason: why) { scope in
                let file = try ProducePersonalFile.perform(
                    number, isWhole: isWhole, room: room, in: scope)
                let order = PrintOrder(
                    date: scope.today, title: "保有個人情報（本人の記録一式）",
                    environmentMark: desk.settings.environmentWord,
                    onProblem: .mark)
                let (pdf, report) = try desk.pressRoom().preview(
                    try ProducePersonalFile.sheets(file, places: isWhole), order)
                try PrintLog.record(
                    PrintedOutput(
                        isWhole ? "本人の記録一式（確認用）" : "本人の記録一式（開示用）", expected: 1,
                        produced: 1, pages: report.pages), ceilings: nil, in: scope)
                return PrintedPaper(
                    title: isWhole ? "本人の記録一式（確認用・墨消し前）" : "本人の記録一式（開示用）", pdf: pdf,
                    expected: 1, produced: 1, leftOut: [], back: Route.disclosure.path(number))
            }
            let key = desk.prints.put(printed, of: try visit.officer().officer)
            return visit.carriedOut(Route.printed.path(key))
        } catch let refusal as RegisterRefusal {
            return .page(
                try await RegisterRecordScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }

    static func redact(_ visit: Visit) async throws -> Answer {
        let kind = try visit.registerKind()
        var reading = FormReading(visit.form, today: visit.today)
        let place = RedactionPlace(reading.typed["place"])
        if place == nil { reading.wrong("place", "場所は「claim/12」のような字で入力してください。") }
        let ground: RedactionGround? = reading.code("ground", orElse: "理由を選んでください。")
        _ = reading.text("redact-why", orElse: "理由を入力してください（記録されます）。")
        guard reading.isRight, let place, let ground else {
            return .page(try await RegisterRecordScreen.page(visit, problems: reading.problems))
        }
        let redaction = Redaction(place: place, ground: ground)
        let isUndone = visit.form["undo"] == "yes"
        return try await RegisterSteps.carryOut(visit, kind, [], "redacted") { step, scope in
            try RedactPersonalFile.perform(
                step.number, isUndone ? [] : [redaction], undone: isUndone ? [redaction] : [],
                room: step.room, in: scope)
        }
    }

    static func endSuspension(_ visit: Visit) async throws -> Answer {
        let kind = try visit.registerKind()
        return try await RegisterSteps.carryOut(visit, kind, [], "suspensionended") { step, scope in
            try EndSuspension.perform(step.number, room: step.room, in: scope)
        }
    }
}
