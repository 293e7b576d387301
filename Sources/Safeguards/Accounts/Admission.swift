// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Whom a door is asked about.
public struct AdmittedOfficer: Sendable, Hashable {
    public let officer: String
    public let name: String
    public let department: String
    /// The roles in force, or those to be granted.
    public let roles: Set<Role>
    /// Only for the role 保守.
    public let vendor: VendorStanding?
}

/// Under which contract a person of a vendor works here.
public struct VendorStanding: Sendable, Hashable {
    /// The number of the contract in the register of contracts.
    public let contract: String
    /// Whose employee it is.
    public let employer: String

    public init(contract: String, employer: String) {
        self.contract = contract
        self.employer = employer
    }
}

/// Says who may be let in beyond password and authenticator: training, pledge,
/// contract. Handed into `Accounts` (law 7).
///
/// It is asked after both factors are right, so that nothing is told to strangers, and on every
/// request of an open log-in: one small query, by an index.
public protocol Admission: Sendable {
    /// Why the officer may not work today; `nil` when nothing stands against it.
    func objection(
        to officer: AdmittedOfficer, on day: CivilDate, in db: any Connection
    ) throws -> (any Refusal)?

    /// Why the officer may not be given these roles; by default as `objection`, for a person of a
    /// vendor, and nothing for officers: training comes after the account.
    func objectionToGrant(
        of officer: AdmittedOfficer, on day: CivilDate, in db: any Connection
    ) throws -> (any Refusal)?
}

extension Admission {
    public func objectionToGrant(
        of officer: AdmittedOfficer, on day: CivilDate, in db: any Connection
    ) throws -> (any Refusal)? {
        officer.vendor == nil ? nil : try objection(to: officer, on: day, in: db)
    }
}
