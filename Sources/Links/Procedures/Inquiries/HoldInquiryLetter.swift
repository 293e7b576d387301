// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// 照会書 about a family under a protection measure: asked for by one officer, looked at by another,
/// printed once, and only while the measures are those that both have seen.
public enum HoldInquiryLetter {
    public static let operation = OperationCode.writeInquiryLetter

    /// - Returns: the number under which it waits.
    /// - Throws: `InquiryRequestRefusal`; `.notProtected` where it can be printed at once.
    @discardableResult
    public static func perform(
        _ letter: LetterRequest, because reason: String, choices: InquiryChoices,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Int64 {
        try check(letter, reason, choices, in: scope)
        guard let version = try FamilyOfInquiry.version(letter.request, directory) else {
            throw InquiryRequestRefusal.notProtected
        }
        let id = try scope.append([
            InquiryHoldRow(
                letter, for: scope.purpose, because: reason, version: version,
                officer: scope.principal.officer)
        ])[0]
        scope.note("held")
        return id
    }

    /// What a letter must have, whoever it is about.
    static func check(
        _ letter: LetterRequest, _ reason: String, _ choices: InquiryChoices, in scope: Scope
    ) throws {
        _ = try CheckedQuestion(letter.request, way: .letter, choices: choices, in: scope)
        guard letter.dueOn > scope.today else { throw InquiryRequestRefusal.wrongDays }
        guard letter.counterpart.isComplete, !letter.addressThere.isEmpty else {
            throw InquiryRequestRefusal.counterpartMissing
        }
        guard !reason.allSatisfy(\.isWhitespace) else { throw SafeguardRefusal.reasonMissing }
    }
}

/// 発送承認 of a 照会書: the second officer releases it, or refuses it for good.
public enum ReleaseInquiryLetter {
    public static let operation = OperationCode.releaseHeldLetter

    /// - Throws: `ProtectionRefusal.unknownHold`, `.holdSettled`; `SafeguardRefusal.sameOfficer`;
    ///   `InquiryRequestRefusal.overtaken`.
    public static func perform(
        _ id: Int64, isReleased: Bool = true, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let hold = try FamilyOfInquiry.open(id, in: scope)
        guard hold.releasedBy == nil else { throw ProtectionRefusal.holdSettled }
        try FourEyes.check(proposer: hold.officer, approver: scope.principal.officer)
        if isReleased { try FamilyOfInquiry.compare(hold, directory) }
        try scope.append([
            InquiryHoldOutcomeRow(
                hold: id, outcome: isReleased ? .released : .refused,
                officer: scope.principal.officer, reason: scope.reason)
        ])
    }
}

/// Prints a 照会書 that two officers have looked at, once.
public enum WriteReleasedInquiry {
    public static let operation = OperationCode.writeInquiryLetter

    /// - Returns: the letter, for the press.
    /// - Throws: `ProtectionRefusal`, `InquiryRequestRefusal`.
    public static func perform(
        _ id: Int64, choices: InquiryChoices, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> InquiryLetter {
        let hold = try FamilyOfInquiry.open(id, in: scope)
        guard hold.releasedBy != nil else { throw InquiryRequestRefusal.protected }
        try FamilyOfInquiry.compare(hold, directory)
        let letter = hold.letter
        let question = try CheckedQuestion(
            letter.request, way: .letter, choices: choices, in: scope)
        guard letter.dueOn > scope.today else { throw InquiryRequestRefusal.wrongDays }
        guard
            let subject = try directory.persons([letter.request.subject])[letter.request.subject]
        else { throw InquiryRequestRefusal.personUnknown }
        let number = try scope.ask(
            question, way: .letter, counterpart: letter.counterpart.name, reason: hold.reason,
            dueOn: letter.dueOn)
        try scope.append([
            InquiryHoldOutcomeRow(
                hold: id, outcome: .printed, officer: scope.principal.officer, number: number)
        ])
        return InquiryLetter(
            number: number, counterpart: letter.counterpart, subject: subject,
            addressThere: letter.addressThere, item: question.item.title,
            procedure: question.procedure.title, legalBasis: question.item.legalBasis,
            consent: question.consent, aboutOn: question.aboutOn, dueOn: letter.dueOn,
            issuedOn: scope.today)
    }
}

/// Ends a 照会書 that the measures have overtaken: it is asked for anew.
public enum EndOvertakenInquiry {
    public static let operation = OperationCode.writeInquiryLetter

    /// - Throws: `ProtectionRefusal.unknownHold`, `.holdSettled`; `InquiryRequestRefusal.notOvertaken`.
    public static func perform(
        _ id: Int64, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let hold = try FamilyOfInquiry.open(id, in: scope)
        guard try FamilyOfInquiry.version(hold.letter.request, directory) != hold.version else {
            throw InquiryRequestRefusal.notOvertaken
        }
        try scope.append([
            InquiryHoldOutcomeRow(
                hold: id, outcome: .overtaken, officer: scope.principal.officer)
        ])
    }
}

/// Whose protection counts for a 照会書, and what it stands on.
private enum FamilyOfInquiry {
    static func open(_ id: Int64, in scope: Scope) throws -> HeldInquiry {
        guard let hold = try InquiryHoldBook.open(id, from: scope.db) else {
            throw try InquiryHoldBook.exists(id, from: scope.db)
                ? ProtectionRefusal.holdSettled : ProtectionRefusal.unknownHold
        }
        scope.saw([hold.letter.request.subject, hold.letter.request.child])
        return hold
    }

    /// - Throws: `InquiryRequestRefusal.overtaken` when the measures are not those of the hold.
    static func compare(_ hold: HeldInquiry, _ directory: any AddresseeDirectory) throws {
        guard try version(hold.letter.request, directory) == hold.version else {
            throw InquiryRequestRefusal.overtaken
        }
    }

    /// `nil` where nobody of the two is protected.
    static func version(
        _ request: InquiryRequest, _ directory: any AddresseeDirectory
    ) throws -> String? {
        let numbers = Set([request.subject, request.child]).sorted()
        let people = try directory.persons(numbers)
        let standings = try directory.protections(of: numbers)
        let reasons = numbers.compactMap { number -> String? in
            if let standing = standings[number] { return "\(number.value):\(standing.version)" }
            return people[number]?.isProtected ?? false ? "\(number.value):H" : nil
        }
        return reasons.isEmpty ? nil : reasons.joined(separator: " ")
    }
}
