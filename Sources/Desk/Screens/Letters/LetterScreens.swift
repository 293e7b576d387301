// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// 1430 and the batches of 1410: the register of letters, their course, what came back, what is
/// issued in one go.
enum LetterScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.letters, to: LetterListScreen.show)
        book.bind(.findLetters, to: LetterFinder.find, again: LetterFinder.page)
        book.bind(.letter, to: LetterScreen.show)
        book.bind(.reprintLetter, to: LetterSteps.reprint, again: LetterScreen.page)
        book.bind(.pullLetter, to: LetterSteps.pull, again: LetterScreen.page)
        book.bind(.returnedMail, to: ReturnedMailScreen.show)
        book.bind(.recordReturn, to: ReturnedMailSteps.record, again: ReturnedMailScreen.page)
        book.bind(.settleReturn, to: ReturnedMailSteps.settle, again: ReturnedMailScreen.page)
        book.bind(.letterBatch, to: BatchScreen.show)
        book.bind(.previewBatch, to: BatchSteps.preview)
        book.bind(.issueBatch, to: BatchSteps.issue, again: BatchScreen.page)
        book.bind(.batches, to: BatchListScreen.show)
        book.bind(.batch, to: BatchListScreen.one)
        book.bind(.printPages, to: PageSteps.print, again: PrintedScreen.page)
        book.bind(.forms, to: FormScreen.show)
        book.bind(.printForm, to: FormScreen.print, again: FormScreen.page)
    }

    /// Turns a refusal of a step into a problem of its page.
    static func carryOut(
        _ visit: Visit, _ reading: inout FormReading,
        again page: (Visit, [FormProblem]) async throws -> Page, _ step: () async throws -> Answer
    ) async throws -> Answer {
        guard reading.isRight else { return .page(try await page(visit, reading.problems)) }
        do {
            return try await step()
        } catch let refusal as any Refusal
            where refusal is LetterDeskRefusal || refusal is ProtectionRefusal
            || refusal is EntitlementRefusal
        {
            reading.refused(refusal)
        }
        return .page(try await page(visit, reading.problems))
    }
}
