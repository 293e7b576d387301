// SPDX-License-Identifier: Apache-2.0
public import Database
public import Press
import Safeguards
public import Vocabulary

/// Where papers to recipients go, chosen at the moment of printing and never kept.
public struct Addressing {
    private let people: [AddresseeNumber: ResidentSnapshot]
    private let mailing: [AddresseeNumber: MailingAddress]

    /// Asks for everybody of a batch at once.
    public init(
        recipients: [AddresseeNumber], children: [AddresseeNumber],
        directory: any AddresseeDirectory, on day: CivilDate, from db: any Connection
    ) throws {
        people = try directory.persons(recipients + children)
        let protected = Set(people.values.filter(\.isProtected).map(\.number))
        mailing = try AddressBook.mailing(
            recipients, on: day, protected: protected, from: db)
    }

    /// A person as the register knows them now.
    public func person(_ number: AddresseeNumber) -> ResidentSnapshot? { people[number] }

    /// The window address of a letter to a recipient about a child.
    func address(
        of recipient: AddresseeNumber, child: AddresseeNumber, letter: String
    ) -> Result<PrintableAddress, LeftOut> {
        address(of: recipient, about: [child], letter: letter)
    }

    /// The window address of a letter to a recipient about children.
    ///
    /// - Returns: why there is none, in words: unknown, dead, or protected (released one by one).
    public func address(
        of recipient: AddresseeNumber, about children: [AddresseeNumber], letter: String
    ) -> Result<PrintableAddress, LeftOut> {
        guard let person = people[recipient] else {
            return .failure(LeftOut(reason: "受給者が宛名にありません"))
        }
        if person.status == .died { return .failure(LeftOut(reason: "受給者が死亡しています")) }
        if person.isProtected || children.contains(where: { people[$0]?.isProtected ?? false }) {
            return .failure(LeftOut(reason: "支援措置の対象です。二人の確認の後に個別に発行してください"))
        }
        let token = RecipientToken(recipient: recipient, letter: letter)
        let guarded = mailing[recipient]?.address ?? person.guardedAddress
        do {
            let address = try guarded.printable(for: token)
            return .success(
                PrintableAddress(
                    recipient: recipient.description, postalCode: hyphened(address.postalCode),
                    lines: [address.text, address.building],
                    name: mailing[recipient]?.name ?? person.name))
        } catch {
            return .failure(LeftOut(reason: error.message))
        }
    }

    private func hyphened(_ code: String) -> String {
        let parts = PostalParts(code)
        return parts.local.isEmpty ? parts.area : "\(parts.area)-\(parts.local)"
    }
}

/// Why a paper of a batch is not produced.
public struct LeftOut: Error {
    public let reason: String
}
