// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Vocabulary

/// Reads open cases from the records of 資格.
enum CaseReading {
    /// The open case of a child on a day; one without purposes is closed.
    static func openCase(
        of child: AddresseeNumber, on day: CivilDate, from db: any Connection
    ) throws -> InquiryCase {
        var persons: Set<AddresseeNumber> = [child]
        var purposes: Set<Purpose> = []
        for application in try ApplicationBook.files(child: child, from: db)
        where application.status.isOpen {
            persons.insert(application.applicant)
            purposes.insert(application.kind == .registration ? .registration : .change)
        }
        // Of an entitlement that is suspended on the day nothing is asked.
        let running = try EntitlementIndex.load(children: [child], from: db).entries.filter {
            $0.isEntitled(on: day, inpatient: false) || $0.isEntitled(on: day, inpatient: true)
        }
        if !running.isEmpty { purposes.formUnion([.change, .benefit]) }
        let recipients = running.map(\.recipient)
        persons.formUnion(recipients)
        let members = try HouseholdBook.members(recipients: recipients, from: db)
        persons.formUnion(
            members.values.flatMap { $0 }.filter { $0.period.contains(day) }.map(\.member))
        return InquiryCase(child: child, persons: persons, purposes: purposes)
    }
}
