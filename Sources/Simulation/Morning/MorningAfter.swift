// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Safeguards
import Scheme
import Town
import Vocabulary

/// Work for whoever opens the desk after the story: a morning with something in every queue. It is
/// laid out after everything was compared; the year's figures stay as they are.
struct MorningAfter {
    let year: OfficeYear
    var office: Installation { year.office }

    /// A child that nobody has applied for, with a parent of the same household.
    private struct Family {
        let child: AddresseeNumber
        let parent: AddresseeNumber
        let born: CivilDate
    }

    /// - Returns: where what has come of the morning's post and the town's truth part.
    func layOut() throws -> [Difference] {
        guard let last = year.plan.months.last else { return [] }
        let month = try MonthPlan(last.month.next, pay: year.days, days: office.days)
        // What is decided before a month ends is paid in the next.
        year.clock.stand(on: last.month.lastDay, hour: 22)
        try runAtTheBank(month)
        try year.staff.goHome()
        let morning = month.results
        year.clock.stand(on: morning, hour: 8, minute: 45)
        try newcomers()
        let held = try applications(on: morning)
        try reimbursements(on: morning)
        let differences = try electronicApplications() + inquiry(about: held) + tax()
        try year.staff.goHome()
        return differences
    }

    /// The last files that have come: families that have moved in and not applied yet. What did not
    /// come is late by now, and the desk says so.
    private func newcomers() throws {
        let next = year.settings.folder.appendingPathComponent("in/next")
        year.mailbox = try Mailbox(next)
        try year.receiveResidents()
        try year.receivePeers()
    }

    /// One proposed, one that waits for its papers, the others to be examined.
    ///
    /// - Returns: the one that waits.
    private func applications(on day: CivilDate) throws -> ApplicationReceipt? {
        let families = try families().prefix(4)
        var receipts: [ApplicationReceipt] = []
        for (place, family) in families.enumerated() {
            let form = form(family, on: day, withEvidence: place != 1)
            receipts.append(
                try office.casework.perform(
                    ReceiveApplication.operation, by: try year.staff.principal(.counter),
                    for: .registration
                ) {
                    try ReceiveApplication.perform(
                        form, directory: office.directory, terms: office.intake,
                        banks: office.banks, in: $0)
                })
        }
        let held = receipts.first { $0.status.isHeld }
        guard let first = receipts.first, first.status == .checked else { return held }
        _ = try office.casework.perform(
            ProposeDecisions.operation, by: try year.staff.principal(.secondCounter),
            for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [first.id], law: office.law, directory: office.directory, terms: office.intake,
                in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
        return held
    }

    /// Who has moved in this month; whoever never applied in the year is left in peace.
    private func families() throws -> [Family] {
        let known = try office.casework.perform(
            .viewApplications, by: try year.staff.principal(.counter), for: .registration
        ) { try EntitlementReading.childrenWithApplication(from: $0.db) }
        let numbers = Set(try office.directory.changes(after: 0, limit: .max).map(\.number))
        let people = try office.directory.persons(Array(numbers.subtracting(known)))
        let today = year.clock.today()
        let month = today.yearMonth.firstDay
        return people.values.filter { person in
            person.status == .resident && !person.isProtected
                && year.isOfAge(person.born, on: today)
                && person.residentFrom.map { $0 >= month } ?? false
        }.sorted { $0.number < $1.number }.compactMap { child in
            (child.mother ?? child.father).map {
                Family(child: child.number, parent: $0, born: child.born)
            }
        }
    }

    private func form(
        _ family: Family, on day: CivilDate, withEvidence: Bool
    ) -> ApplicationInput {
        let insurance = InsurerNumber(FictionalCity.nationalInsurer).map { insurer in
            InsuranceInput(
                child: family.child, insurer: insurer, insurerName: "見本市国民健康保険",
                acquiredOn: family.born, source: .application)
        }
        return ApplicationInput(
            reason: .other, channel: .counter, appliedOn: day, causeOn: day,
            applicant: family.parent, child: family.child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-04", isExplained: true),
            hasInsuranceEvidence: withEvidence, insurance: withEvidence ? insurance : nil,
            account: nil, consents: true)
    }
}
