// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Press
import Safeguards
import Vocabulary

/// Where letters of 給付 go, chosen at the moment of printing and never kept.
struct BenefitAddressing {
    private let people: [AddresseeNumber: ResidentSnapshot]
    private let mailing: [AddresseeNumber: MailingAddress]

    init(
        _ decisions: [ReimbursementDecision], directory: any AddresseeDirectory,
        on day: CivilDate, from db: any Connection
    ) throws {
        people = try directory.persons(decisions.flatMap { [$0.child, $0.recipient] })
        let protected = Set(people.values.filter(\.isProtected).map(\.number))
        mailing = try AddressBook.mailing(
            decisions.map(\.recipient), on: day, protected: protected, from: db)
    }

    func name(_ number: AddresseeNumber) -> String? { people[number]?.name }

    /// The window address of a letter about a decision.
    ///
    /// - Returns: why there is none, in words: unknown, dead, or protected (released one by one).
    func address(
        of decision: ReimbursementDecision, letter: String
    ) -> Result<PrintableAddress, LetterLeftOut> {
        guard let person = people[decision.recipient] else {
            return .failure(LetterLeftOut(reason: "受給者が宛名にありません"))
        }
        if person.status == .died { return .failure(LetterLeftOut(reason: "受給者が死亡しています")) }
        if person.isProtected || people[decision.child]?.isProtected ?? false {
            return .failure(
                LetterLeftOut(reason: "支援措置の対象です。二人の確認の後に個別に発行してください"))
        }
        let token = RecipientToken(recipient: decision.recipient, letter: letter)
        let guarded = mailing[decision.recipient]?.address ?? person.guardedAddress
        do {
            let address = try guarded.printable(for: token)
            let digits = address.postalCode.filter { $0 != "-" }
            return .success(
                PrintableAddress(
                    recipient: decision.recipient.description,
                    postalCode: digits.count == 7
                        ? "\(digits.prefix(3))-\(digits.dropFirst(3))" : digits,
                    lines: [address.text, address.building],
                    name: mailing[decision.recipient]?.name ?? person.name))
        } catch {
            return .failure(LetterLeftOut(reason: error.message))
        }
    }
}

/// Why a letter of a batch is not produced.
struct LetterLeftOut: Error {
    let reason: String
}
