// SPDX-License-Identifier: Apache-2.0
public import Press
public import Safeguards
public import Scheme
public import Vocabulary

/// A letter to a party outside, in words.
public struct WrittenOutsideLetter: Sendable {
    public let letter: OutsideLetter
    public let words: LetterWords

    /// For the press; `nil` where the number cannot stand on an envelope.
    public func letter(sender: Sender, desk: ContactDesk) -> Letter? {
        guard let envelope = EnvelopeID(letter.number) else { return nil }
        let party = letter.party
        return Letter(
            to: (party.name, party.postalCode, party.address), honorific: party.honorific.rawValue,
            words, envelope: envelope, number: letter.number,
            documentNumber: letter.documentNumber, on: letter.issuedOn, sender: sender, desk: desk)
    }
}

/// 相手方あての文書の発行: a letter about a child to somebody outside the register. Of the child it says no more
/// than its wording needs; of a protected family nothing is written at all.
public enum WriteOutsideLetter {
    public static let operation = OperationCode.printLetters

    /// - Parameters:
    ///   - order: to the recipient of the family in name only: nothing goes to them.
    ///   - documentNumber: of the office's own register of documents.
    /// - Throws: `OutsideLetterRefusal`; `LetterRefusal` where the book's words cannot be filled.
    public static func perform(
        _ order: LetterOrder, about child: AddresseeNumber, to party: OutsideParty,
        documentNumber: String, dueOn: CivilDate, letters: LetterWordings,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> WrittenOutsideLetter {
        scope.saw([order.recipient, child])
        let names = try OutsideFamily.names(order.recipient, child, directory, in: scope)
        guard !party.name.isEmpty, !party.address.isEmpty,
            party.postalCode.isEmpty || party.postalCode.count == 7
        else { throw OutsideLetterRefusal.partyIncomplete }
        guard dueOn > scope.today else { throw OutsideLetterRefusal.dueDayPassed }
        guard !documentNumber.isEmpty else { throw OutsideLetterRefusal.documentNumberMissing }
        guard try !OutsideLetterBook.isUsed(documentNumber: documentNumber, from: scope.db) else {
            throw OutsideLetterRefusal.documentNumberUsed
        }
        let wording = try letters.wording(order.kind, on: scope.today).wording
        let order = order.said(by: wording)
        let words = try wording.filled(order.values) { names[$0] }
        let id = try scope.append([
            OutsideLetterRow(
                order: order, child: child, party: party, documentNumber: documentNumber,
                issuedOn: scope.today, dueOn: dueOn, wording: letters.digest,
                officer: scope.principal.officer)
        ])[0]
        guard let letter = try OutsideLetterBook.letter(id, from: scope.db) else {
            throw OutsideLetterRefusal.unknownLetter
        }
        scope.counted(1)
        return WrittenOutsideLetter(letter: letter, words: words)
    }
}

/// 相手方あての文書の再発行: the same letter once more, under its number and date, with a reason.
public enum ReprintOutsideLetter {
    public static let operation = OperationCode.reprintLetter

    /// - Throws: `LetterDeskRefusal.missingReason`; `OutsideLetterRefusal.unknownLetter`,
    ///   `.familyProtected`; `LetterRefusal`.
    public static func perform(
        _ id: Int64, reason: String, letters: LetterWordings, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> WrittenOutsideLetter {
        guard !reason.allSatisfy(\.isWhitespace) else { throw LetterDeskRefusal.missingReason }
        guard let letter = try OutsideLetterBook.letter(id, from: scope.db),
            let contents = LetterContents(text: letter.contents)
        else { throw OutsideLetterRefusal.unknownLetter }
        scope.saw([letter.recipient, letter.child])
        let names = try OutsideFamily.names(letter.recipient, letter.child, directory, in: scope)
        let order = contents.order(
            letter.kind, reference: letter.reference, recipient: letter.recipient)
        let words = try letters.wording(letter.kind, on: letter.issuedOn).wording
            .filled(order.values) { names[$0] }
        scope.counted(1)
        return WrittenOutsideLetter(letter: letter, words: words)
    }
}

/// The family that a letter to a party outside is about.
public enum OutsideFamily {
    /// What they are called.
    /// - Throws: `OutsideLetterRefusal.familyProtected`.
    static func names(
        _ recipient: AddresseeNumber, _ child: AddresseeNumber,
        _ directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [AddresseeNumber: String] {
        let people = try directory.persons([recipient, child])
        guard try isFree(recipient, child, directory, in: scope) else {
            throw OutsideLetterRefusal.familyProtected
        }
        return people.mapValues(\.name)
    }

    /// Whether nobody of the family is protected.
    public static func isFree(
        _ recipient: AddresseeNumber, _ child: AddresseeNumber,
        _ directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Bool {
        try areFree([(recipient, child)], directory: directory, in: scope) == [true]
    }
}
