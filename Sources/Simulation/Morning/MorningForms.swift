// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Scheme
import Vocabulary

extension MorningAfter {
    private var law: BenefitLaw { office.benefitLaw }

    /// A run whose file is with the bank and whose day has come: its results are to be taken in.
    func runAtTheBank(_ month: MonthPlan) throws {
        let forms = try enter(
            receipts: ["W8-000001", "W8-000002"], appliedOn: year.clock.today(), skipping: 0)
        guard !forms.isEmpty else { return }
        let payment = try year.staff.principal(.payment)
        let proposals = try office.casework.perform(
            ProposeReimbursements.operation, by: payment, for: .benefit
        ) { try ProposeReimbursements.perform(.these(forms), law: law, in: $0) }.proposals
        year.clock.pass(minutes: 30)
        _ = try office.casework.perform(
            ApproveReimbursements.operation, by: try year.staff.principal(.head), for: .benefit
        ) { try ApproveReimbursements.perform(.these(proposals), rules: .oneHead, in: $0) }
        try year.staff.goHome()
        year.clock.stand(on: month.payment, hour: 9)
        guard let run = try year.approvedRun(month) else { return }
        _ = try year.writeTransferFile(run)
    }

    /// One form to be examined, one that waits for the second officer.
    func reimbursements(on day: CivilDate) throws {
        let entered = try enter(
            receipts: ["W8-000003", "W8-000004"], appliedOn: day, skipping: 2)
        guard let first = entered.first else { return }
        _ = try office.casework.perform(
            ProposeReimbursements.operation, by: try year.staff.principal(.payment), for: .benefit
        ) { try ProposeReimbursements.perform(.these([first]), law: law, in: $0) }
    }

    /// Forms of children who are entitled, one a receipt.
    ///
    /// - Parameter skipping: children of the list that other forms have taken.
    private func enter(
        receipts: [String], appliedOn day: CivilDate, skipping: Int
    ) throws -> [Int64] {
        let payment = try year.staff.principal(.payment)
        let month = day.yearMonth.previous
        let law = law
        let forms = try office.casework.perform(.viewLists, by: payment, for: .benefit) {
            scope -> [ReimbursementInput] in
            guard let place = try InstitutionBook.all(from: scope.db).first else { return [] }
            let entries = try EntitlementIndex.load(from: scope.db).entries
                .filter { $0.isEntitled(on: month.firstDay, inpatient: false) }
                .dropFirst(skipping)
            scope.saw(entries.prefix(receipts.count).map(\.child))
            return zip(receipts, entries).enumerated().map { number, pair in
                let (receipt, entry) = pair
                let tenths = AgeLaw.isPreschool(born: entry.born, on: month.firstDay) ? 2 : 3
                let points = 640 + 200 * number
                return ReimbursementInput(
                    receipt: receipt, appliedOn: day, applicant: entry.recipient,
                    child: entry.child, recipientNumber: entry.recipientNumber,
                    treatmentMonth: month, institution: place.code.digits,
                    institutionName: place.name, setting: .outpatient, cost: .points(points),
                    days: 1, burdenTenths: tenths, paid: Yen(points * tenths), highCost: .zero,
                    additionalBenefit: .zero)
            }
        }
        return try forms.map { form in
            try office.casework.perform(
                EnterReimbursement.operation, by: payment, for: .benefit
            ) { try EnterReimbursement.perform(form, law: law, in: $0) }.id
        }
    }
}
