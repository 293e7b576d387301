// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Press
import Safeguards
import Scheme
import Vocabulary

/// 相手方あての文書 on the page of an accident: what was sent, the next one, the same once more.
struct LiabilityLetters: PageModel {
    struct Row: PageModel {
        let on: String
        let number: String
        let kind: String
        let party: String
        let due: String
        let officer: String
        /// What was answered, and when.
        let answer: String
    }

    let rows: [Row]
    let hasRows: Bool
    let title: String
    /// Where a letter is written; `nil` where none may be.
    let write: String?
    let fields: [FormField]
    /// Where an answer is recorded; `nil` where none is waited for, or may be recorded.
    let answer: String?
    let answerFields: [FormField]
    let again: String?
    let againFields: [FormField]
    /// Somebody of the family is protected.
    let isProtected: Bool

    init(
        _ liability: Liability, _ letters: [OutsideLetter],
        _ answers: [Int64: OutsideAnswer], isFree: Bool, _ visit: Visit,
        _ problems: [FormProblem]
    ) {
        // The name of the other party may give a place away.
        rows = letters.map {
            Row(
                on: Say.short($0.issuedOn), number: $0.documentNumber, kind: $0.kind.wording,
                party: Say.place($0.party.name, isProtected: !isFree), due: Say.short($0.dueOn),
                officer: visit.desk.name(of: $0.officer),
                answer: answers[$0.id].map {
                    "\(Say.short($0.on)) \(Say.place($0.words, isProtected: !isFree))"
                } ?? "")
        }
        hasRows = !letters.isEmpty
        title = WriteLiabilityLetter.kind(of: liability.kind).wording
        isProtected = !isFree
        let answering = OutsideAnswerEntry.fields(letters, answers, visit.form)
        answer =
            visit.may(.recordLiability) && !answering.isEmpty
            ? Route.recordLiability.path(liability.id) : nil
        answerFields = answering.map { $0.checked(problems) }
        let mayWrite = isFree && visit.may(.recordLiability)
        write =
            mayWrite && visit.may(.printLetters) && !liability.isClosed
            ? Route.liabilityLetter.path(liability.id) : nil
        fields = Self.fields(liability, letters.last?.party, visit.form).map {
            $0.checked(problems)
        }
        again =
            mayWrite && visit.may(.reprintLetter) && !letters.isEmpty
            ? Route.reprintLiabilityLetter.path(liability.id) : nil
        let once: [FormField] = [
            .select(
                "letter", "再発行する文書", visit.form,
                letters.map { (String($0.id), "\(Say.short($0.issuedOn)) \($0.documentNumber)") },
                isRequired: true),
            .text("again", "再発行の理由（記録されます）", visit.form, isRequired: true),
        ]
        againFields = once.map { $0.checked(problems) }
    }

    private static func fields(
        _ liability: Liability, _ last: OutsideParty?, _ form: Typed
    ) -> [FormField] {
        var typed = form
        for (name, value) in [
            ("party-name", last?.name ?? liability.counterpart),
            ("party-postal", last?.postalCode ?? ""), ("party-address", last?.address ?? ""),
            ("party-honorific", last?.honorific.rawValue ?? OutsideParty.Honorific.office.rawValue),
        ] where !typed.has(name) { typed.set(name, value) }
        return [
            .text("party-name", "宛先の名称・氏名", typed, size: "long", isRequired: true),
            .radio(
                "party-honorific", "敬称", typed,
                OutsideParty.Honorific.allCases.map {
                    FormField.Choice(
                        value: $0.rawValue, label: $0.rawValue,
                        isChosen: typed["party-honorific"] == $0.rawValue)
                }),
            .code("party-postal", "郵便番号", typed, digits: 0, hint: "7桁の数字"),
            .text("party-address", "所在地・住所", typed, size: "long", isRequired: true),
            .text("document", "文書番号", typed, isRequired: true),
            .date(
                "due", liability.kind == .thirdParty ? "納付の期限" : "回答の期限", typed,
                isRequired: true),
        ]
            + (liability.kind == .thirdParty
                ? [.text("pay-how", "納付の方法", typed, hint: "例 同封の納付書による。空欄は書きません", size: "long")]
                : [])
    }
}

