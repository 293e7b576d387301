// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Vocabulary

/// Which of those whom money goes to have died.
enum PayeeDeaths {
    /// Recipients as the work knows them; heirs and others to whom a 支払先の変更 directs money, whom no
    /// re-judgement follows, as the register says it now.
    static func read(
        of items: [PaymentItem], directory: any AddresseeDirectory, from db: any Connection
    ) throws -> [AddresseeNumber: RecipientEnd] {
        let recipients = Set(items.map(\.recipient)).sorted()
        var deaths = try PersonBook.deaths(recipients, from: db)
        let payees = try PayeeChangeBook.payees(among: recipients, from: db)
            .filter { deaths[$0] == nil }
        guard !payees.isEmpty else { return deaths }
        for person in try directory.persons(payees).values where person.status == .died {
            deaths[person.number] = .died(person.number, on: person.residentUntil?.previous)
        }
        return deaths
    }
}
