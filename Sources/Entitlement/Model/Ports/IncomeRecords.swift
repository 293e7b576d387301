// SPDX-License-Identifier: Apache-2.0
public import Database
public import Scheme
public import Vocabulary

/// What is known of the income of persons besides what officers recorded: the tax file and answers of
/// inquiries, in the cases in which the person consents. Answered by 連携.
public protocol IncomeRecords: Sendable {
    /// The statements that may be used on a day, by child (the case) and person.
    func statements(
        inCasesOf children: [AddresseeNumber], on day: CivilDate, from db: any Connection
    ) throws -> [AddresseeNumber: [AddresseeNumber: [IncomeStatement]]]

    /// The numbers of the inquiries whose answers say them, by child, person and year of assessment;
    /// where there is none the tax file said it.
    func inquiries(
        inCasesOf children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [AddresseeNumber: [Int: String]]]
}
