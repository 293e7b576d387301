// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Press
import Safeguards
import Vocabulary

/// Where letters about payments go, chosen at the moment of printing and never kept.
struct PayeeAddresses {
    /// Why a letter of a batch is not produced.
    struct LeftOut: Error {
        let reason: String
    }

    private let people: [AddresseeNumber: ResidentSnapshot]
    private let mailing: [AddresseeNumber: MailingAddress]

    init(
        recipients: [AddresseeNumber], children: [AddresseeNumber],
        directory: any AddresseeDirectory, on day: CivilDate, from db: any Connection
    ) throws {
        people = try directory.persons(recipients + children)
        mailing = try AddressBook.mailing(
            recipients, on: day,
            protected: Set(people.values.filter(\.isProtected).map(\.number)), from: db)
    }

    /// The name of a person as the register knows it now.
    func name(of person: AddresseeNumber) -> String? { people[person]?.name }

    /// The window address of a letter to a recipient about children.
    ///
    /// - Returns: why there is none, in words: unknown, dead, or protected (released one by one).
    func address(
        of recipient: AddresseeNumber, about children: [AddresseeNumber], letter: String
    ) -> Result<PrintableAddress, LeftOut> {
        guard let person = people[recipient] else {
            return .failure(LeftOut(reason: "受給者が宛名にありません"))
        }
        if person.status == .died { return .failure(LeftOut(reason: "受給者が死亡しています")) }
        let isGuarded =
            person.isProtected || children.contains { people[$0]?.isProtected ?? false }
        if isGuarded {
            return .failure(LeftOut(reason: "支援措置の対象です。二人の確認の後に個別に発行してください"))
        }
        let guarded = mailing[recipient]?.address ?? person.guardedAddress
        do {
            let address = try guarded.printable(
                for: RecipientToken(recipient: recipient, letter: letter))
            let code = address.postalCode.filter { $0 != "-" }
            let hyphened =
                code.count > 3 ? "\(code.prefix(3))-\(code.dropFirst(3))" : String(code)
            return .success(
                PrintableAddress(
                    recipient: recipient.description, postalCode: hyphened,
                    lines: [address.text, address.building],
                    name: mailing[recipient]?.name ?? person.name))
        } catch {
            return .failure(LeftOut(reason: error.message))
        }
    }
}
