// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What one officer proposes for another: the whole set of roles afterwards.
public struct GrantRequest: Sendable, Hashable {
    public let officer: String
    public let roles: Set<Role>
    /// `nil`: the department stays.
    public let department: String?
    /// True when an officer of another department is to see persons.
    public let crossesDepartment: Bool
    /// The first day without the roles; `nil`: the end of the fiscal year.
    public let until: CivilDate?
    public let vendor: VendorStanding?

    public init(
        officer: String, roles: Set<Role>, department: String? = nil,
        crossesDepartment: Bool = false, until: CivilDate? = nil, vendor: VendorStanding? = nil
    ) {
        self.officer = OfficerID.folded(officer)
        self.roles = roles
        self.department = department.flatMap { $0.isEmpty ? nil : $0 }
        self.crossesDepartment = crossesDepartment
        self.until = until
        self.vendor = vendor
    }
}

/// A proposal that waits for a second officer.
public struct GrantProposal: Sendable, Hashable {
    public let id: Int64
    public let officer: String
    public let proposer: String
    public let proposedAt: Instant
    public let roles: Set<Role>
    public let department: String
    public let crossesDepartment: Bool
    public let until: CivilDate
    public let vendor: VendorStanding?
    /// Why, as the proposer typed it; `nil` once that month of the log has expired.
    public let reason: String?
    /// 承認, 却下, 取下げ; `nil` while it is open.
    public let outcome: String?

    func state(on day: CivilDate) -> RecordState {
        outcome == nil && day < until ? .proposed : .closed
    }
}
