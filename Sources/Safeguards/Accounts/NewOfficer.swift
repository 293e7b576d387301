// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// An officer to be registered.
public struct NewOfficer: Sendable, Hashable {
    /// The user id: 2–32 of a–z, 0–9, `.`, `_`, `-`, folded to lower case and half width.
    public let officer: String
    public let name: String
    public let department: String
    public let roles: Set<Role>
    /// The first day without the roles; `nil`: the end of the fiscal year.
    public let until: CivilDate?
    /// Only for the role 保守: contract and employer.
    public let vendor: VendorStanding?

    /// - Throws: `SafeguardRefusal.officerInvalid` for another form of user id, an empty name or the
    ///   role of machines; `incompatibleRoles`, `vendorInvalid`.
    public init(
        officer: String, name: String, department: String, roles: Set<Role>,
        until: CivilDate? = nil, vendor: VendorStanding? = nil
    ) throws(SafeguardRefusal) {
        let folded = OfficerID.folded(officer)
        guard OfficerID.isValid(folded), !name.isEmpty else { throw .officerInvalid }
        try RoleRule.check(roles, vendor: vendor)
        self.vendor = vendor
        self.officer = folded
        self.name = name
        self.department = department
        self.roles = roles
        self.until = until
    }
}

/// An officer in the list of users.
public struct OfficerEntry: Sendable, Hashable {
    public let officer: String
    public let name: String
    public let department: String
    /// The roles in force today.
    public let roles: Set<Role>
    /// The last first-day-without of the grants.
    public let until: CivilDate?
    public let isStopped: Bool
    public let lastLogin: Instant?
}
