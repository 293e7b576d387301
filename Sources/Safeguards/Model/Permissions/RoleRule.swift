// SPDX-License-Identifier: Apache-2.0

/// Which roles may be in one hand (T-07).
public enum RoleRule {
    /// Sets of which nobody may hold all: apply + approve + pay; administer + audit.
    public static let incompatible: [Set<Role>] = [
        [.counter, .head, .payment], [.administrator, .auditor],
    ]

    /// Roles that see persons, and so belong to the department in charge.
    public static let casework: Set<Role> = [.counter, .payment, .head]

    /// - Throws: `incompatibleRoles`; `vendorInvalid` when 保守 stands beside another role or without
    ///   its contract, or a contract without it; `officerInvalid` for the role of machines.
    public static func check(
        _ roles: Set<Role>, vendor: VendorStanding?
    ) throws(SafeguardRefusal) {
        guard !roles.contains(.system) else { throw .officerInvalid }
        guard !incompatible.contains(where: roles.isSuperset) else { throw .incompatibleRoles }
        guard roles.contains(.vendor) == (vendor != nil) else { throw .vendorInvalid }
        guard let vendor else { return }
        guard roles == [.vendor], !vendor.contract.isEmpty, !vendor.employer.isEmpty else {
            throw .vendorInvalid
        }
    }
}
