// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What System 2 knows of a person that PMH asks for (基本5情報 without the 個人番号).
public struct HubPerson: Sendable, Hashable {
    public let addressee: AddresseeNumber
    public let name: String
    public let kana: String
    /// `1` 男, `2` 女.
    public let sex: String
    /// `nil` where no whole day is known.
    public let born: CivilDate?
    /// Address and 方書 as the register writes them.
    public let address: String
    /// Under a protection measure (支援措置), as of now.
    public let isProtected: Bool

    public init(
        addressee: AddresseeNumber, name: String, kana: String, sex: String, born: CivilDate?,
        address: String, isProtected: Bool
    ) {
        self.addressee = addressee
        self.name = name
        self.kana = kana
        self.sex = sex
        self.born = born
        self.address = address
        self.isProtected = isProtected
    }
}

/// Lends 個人番号 to the writer of a registration for PMH: two steps, so that no number is opened for a
/// record that cannot be sent.
///
/// Whether PMH may be told anything at all is asked by `MedicalHub`, in the same transaction.
public enum DiscloseForHub {
    public static let operation = OperationCode.sendToHub

    /// The persons as of now, without their numbers; who is unknown is missing.
    public static func persons(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: HubPerson] {
        let records = try AddresseeBook.records(Set(numbers).sorted(), in: scope)
        scope.saw(records.keys)
        return records.mapValues { record in
            HubPerson(
                addressee: record.addressee, name: record.items.name, kana: record.items.kana,
                sex: record.items.sex, born: record.items.born.day,
                address: record.items.address
                    + (record.items.building.isEmpty ? "" : "　" + record.items.building),
                isProtected: record.isProtected)
        }
    }

    /// Which of these persons have a 個人番号; nothing is opened.
    public static func numbered(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        Set(try cells(numbers, in: scope).map(\.addressee))
    }

    /// Lends the twelve digits of each person that has a number; they are wiped when `write` returns.
    /// - Throws: `Fault(.key)`, what `write` throws.
    public static func perform(
        _ numbers: [AddresseeNumber], vault: NumberVault, in scope: Scope,
        write: (AddresseeNumber, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        precondition(scope.operation == operation, "個人番号を貸すのはPMHへの登録だけです")
        let found = try cells(numbers, in: scope)
        scope.saw(found.map(\.addressee))
        for (addressee, person, cell) in found {
            try vault.withDigits(ofCell: cell, person: person) { try write(addressee, $0) }
        }
    }

    private static func cells(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [(addressee: AddresseeNumber, person: Int64, cell: [UInt8])] {
        let wanted = Set(numbers).sorted()
        let persons = try PersonBook.persons(of: wanted, in: scope)
        let cells = try NumberCellBook.cells(of: Set(persons.values).sorted(), in: scope)
        return wanted.compactMap { number in
            guard let person = persons[number], let cell = cells[person] else { return nil }
            return (number, cell.person, cell.cell)
        }
    }
}

/// The one thing of the number vault that the registration with PMH is given: to have numbers lent.
public struct HubNumbers: Sendable {
    private let vault: NumberVault

    public init(_ vault: NumberVault) { self.vault = vault }

    /// As `DiscloseForHub.perform`.
    public func lend(
        _ numbers: [AddresseeNumber], in scope: Scope,
        write: (AddresseeNumber, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try DiscloseForHub.perform(numbers, vault: vault, in: scope, write: write)
    }
}
