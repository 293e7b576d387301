// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Who a copy may be for: an officer in service, never a vendor.
enum RecipientBook {
    /// The name of an officer who may hold a copy today.
    /// - Throws: `.recipientUnknown`, `.recipientIsVendor`.
    static func name(
        of officer: String, on day: CivilDate, from db: any Connection
    ) throws -> String {
        let (name, roles) = try inService(officer, on: day, from: db)
        guard !roles.contains(.vendor) else { throw CopyingRefusal.recipientIsVendor }
        return name
    }

    /// An officer with a role today, who is not stopped.
    /// - Throws: `.recipientUnknown`.
    static func inService(
        _ officer: String, on day: CivilDate, from db: any Connection
    ) throws -> (name: String, roles: Set<Role>) {
        guard let found = try OfficersInService.officer(officer, on: day, from: db) else {
            throw CopyingRefusal.recipientUnknown
        }
        return (found.name, found.roles)
    }
}
