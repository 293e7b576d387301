// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Decides which forms are taken in, against what is in the books and in the same batch.
///
/// (Part of `OperationCode.receiveApplication`.)
struct Admission {
    private let today: CivilDate
    private var receipts: Set<String>
    private var withOpen: Set<AddresseeNumber>
    private let strands: [AddresseeNumber: [Strand]]
    private let people: [AddresseeNumber: ResidentSnapshot]
    private let abusers: AbuserLinks
    private var nextNumber: Int

    init(
        _ inputs: [ApplicationInput], people: [AddresseeNumber: ResidentSnapshot],
        on today: CivilDate, from db: any Connection
    ) throws {
        self.today = today
        self.people = people
        abusers = try AbuserLinks(of: inputs.flatMap { people.family(of: $0.child) }, from: db)
        receipts = try ApplicationBook.known(receipts: inputs.compactMap(\.receipt), from: db)
        let children = inputs.filter { $0.kind == .registration }.map(\.child)
        withOpen = try ApplicationBook.withOpenRegistration(children, from: db)
        strands = try HistoryBook.strands(children: children, from: db)
        nextNumber = try IssueCounts.applications(from: db) + 1
    }

    /// The receipt number of a form that is taken in.
    ///
    /// - Throws: why it is not.
    mutating func admit(_ input: ApplicationInput) throws(EntitlementRefusal) -> String {
        if let receipt = input.receipt, receipts.contains(receipt) {
            throw .duplicateReceipt(receipt)
        }
        if input.appliedOn > today { throw .appliedInFuture }
        if input.applicant == input.child { throw .applicantIsChild }
        if isNamedAbuser(input) { throw .namedAbuser }
        if input.channel != .exOfficio {
            guard let identity = input.identity else { throw .identityNotChecked }
            try identity.check(channel: input.channel)
        }
        if let insurance = input.insurance { try insurance.check() }
        if let account = input.account { _ = try CheckedAccount(account) }
        if input.kind == .registration {
            if withOpen.contains(input.child) { throw .openApplicationExists }
            let isEntitled = strands[input.child]?.contains { strand in
                strand.state.isStanding && strand.state.periods.reaches(input.appliedOn)
            }
            if isEntitled ?? false { throw .alreadyEntitled }
            withOpen.insert(input.child)
        }
        let receipt = input.receipt ?? freshReceipt()
        receipts.insert(receipt)
        return receipt
    }

    /// Whether applicant or account holder is the person whom a measure of the family is directed
    /// against: a hard stop, before anything is kept.
    private func isNamedAbuser(_ input: ApplicationInput) -> Bool {
        guard !abusers.isEmpty else { return false }
        let family = people.family(of: input.child)
        let applicant = people[input.applicant]
        if abusers.names(
            input.applicant, name: applicant?.name, kana: applicant?.kana, of: family)
        {
            return true
        }
        return input.account.map {
            abusers.names(nil, name: $0.holderKanji, kana: $0.holderKana, of: family)
        } ?? false
    }

    /// 年度-連番 of the office; never the number of a form that named its own.
    private mutating func freshReceipt() -> String {
        var receipt = ""
        repeat {
            receipt = "U\(FiscalYear(of: today).year)-\(padded(nextNumber, 6))"
            nextNumber += 1
        } while receipts.contains(receipt)
        return receipt
    }
}

extension [AddresseeNumber: ResidentSnapshot] {
    /// A child and its parents by the register.
    func family(of child: AddresseeNumber) -> [AddresseeNumber] {
        [child] + [self[child]?.mother, self[child]?.father].compactMap(\.self)
    }
}

/// A form that is taken in, with what the resident check found.
struct AdmittedForm {
    let input: ApplicationInput
    let receipt: String
    let checks: [ResidentCheck]
    let account: CheckedAccount?
    let accountDoubts: [String]
    /// Why it waits, and until when.
    let hold: (reason: String, due: CivilDate)?

    init(
        _ input: ApplicationInput, receipt: String,
        people: [AddresseeNumber: ResidentSnapshot], terms: IntakeTerms, _ today: CivilDate
    ) {
        self.input = input
        self.receipt = receipt
        let child = people[input.child]
        let applicant = people[input.applicant]
        checks = [
            .compare(input.child, .child, claimed: input.claimed, record: child),
            .compare(input.applicant, .applicant, claimed: nil, record: applicant),
        ]
        account = input.account.flatMap { try? CheckedAccount($0) }
        accountDoubts = account?.doubts(recipient: applicant, child: child) ?? []
        let due = terms.dueDay(from: today)
        if checks.contains(where: { $0.result == .notFound }) {
            hold = (HoldReason.residentUnknown, due)
        } else if checks.contains(where: { $0.result == .mismatch }) {
            hold = (HoldReason.residentRecord, due)
        } else if input.kind == .registration, !input.hasInsuranceEvidence {
            hold = (HoldReason.insuranceEvidence, due)
        } else {
            hold = nil
        }
    }

    /// Whether the register knows both persons and agrees with the form.
    var isChecked: Bool { checks.allSatisfy { $0.result == .match } }

    var status: ApplicationStatus {
        switch (hold == nil, isChecked) {
        case (true, _): .checked
        case (false, true): .heldChecked
        case (false, false): .held
        }
    }

    func answer(id: Int64) -> ApplicationReceipt {
        ApplicationReceipt(
            id: id, receipt: receipt, status: status, holdReason: hold?.reason,
            dueOn: hold?.due, accountDoubts: accountDoubts)
    }

    /// What the history of the application begins with.
    func events(id: Int64, officer: String) -> [ApplicationEventRow] {
        var rows = [
            ApplicationEventRow(
                application: id, event: .received, reason: input.ground, officer: officer)
        ]
        if isChecked {
            rows.append(ApplicationEventRow(application: id, event: .checked, officer: officer))
        }
        if let hold {
            rows.append(
                ApplicationEventRow(
                    application: id, event: .held, reason: hold.reason,
                    missingPapers: hold.reason, dueOn: hold.due, officer: officer))
        }
        return rows
    }
}