/// The steps of letters to the other party.
enum LiabilityLetterSteps {
    static func write(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("liability")
        var reading = FormReading(visit.form, today: visit.today)
        let name = reading.text("party-name", orElse: "宛先の名称を入力してください。")
        let address = reading.text("party-address", orElse: "宛先の住所を入力してください。")
        let postal = EntryReading.digits(reading.typed["party-postal"])
        if !postal.isEmpty, postal.count != 7 {
            reading.wrong("party-postal", "郵便番号は7桁の数字です。")
        }
        let document = reading.text("document", orElse: "文書番号を入力してください。")
        let due = reading.date("due", "期限")
        guard reading.isRight, let due else { return try await page(visit, reading) }
        let party = OutsideParty(
            name: name, postalCode: postal, address: address,
            honorific: OutsideParty.Honorific(rawValue: visit.form["party-honorific"]) ?? .office)
        let (letters, place) = (visit.installation.book.letters, visit.form["pay-how"])
        let directory = visit.installation.directory
        return try await print(visit, &reading) { scope in
            try WriteLiabilityLetter.perform(
                id, to: party, documentNumber: document, dueOn: due, place: place,
                payments: BenefitClaimsBack(), letters: letters, directory: directory, in: scope)
        }
    }

    static func again(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("liability")
        var reading = FormReading(visit.form, today: visit.today)
        let letter = Int64(reading.typed["letter"])
        if letter == nil { reading.wrong("letter", "再発行する文書を選んでください。") }
        let reason = reading.text("again", orElse: "再発行の理由を入力してください（記録されます）。")
        guard reading.isRight, let letter else { return try await page(visit, reading) }
        let letters = visit.installation.book.letters
        let directory = visit.installation.directory
        return try await print(visit, &reading, reason: reason) { scope in
            let written = try ReprintOutsideLetter.perform(
                letter, reason: reason, letters: letters, directory: directory, in: scope)
            guard written.letter.reference == id,
                [.liabilityClaim, .councilInquiry].contains(written.letter.kind)
            else { throw OutsideLetterRefusal.unknownLetter }
            return written
        }
    }

    private static func print(
        _ visit: Visit, _ reading: inout FormReading, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> WrittenOutsideLetter
    ) async throws -> Answer {
        // Whoever may not work on the accident does not write about it either.
        guard visit.may(.recordLiability) else { throw SafeguardRefusal.notPermitted }
        let back = Route.liability.path(try visit.id("liability"))
        let desk = visit.desk
        let operation: OperationCode = reason == nil ? .printLetters : .reprintLetter
        do {
            let printed = try await visit.perform(operation, for: .benefit, reason: reason) {
                scope in
                let written = try body(scope)
                let office = desk.settings.office
                let letter = written.letter(sender: office.sender, desk: office.desk)
                return try Printing.again(
                    letter.map { [Sheet.letter($0)] } ?? [], written.letter.kind.wording,
                    expected: 1, leftOut: [], reason: reason, back: back, desk, in: scope)
            }
            return try Printing.shelve(printed, visit)
        } catch let refusal as OutsideLetterRefusal {
            reading.refused(refusal, field: field(of: refusal))
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal)
        } catch let refusal as LetterRefusal {
            reading.refused(refusal)
        }
        return try await page(visit, reading)
    }

    private static func field(of refusal: OutsideLetterRefusal) -> String? {
        switch refusal {
        case .documentNumberUsed, .documentNumberMissing: "document"
        case .dueDayPassed: "due"
        case .partyIncomplete: "party-address"
        default: nil
        }
    }

    private static func page(_ visit: Visit, _ reading: FormReading) async throws -> Answer {
        .page(try await LiabilityScreen.page(visit, problems: reading.problems))
    }
}
