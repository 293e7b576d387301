// SPDX-License-Identifier: Apache-2.0
import Database
public import Press
public import Safeguards
public import Vocabulary

/// Where papers to recipients go, chosen at the moment of printing and never kept. Every letter of
/// every area gets its address here, and only here.
public final class Addressing {
    private let people: [AddresseeNumber: ResidentSnapshot]
    private let mailing: [AddresseeNumber: MailingAddress]
    private let guardian: LetterGuard
    private let released: [HeldLetter]
    private var letters: [LetterOutRow] = []
    private var holds: [LetterHoldRow] = []
    private var outcomes: [LetterHoldOutcomeRow] = []
    private let officer: String

    /// Asks for everybody of a batch at once.
    public init(
        recipients: [AddresseeNumber], children: [AddresseeNumber],
        directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        people = try directory.persons(recipients + children)
        let protected = Set(people.values.filter(\.isProtected).map(\.number))
        mailing = try AddressBook.mailing(
            recipients, on: scope.today, protected: protected, from: scope.db)
        guardian = try LetterGuard(
            recipients: recipients, people: people, directory: directory, from: scope.db)
        released = try HeldLetterBook.open(to: recipients, from: scope.db)
        officer = scope.principal.officer
    }

    /// A person as the register knows them now.
    public func person(_ number: AddresseeNumber) -> ResidentSnapshot? { people[number] }

    /// Whether a letter must not tell of places (clinic, bank branch): one of the family is
    /// protected.
    public func hidesPlaces(
        of recipient: AddresseeNumber, about children: [AddresseeNumber]
    ) -> Bool { guardian.standing(of: recipient, about: children) != .free }

    /// The window address of a letter to a recipient about children.
    ///
    /// - Parameter letter: the number of the envelope.
    /// - Returns: why there is none, in words: unknown, dead, or protected and not released.
    public func address(
        of recipient: AddresseeNumber, about children: [AddresseeNumber], on subject: LetterSubject,
        letter: String
    ) -> Result<PrintableAddress, LeftOut> {
        guard let person = people[recipient] else {
            return .failure(LeftOut(reason: "受給者が宛名にありません"))
        }
        if person.status == .died { return .failure(LeftOut(reason: "受給者が死亡しています")) }
        var hold: HeldLetter?
        switch guardian.standing(of: recipient, about: children) {
        case .free: overtake(waiting(on: subject, to: recipient))
        case .forbidden:
            return .failure(LeftOut(reason: EntitlementRefusal.namedAbuser.message))
        case .guarded(let version):
            hold = self.hold(on: subject, to: recipient, children, version)
            guard hold?.releasedBy != nil else { return .failure(.held) }
        }
        do {
            let token = try token(for: recipient, letter, hold)
            let guarded = mailing[recipient]?.address ?? person.guardedAddress
            let address = try guarded.printable(for: token)
            letters += children.map {
                LetterOutRow(
                    envelope: letter, paper: subject.paper, recipient: recipient, about: $0,
                    hold: hold?.id)
            }
            if let hold {
                outcomes.append(
                    LetterHoldOutcomeRow(
                        hold: hold.id, outcome: .printed, officer: officer, envelope: letter))
            }
            return .success(
                PrintableAddress(
                    recipient: recipient.description,
                    postalCode: PostalParts(address.postalCode).hyphened,
                    lines: [address.text, address.building],
                    name: mailing[recipient]?.name ?? person.name))
        } catch {
            return .failure(LeftOut(reason: error.message))
        }
    }

    private func token(
        for recipient: AddresseeNumber, _ letter: String, _ hold: HeldLetter?
    ) throws(SafeguardRefusal) -> RecipientToken {
        guard let hold, let second = hold.releasedBy else {
            return RecipientToken(recipient: recipient, letter: letter)
        }
        // A machine is no person: then whoever prints is the other of the two.
        let first = hold.officer.hasPrefix("machine:") ? officer : hold.officer
        guard !first.hasPrefix("machine:") else { throw .protectedAddress }
        return try RecipientToken(
            recipient: recipient, letter: letter, releasedBy: first, and: second)
    }

    /// The hold of this letter under the protection of now. One that stood on something older is
    /// over; where there is none the letter begins to wait.
    private func hold(
        on subject: LetterSubject, to recipient: AddresseeNumber, _ children: [AddresseeNumber],
        _ version: String
    ) -> HeldLetter? {
        let mine = waiting(on: subject, to: recipient)
        if let hold = mine.last(where: { $0.version == version }) { return hold }
        overtake(mine)
        holds.append(
            LetterHoldRow(
                subject: subject, recipient: recipient, about: children.first ?? recipient,
                version: version, officer: officer))
        return nil
    }

    private func waiting(
        on subject: LetterSubject, to recipient: AddresseeNumber
    ) -> [HeldLetter] {
        released.filter { $0.subject == subject && $0.recipient == recipient }
    }

    private func overtake(_ holds: [HeldLetter]) {
        outcomes += holds.map {
            LetterHoldOutcomeRow(
                hold: $0.id, outcome: .overtaken, officer: officer, reason: "支援措置が変わった")
        }
    }

    /// Writes the letters into the register of letters, and those that wait onto the list of the
    /// second officer.
    public func record(in scope: Scope) throws {
        try scope.append(holds)
        try scope.append(outcomes)
        try scope.append(letters)
        try LetterBook.open(letters, at: scope.now, in: scope.db)
    }
}

/// Why a paper of a batch is not produced.
public struct LeftOut: Error {
    public let reason: String
    /// It waits for a second officer, and may be asked for.
    public let isHeld: Bool

    init(reason: String, isHeld: Bool = false) {
        self.reason = reason
        self.isHeld = isHeld
    }

    static let held = LeftOut(
        reason: "支援措置の対象です。二人目の職員の発送承認を待っています", isHeld: true)
}
