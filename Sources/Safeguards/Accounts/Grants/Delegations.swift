// SPDX-License-Identifier: Apache-2.0
import Database
public import Vocabulary

// 不在時代理: the head asks, a second officer confirms, and the deputy holds the role of a head for
// as long as it says. What the deputy proposed or entered stays out of their own reach: the rule of
// two persons asks who, not in which role.
extension Accounts {
    /// A head asks that another officer decides during an absence; nothing changes before
    /// `confirmDelegation`.
    ///
    /// - Parameter until: the first day without it.
    /// - Returns: the number of the delegation.
    /// - Throws: `officerUnknown`, `sameOfficer` for oneself, `delegationInvalid` for a period that
    ///   is over or too long, a deputy who is a head already, or a head who is one only as a deputy;
    ///   `incompatibleRoles`.
    @discardableResult
    public func proposeDelegation(
        to typed: String, from: CivilDate, until: CivilDate, reason: String,
        by head: Principal, once key: String? = nil
    ) throws -> Int64 {
        let deputy = OfficerID.folded(typed)
        return try gate.perform(
            .delegateApproval, by: head, for: .maintenance, reason: reason, once: key
        ) { scope in
            try FourEyes.check(proposer: deputy, approver: head.officer)
            let standing = try deputyStanding(deputy, on: scope.today, scope)
            guard try mayLend(head.officer, scope), !standing.roles.contains(.head),
                from >= scope.today, from < until, (try? end(until, on: scope.today)) != nil
            else { throw SafeguardRefusal.delegationInvalid }
            try RoleRule.check(standing.roles.union([.head]), vendor: nil)
            let id = try DelegationBook.append(
                delegator: head.officer, deputy: deputy, from: from, until: until, scope)
            scope.note("delegation \(id) \(deputy)")
            return id
        }
    }

    /// The second officer agrees: the deputy holds the role of a head in the period.
    ///
    /// - Throws: `noSuchRecord`, `wrongState` once it is settled or over, `sameOfficer` for the
    ///   head who asked and for the deputy, `officerUnknown`, `incompatibleRoles`, `delegationInvalid`
    ///   where the head is none any more, or one only as a deputy, or the deputy has become one.
    public func confirmDelegation(
        _ id: Int64, by second: Principal, once key: String? = nil
    ) throws {
        let deputy = try gate.perform(
            .approveGrant, by: second, for: .maintenance, once: key
        ) { scope in
            let found = try waiting(id, scope)
            try FourEyes.check(proposer: found.delegator, approver: second.officer)
            try FourEyes.check(proposer: found.deputy, approver: second.officer)
            // What was true on the day of asking may not be any more.
            let standing = try deputyStanding(found.deputy, on: scope.today, scope)
            guard try mayLend(found.delegator, scope), !standing.roles.contains(.head) else {
                throw SafeguardRefusal.delegationInvalid
            }
            try RoleRule.check(standing.roles.union([.head]), vendor: nil)
            let grant = try OfficerBook.append(
                .head, to: found.deputy, from: max(found.from, scope.today), until: found.until,
                scope)
            try DelegationBook.append(step: .confirmed, of: id, grant: grant, scope)
            scope.note("delegation \(id) \(found.deputy)")
            return found.deputy
        }
        try endSessions(of: deputy, cause: .grantsChanged)
    }

    /// The second officer does not agree.
    ///
    /// - Throws: `noSuchRecord`, `wrongState`, `sameOfficer`.
    public func refuseDelegation(
        _ id: Int64, by second: Principal, once key: String? = nil
    ) throws {
        try gate.perform(.approveGrant, by: second, for: .maintenance, once: key) { scope in
            let found = try waiting(id, scope)
            try FourEyes.check(proposer: found.delegator, approver: second.officer)
            try DelegationBook.append(step: .refused, of: id, grant: nil, scope)
            scope.note("refused delegation \(id) \(found.deputy)")
        }
    }

    /// The head is back before the day: the role ends now. One officer is enough to take away.
    ///
    /// - Throws: `noSuchRecord`, `wrongState` where nothing runs or waits.
    public func endDelegation(
        _ id: Int64, reason: String, by head: Principal, once key: String? = nil
    ) throws {
        let deputy = try gate.perform(
            .delegateApproval, by: head, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard let found = try DelegationBook.delegation(id, scope.db) else {
                throw SafeguardRefusal.noSuchRecord
            }
            guard found.standing(on: scope.today).isOpen else {
                throw SafeguardRefusal.wrongState
            }
            try end(found, scope)
            scope.note("ended delegation \(id) \(found.deputy)")
            return found.deputy
        }
        try endSessions(of: deputy, cause: .grantsChanged)
    }

    /// Nobody decides for a head who is stopped or is none any more, and nobody who is stopped decides
    /// for one: what waits, is to come or runs ends with the operation that takes the access away.
    ///
    /// - Parameter lentOnly: true where the officer is stopped in nothing but the role of a head.
    /// - Returns: the deputies whose log-ins must end.
    func endDelegations(
        of officer: String, lentOnly: Bool = false, _ scope: Scope
    ) throws -> Set<String> {
        var deputies: Set<String> = []
        for found in try DelegationBook.open(of: officer, on: scope.today, scope.db)
        where !lentOnly || found.delegator == officer {
            try end(found, scope)
            deputies.insert(found.deputy)
        }
        return deputies
    }

    private func end(_ found: Delegation, _ scope: Scope) throws {
        if let grant = try DelegationBook.grant(of: found.id, scope.db) {
            try OfficerBook.endGrant(grant, scope)
        }
        try DelegationBook.append(step: .ended, of: found.id, grant: nil, scope)
    }

    /// All delegations, newest first.
    public func delegations(by reader: Principal) throws -> [Delegation] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            try DelegationBook.all(scope.db)
        }
    }

    private func waiting(_ id: Int64, _ scope: Scope) throws -> Delegation {
        guard let found = try DelegationBook.delegation(id, scope.db) else {
            throw SafeguardRefusal.noSuchRecord
        }
        guard found.standing(on: scope.today) == .waiting else {
            throw SafeguardRefusal.wrongState
        }
        return found
    }

    /// A head who works, and in their own right: a deputy does not pass on what was lent.
    private func mayLend(_ officer: String, _ scope: Scope) throws -> Bool {
        guard let head = try StandingBook.standing(of: officer, on: scope.today, scope.db),
            !head.isStopped, head.roles.contains(.head)
        else { return false }
        return try DelegationBook.head(behind: officer, at: scope.now, from: scope.db) == nil
    }

    private func deputyStanding(
        _ deputy: String, on day: CivilDate, _ scope: Scope
    ) throws -> Standing {
        guard let standing = try StandingBook.standing(of: deputy, on: day, scope.db),
            !standing.isStopped, !standing.roles.isEmpty
        else { throw SafeguardRefusal.officerUnknown }
        return standing
    }
}
