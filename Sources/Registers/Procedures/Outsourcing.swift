// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// 委託: whether a person of a vendor may have an account (asked under `OperationCode.login` and when an
/// account is made).
public enum Outsourcing {
    /// What a vendor's account says of itself.
    public struct Person: Sendable, Hashable {
        public let officer: String
        public let employer: String
        /// The number of the contract in 委託契約台帳.
        public let contract: String

        public init(officer: String, employer: String, contract: String) {
            self.officer = officer
            self.employer = employer
            self.contract = contract
        }
    }

    /// Why a person of a vendor may not work here on a day; `nil` where nothing is in the way.
    ///
    /// In order: the contract is in force; the employer is the contractor or an approved sub-contractor;
    /// the person has pledged; the person was trained this fiscal year.
    public static func objection(
        to person: Person, on day: CivilDate, from db: any Connection
    ) throws -> RegisterRefusal? {
        do {
            let contract = try contract(person.contract, on: day, in: db)
            try employer(person.employer, of: contract, on: day, in: db)
            try pledged(person, contract, in: db)
            try trained(person.officer, on: day, in: db)
            return nil
        } catch let refusal as RegisterRefusal {
            return refusal
        }
    }

    /// The contract of a number, where it is in force on the day.
    static func contract(
        _ text: String?, on day: CivilDate, in db: any Connection
    ) throws -> RegisterEntry {
        guard let number = text.flatMap({ EntryNumber($0) }),
            let contract = try RegisterBook.entry("contract", number, from: db),
            contract.state == .active, isInForce(contract.values, on: day)
        else { throw RegisterRefusal.rule(.contractNotInForce) }
        return contract
    }

    /// Both days inside; without an end it has none.
    static func isInForce(_ values: RegisterValues, on day: CivilDate) -> Bool {
        guard let from = values.day("from"), from <= day else { return false }
        return values.day("until").map { day <= $0 } ?? true
    }

    /// The employer is the contractor, or a sub-contractor whom the city approved and whose contract is
    /// as strict.
    static func employer(
        _ employer: String, of contract: RegisterEntry, on day: CivilDate,
        in db: any Connection
    ) throws {
        if employer == contract.values["contractor"] { return }
        let approvals = try RegisterBook.entries(
            of: "subcontract-approval", where: "subcontractor", is: employer, from: db)
        for approval in approvals
        where approval.state == .active && isInForce(approval.values, on: day)
            && approval.values["contract"].flatMap({ EntryNumber($0) }) == contract.number
        {
            let subcontracts = try RegisterBook.entries(
                of: "subcontract", where: "approval", is: approval.number.description, from: db)
            if subcontracts.contains(where: {
                $0.state == .active && isInForce($0.values, on: day)
            }) {
                return
            }
        }
        throw RegisterRefusal.rule(.employerUnknown)
    }

    private static func pledged(
        _ person: Person, _ contract: RegisterEntry, in db: any Connection
    ) throws {
        let pledges = try RegisterBook.entries(
            of: "pledge", where: "officer", is: person.officer, from: db)
        let isThere = pledges.contains {
            $0.state == .active && $0.values["employer"] == person.employer
                && $0.values["contract"].flatMap { EntryNumber($0) } == contract.number
        }
        guard isThere else { throw RegisterRefusal.rule(.pledgeMissing) }
    }

    private static func trained(
        _ officer: String, on day: CivilDate, in db: any Connection
    ) throws {
        let year = FiscalYear(of: day).year
        let trainings = try RegisterBook.entries(
            of: "vendor-training", where: "officer", is: officer, from: db)
        guard trainings.contains(where: { $0.values.number("year") == year }) else {
            throw RegisterRefusal.rule(.vendorTrainingMissing)
        }
    }
}
