// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

// Roles are given by two officers: one proposes, another approves, and neither is the one who
// receives them. A stop is the work of one.
extension Accounts {
    /// Proposes the roles of an officer; nothing changes before `approveGrant`.
    ///
    /// An open proposal for the same officer is withdrawn by it.
    /// - Returns: the number of the proposal.
    /// - Throws: `officerUnknown`, `sameOfficer`, `grantInvalid`, `incompatibleRoles`,
    ///   `vendorInvalid`, what a door says (`Admission.objectionToGrant`), `reasonMissing`.
    @discardableResult
    public func proposeGrant(
        _ request: GrantRequest, reason: String, by proposer: Principal,
        once key: String? = nil
    ) throws -> Int64 {
        try gate.perform(
            .proposeGrant, by: proposer, for: .maintenance, reason: reason, once: key
        ) { scope in
            try FourEyes.check(proposer: request.officer, approver: proposer.officer)
            let standing = try known(request.officer, scope)
            let until = try end(request.until, on: scope.today)
            let department = request.department ?? standing.department
            try mayHold(request, standing, department, scope)
            if proposer.isMachine {
                // At the machine itself only until two officers can do it on the screen.
                guard try GrantBook.approvers(on: scope.today, scope.db) < 2 else {
                    throw SafeguardRefusal.secondOfficerNeeded
                }
            }
            for old in try GrantBook.open(of: request.officer, scope.db) {
                try GrantBook.end(old.id, "取下げ", scope)
            }
            let id = try GrantBook.append(
                request, department: department, until: until, scope)
            scope.note("grant \(id) \(request.officer)")
            return id
        }
    }

    /// The second officer agrees: the old roles end, the new ones begin, the open log-ins end. An
    /// officer who was stopped works again.
    /// - Throws: `wrongState`, `sameOfficer`, and what `proposeGrant` throws about the request.
    public func approveGrant(
        _ id: Int64, by second: Principal, once key: String? = nil
    ) throws {
        let touched = try gate.perform(
            .approveGrant, by: second, for: .maintenance, once: key
        ) { scope in
            let proposal = try openProposal(id, scope)
            try FourEyes.check(proposer: proposal.proposer, approver: second.officer)
            try FourEyes.check(proposer: proposal.officer, approver: second.officer)
            let standing = try known(proposal.officer, scope)
            let request = GrantRequest(
                officer: proposal.officer, roles: proposal.roles,
                department: proposal.department,
                crossesDepartment: proposal.crossesDepartment, until: proposal.until,
                vendor: proposal.vendor)
            try mayHold(request, standing, proposal.department, scope)
            let deputies = try carryOut(request, standing, until: proposal.until, scope)
            try GrantBook.end(id, "承認", scope)
            scope.note("grant \(id) \(proposal.officer)")
            return deputies.union([proposal.officer])
        }
        try endSessions(of: touched, cause: .grantsChanged)
    }

    /// The second officer does not agree.
    public func refuseGrant(
        _ id: Int64, by second: Principal, once key: String? = nil
    ) throws {
        try gate.perform(.approveGrant, by: second, for: .maintenance, once: key) { scope in
            let proposal = try openProposal(id, scope)
            try FourEyes.check(proposer: proposal.proposer, approver: second.officer)
            try GrantBook.end(id, "却下", scope)
            scope.note("refused grant \(id) \(proposal.officer)")
        }
    }

    /// Proposals that wait for a second officer.
    public func grantProposals(by reader: Principal) throws -> [GrantProposal] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            try GrantBook.open(scope.db).filter { $0.state(on: scope.today) == .proposed }
        }
    }

    private func openProposal(_ id: Int64, _ scope: Scope) throws -> GrantProposal {
        guard let proposal = try GrantBook.proposal(id, scope.db) else {
            throw SafeguardRefusal.noSuchRecord
        }
        try scope.touches(in: proposal.state(on: scope.today))
        return proposal
    }

    private func known(_ officer: String, _ scope: Scope) throws -> Standing {
        guard
            let standing = try StandingBook.standing(of: officer, on: scope.today, scope.db)
        else { throw SafeguardRefusal.officerUnknown }
        return standing
    }

    private func mayHold(
        _ request: GrantRequest, _ standing: Standing, _ department: String, _ scope: Scope
    ) throws {
        try RoleRule.check(request.roles, vendor: request.vendor)
        let officer = AdmittedOfficer(
            officer: request.officer, name: standing.name, department: department,
            roles: request.roles, vendor: request.vendor)
        for door in admissions {
            if let refusal = try door.objectionToGrant(
                of: officer, on: scope.today, in: scope.db)
            {
                throw refusal
            }
        }
    }

    /// - Returns: the deputies of the officer who are none any more.
    func carryOut(
        _ request: GrantRequest, _ standing: Standing, until: CivilDate, _ scope: Scope
    ) throws -> Set<String> {
        let officer = request.officer
        let deputies: Set<String> =
            request.roles.contains(.head)
            ? [] : try endDelegations(of: officer, lentOnly: true, scope)
        try GrantBook.endAll(of: officer, scope)
        for role in Role.allCases where request.roles.contains(role) && role != .vendor {
            try OfficerBook.append(role, to: officer, from: scope.today, until: until, scope)
        }
        if let vendor = request.vendor {
            try GrantBook.append(vendor, to: officer, until: until, scope)
        }
        if request.crossesDepartment {
            try GrantBook.appendLeave(to: officer, until: until, scope)
        }
        if let department = request.department, department != standing.department {
            try GrantBook.move(officer, to: department, scope)
        }
        if standing.isStopped {
            for open in try RevocationBook.open(of: officer, scope.db) {
                try RevocationBook.end(open.id, "取消", scope)
            }
            try OfficerBook.appendStop(officer, isStopped: false, scope)
        }
        return deputies
    }

    /// Grants end with the fiscal year unless a day is given, at the latest with the next one; a
    /// rehearsal may grant for as long as it lasts.
    func end(_ until: CivilDate?, on today: CivilDate) throws -> CivilDate {
        let year = FiscalYear(of: today)
        let end = until ?? year.lastDay.next
        let isShort = end <= FiscalYear(of: year.lastDay.next).lastDay.next
        guard today < end, isShort || rules.oneOfficerGrants else {
            throw SafeguardRefusal.grantInvalid
        }
        return end
    }
}
