// SPDX-License-Identifier: Apache-2.0
import Database
import Registers
import Safeguards
import Vocabulary

/// At the door: training of the year, and for persons of a vendor contract, employer, pledge
/// and training.
struct RegisterAdmission: Admission {
    func objection(
        to officer: AdmittedOfficer, on day: CivilDate, in db: any Connection
    ) throws -> (any Refusal)? {
        if let vendor = officer.vendor {
            let person = Outsourcing.Person(
                officer: officer.officer, employer: vendor.employer, contract: vendor.contract)
            if let refusal = try Outsourcing.objection(to: person, on: day, from: db) {
                return refusal
            }
            return nil
        }
        return try Training.objection(to: officer.officer, on: day, from: db)
    }
}

/// 利用停止: whoever's data are suspended is in no use but keeping, deciding and disclosing.
struct SuspensionWatch: AccessWatch {
    var watchesMachines: Bool { true }

    func look(at access: WatchedAccess, in db: any Connection) throws -> AccessMark? {
        let permission = Permission(
            access.operation, by: access.principal, for: access.purpose)
        guard !access.named.isEmpty,
            let refusal = permission.refusal(on: .suspendedPerson), refusal == .suspendedUse,
            try !SuspensionBook.suspended(among: access.named, from: db).isEmpty
        else { return nil }
        throw refusal
    }
}
