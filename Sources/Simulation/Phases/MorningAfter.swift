// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Scheme
import Town
import Vocabulary

/// Work for whoever opens the desk after the story: a new morning with forms that nobody has
/// finished. It is laid out after everything was compared; the year's figures stay as they are.
struct MorningAfter {
    let year: OfficeYear
    private var office: Installation { year.office }

    /// A child that nobody has applied for, with a parent of the same household.
    private struct Family {
        let child: AddresseeNumber
        let parent: AddresseeNumber
        let born: CivilDate
    }

    func layOut() throws {
        guard let last = year.plan.months.last else { return }
        let morning = try office.days.office.openDay(onOrAfter: last.month.next.firstDay)
        year.clock.stand(on: morning, hour: 8, minute: 45)
        try applications(on: morning)
        try reimbursements(on: morning)
        try year.staff.goHome()
    }

    /// One proposed, one that waits for its papers, the others to be examined.
    private func applications(on day: CivilDate) throws {
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
        guard let first = receipts.first, first.status == .checked else { return }
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
    }

    private func families() throws -> [Family] {
        let known = try office.casework.perform(
            .viewApplications, by: try year.staff.principal(.counter), for: .registration
        ) { try EntitlementReading.childrenWithApplication(from: $0.db) }
        let numbers = Set(try office.directory.changes(after: 0, limit: .max).map(\.number))
        let people = try office.directory.persons(Array(numbers.subtracting(known)))
        let today = year.clock.today()
        return people.values.filter { person in
            person.status == .resident && !person.isProtected
                && year.isOfAge(person.born, on: today)
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

    /// One form to be examined, one that waits for the second officer.
    private func reimbursements(on day: CivilDate) throws {
        let law = BenefitLaw(book: office.book)
        let payment = try year.staff.principal(.payment)
        let month = day.yearMonth.previous
        let forms = try office.casework.perform(.viewLists, by: payment, for: .benefit) {
            scope -> [ReimbursementInput] in
            guard let place = try BenefitReading.anyInstitution(from: scope.db) else { return [] }
            let entries = try EntitlementIndex.load(from: scope.db).entries
                .filter { $0.isEntitled(on: month.firstDay, inpatient: false) }.prefix(2)
            scope.saw(entries.map(\.child))
            return entries.enumerated().map { number, entry in
                let tenths = AgeLaw.isPreschool(born: entry.born, on: month.firstDay) ? 2 : 3
                return ReimbursementInput(
                    receipt: "W8-00000\(number + 1)", appliedOn: day, applicant: entry.recipient,
                    child: entry.child, recipientNumber: entry.recipientNumber,
                    treatmentMonth: month, institution: place.code, institutionName: place.name,
                    setting: .outpatient, cost: .points(640 + 200 * number), days: 1,
                    burdenTenths: tenths, paid: Yen((640 + 200 * number) * tenths),
                    highCost: .zero, additionalBenefit: .zero)
            }
        }
        let entered = try forms.map { form in
            try office.casework.perform(
                EnterReimbursement.operation, by: payment, for: .benefit
            ) { try EnterReimbursement.perform(form, law: law, in: $0) }
        }
        guard let first = entered.first else { return }
        _ = try office.casework.perform(
            ProposeReimbursements.operation, by: payment, for: .benefit
        ) { try ProposeReimbursements.perform(.these([first.id]), law: law, in: $0) }
    }
}
