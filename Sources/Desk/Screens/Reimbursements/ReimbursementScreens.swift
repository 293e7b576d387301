// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Safeguards
import Vocabulary

/// 1310: reimbursements from the form to the approved decision.
enum ReimbursementScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.reimbursements, to: ReimbursementListScreen.show)
        book.bind(
            .examineWaiting, to: ReimbursementListScreen.examine, again: ExamineTrial.page)
        book.bind(
            .approveReimbursements, to: ReimbursementListScreen.approve,
            again: ReimbursementListScreen.page)
        book.bind(.enterReimbursements, to: EntryScreen.show)
        book.bind(.readEntry, to: EntryScreen.read, again: EntryScreen.readPage)
        book.bind(.checkEntry, to: EntryCheckScreen.show)
        book.bind(.confirmEntry, to: EntryCheckScreen.enter, again: EntryCheckScreen.page)
        book.bind(.enterSlips, to: SlipScreen.show)
        book.bind(.readSlips, to: SlipScreen.read, again: SlipScreen.readPage)
        book.bind(.checkSlips, to: SlipScreen.check)
        book.bind(.confirmSlips, to: SlipScreen.enter, again: SlipScreen.again)
        book.bind(
            .enterAppliance, to: ReimbursementSteps.appliance, again: ReimbursementScreen.page)
        book.bind(
            .correctReceipt, to: ReimbursementSteps.correct, again: ReimbursementScreen.page)
        book.bind(.lookInstitution, to: lookInstitution)
        book.bind(.lookChild, to: lookChild)
        book.bind(.reimbursement, to: ReimbursementScreen.show)
        book.bind(
            .proposeReimbursement, to: ReimbursementSteps.propose, again: ReimbursementScreen.page)
        book.bind(
            .decideReimbursement, to: ReimbursementSteps.decide, again: ReimbursementScreen.page)
        book.bind(.holdReimbursement, to: ReimbursementSteps.hold, again: ReimbursementScreen.page)
        book.bind(
            .releaseReimbursement, to: ReimbursementSteps.release, again: ReimbursementScreen.page)
        book.bind(
            .withdrawReimbursement, to: ReimbursementSteps.withdraw, again: ReimbursementScreen.page
        )
        book.bind(.enterLetter, to: ReimbursementSteps.letter, again: ReimbursementScreen.page)
        book.bind(
            .approveReimbursement, to: ReimbursementSteps.approve, again: ReimbursementScreen.page)
        book.bind(
            .sendBackReimbursement, to: ReimbursementSteps.sendBack, again: ReimbursementScreen.page
        )
        book.bind(
            .reimbursementSheet, to: ReimbursementSheet.print, again: ReimbursementScreen.page)
        book.bind(
            .holdReimbursementDecision, to: ReimbursementDecisionHold.hold,
            again: ReimbursementScreen.page)
        book.bind(
            .resumeReimbursementDecision, to: ReimbursementDecisionHold.resume,
            again: ReimbursementScreen.page)
        book.bind(
            .proposeCancellation, to: CancellationSteps.propose, again: ReimbursementScreen.page)
        book.bind(
            .approveCancellation, to: CancellationSteps.approve, again: ReimbursementScreen.page)
        book.bind(
            .sendBackCancellation, to: CancellationSteps.sendBack, again: ReimbursementScreen.page)
    }

    /// The name behind a code of an institution.
    private static func lookInstitution(_ visit: Visit) async throws -> Answer {
        let code = EntryReading.digits(visit.query["text"])
        guard MedicalInstitutionCode(code) != nil else { return .words("10桁の数字です") }
        let found = try await visit.perform { scope in
            try InstitutionBook.institutions([code], from: scope.db)[code]
        }
        guard let found else { return .words("マスタにない医療機関です") }
        let closed = found.closure == .open ? "" : "（\(found.closure.wording)）"
        return .words("\(found.name) \(found.location.wording)\(closed)")
    }

    /// The child behind a recipient number.
    private static func lookChild(_ visit: Visit) async throws -> Answer {
        let digits = EntryReading.digits(visit.query["text"])
        let reader = try visit.officer()
        let found = try await visit.perform { scope -> PersonSnapshot? in
            var number = digits.count > 7 ? AddresseeNumber(digits) : nil
            if let recipient = RecipientNumber(digits) {
                number =
                    try FindChildren.recipientNumber(recipient.digits, from: scope.db).last
                    ?? number
            }
            guard let number else { return nil }
            scope.saw(number)
            return try PersonBook.latest([number], from: scope.db)[number]
        }
        return .words(
            found.map { "\(reader.sees($0.shownName, of: .name)) \(Say.short($0.born))生" }
                ?? "登録のない番号です")
    }
}
