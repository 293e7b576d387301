// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Vocabulary

/// 照会書の発行: the same question on paper, to another municipality. The same catalogue, open case and
/// consent are asked for.
public enum WriteInquiryLetter {
    public static let operation = OperationCode.writeInquiryLetter

    /// - Returns: the letter, for the press.
    /// - Throws: `InquiryRequestRefusal`.
    public static func perform(
        _ letter: LetterRequest, because reason: String, choices: InquiryChoices,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> InquiryLetter {
        let question = try CheckedQuestion(
            letter.request, way: .letter, choices: choices, in: scope)
        guard letter.dueOn > scope.today else { throw InquiryRequestRefusal.wrongDays }
        guard letter.counterpart.isComplete, !letter.addressThere.isEmpty else {
            throw InquiryRequestRefusal.counterpartMissing
        }
        guard !reason.allSatisfy(\.isWhitespace) else { throw SafeguardRefusal.reasonMissing }
        let subject = try Addressed.subject(letter.request, directory)
        let number = try scope.ask(
            question, way: .letter, counterpart: letter.counterpart.name, reason: reason,
            dueOn: letter.dueOn)
        return InquiryLetter(
            number: number, counterpart: letter.counterpart, subject: subject,
            addressThere: letter.addressThere, item: question.item.title,
            procedure: question.procedure.title, legalBasis: question.item.legalBasis,
            consent: question.consent, aboutOn: question.aboutOn, dueOn: letter.dueOn,
            issuedOn: scope.today)
    }
}

/// 督促: the letter once more, with a new day for the answer.
public enum RemindInquiryLetter {
    public static let operation = OperationCode.writeInquiryLetter

    /// - Throws: `InquiryRequestRefusal`.
    public static func perform(
        _ number: String, to counterpart: InquiryCounterpart, addressThere: String,
        dueOn: CivilDate, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> InquiryLetter {
        guard let file = try InquiryBook.file(number: number, from: scope.db) else {
            throw InquiryRequestRefusal.unknownInquiry
        }
        scope.saw([file.subject, file.child])
        guard file.mayEnterAnswer else { throw InquiryRequestRefusal.notALetter }
        guard dueOn > scope.today else { throw InquiryRequestRefusal.wrongDays }
        guard counterpart.isComplete, !addressThere.isEmpty else {
            throw InquiryRequestRefusal.counterpartMissing
        }
        let subject = try Addressed.subject(
            InquiryRequest(
                subject: file.subject, child: file.child, procedure: file.procedure,
                item: file.item), directory)
        try scope.record(
            [
                InquiryEventRow(
                    inquiry: file.id, event: .reminded, at: scope.now,
                    officer: scope.principal.officer, dueOn: dueOn)
            ], way: .letter)
        return InquiryLetter(
            number: file.number, counterpart: counterpart, subject: subject,
            addressThere: addressThere, item: file.itemTitle, procedure: file.procedureTitle,
            legalBasis: file.legalBasis, consent: file.consent, aboutOn: file.aboutOn,
            dueOn: dueOn, issuedOn: scope.today, isReminder: true)
    }
}

/// Whom a letter is about, as the register knows them when it is printed.
private enum Addressed {
    /// - Throws: `InquiryRequestRefusal.personUnknown`, `.protected`.
    static func subject(
        _ request: InquiryRequest, _ directory: any AddresseeDirectory
    ) throws -> ResidentSnapshot {
        let people = try directory.persons([request.subject, request.child])
        guard let subject = people[request.subject] else {
            throw InquiryRequestRefusal.personUnknown
        }
        guard !people.values.contains(where: \.isProtected) else {
            throw InquiryRequestRefusal.protected
        }
        return subject
    }
}

/// 照会書の回答の入力: what the other municipality wrote, and where it is written.
public enum EnterInquiryAnswer {
    public static let operation = OperationCode.enterInquiryAnswer

    /// - Throws: `InquiryRequestRefusal`.
    public static func perform(
        _ number: String, _ answer: LetterAnswer, in scope: Scope
    ) throws {
        guard let file = try InquiryBook.file(number: number, from: scope.db) else {
            throw InquiryRequestRefusal.unknownInquiry
        }
        scope.saw([file.subject, file.child])
        guard file.mayEnterAnswer else { throw InquiryRequestRefusal.notALetter }
        let (day, source, reason, values) = answer.parts
        guard day <= scope.today, day >= file.requestedAt.dayInJapan else {
            throw InquiryRequestRefusal.wrongDays
        }
        let isEmpty = values.isEmpty && reason == nil
        guard !source.allSatisfy(\.isWhitespace), reason.map({ !$0.isEmpty }) ?? true, !isEmpty
        else { throw InquiryRequestRefusal.sourceMissing }
        let moment = Instant(noonInJapan: day)
        func event(_ event: InquiryEvent, at: Instant, _ words: String) -> InquiryEventRow {
            InquiryEventRow(
                inquiry: file.id, event: event, at: at, officer: scope.principal.officer,
                reason: words)
        }
        if let reason {
            return try scope.record(
                [event(.refused, at: moment, "\(reason)（\(source)）")], way: .letter)
        }
        try scope.append(
            values.enumerated().map {
                InquiryResultRow(
                    inquiry: file.id, subject: file.subject, position: $0.offset + 1,
                    value: $0.element)
            })
        try scope.record(
            [event(.answered, at: moment, source), event(.stored, at: scope.now, source)],
            way: .letter)
        scope.counted(values.count)
    }
}

extension LetterAnswer {
    fileprivate var parts: (CivilDate, String, reason: String?, [InquiryValue]) {
        switch self {
        case .answered(let day, let source, let values): (day, source, nil, values)
        case .refused(let day, let source, let reason): (day, source, reason, [])
        }
    }
}
