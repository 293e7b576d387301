// SPDX-License-Identifier: Apache-2.0
import Database
public import Vocabulary

extension Accounts {
    /// Takes an officer's access away at the request of the department: at once, or on a day
    /// to come (退職日). On that day the officer is refused even if nobody carries anything out.
    /// - Parameters:
    ///   - receivedOn: the day on which the request came in.
    ///   - effectiveOn: the first day without access; `nil`: at once.
    /// - Returns: the number of the request.
    /// - Throws: `officerUnknown`, `revocationInvalid`, `reasonMissing`, `notPermitted`.
    @discardableResult
    public func requestRevocation(
        of typed: String, receivedOn: CivilDate, effectiveOn: CivilDate? = nil, reason: String,
        by requester: Principal, once key: String? = nil
    ) throws -> Int64 {
        let officer = OfficerID.folded(typed)
        let (id, deputies) = try gate.perform(
            .requestRevocation, by: requester, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard try OfficerBook.name(of: officer, scope.db) != nil else {
                throw SafeguardRefusal.officerUnknown
            }
            guard receivedOn <= scope.today else { throw SafeguardRefusal.revocationInvalid }
            let day = effectiveOn ?? scope.today
            let id = try RevocationBook.append(
                officer: officer, receivedOn: receivedOn, effectiveOn: day, scope)
            let deputies = day <= scope.today ? try carryOut(id, officer, scope) : nil
            scope.note("revocation \(id) \(officer)")
            return (id, deputies)
        }
        if let deputies { try endSessions(of: officer, with: deputies) }
        return id
    }

    /// Takes back a request whose day has not come.
    /// - Throws: `wrongState`.
    public func withdrawRevocation(
        _ id: Int64, reason: String, by requester: Principal, once key: String? = nil
    ) throws {
        try gate.perform(
            .requestRevocation, by: requester, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard let found = try RevocationBook.all(scope.db).first(where: { $0.id == id }),
                found.outcome == nil, scope.today < found.effectiveOn
            else { throw SafeguardRefusal.wrongState }
            try RevocationBook.end(id, "取消", scope)
            scope.note("withdrew revocation \(id) \(found.officer)")
        }
    }

    /// Carries out the requests whose day has come; to be called now and then.
    /// - Returns: how many.
    @discardableResult
    public func carryOutRevocations() throws -> Int {
        let today = clock.now().dayInJapan
        let due = try gate.store.read { try RevocationBook.due(on: today, $0) }
        for request in due {
            let deputies = try gate.perform(
                .disableOfficer, by: .machine("revocation"), for: .maintenance,
                reason: "利用停止の依頼 \(request.id)"
            ) { scope in
                defer { scope.note("revocation \(request.id) \(request.officer)") }
                return try carryOut(request.id, request.officer, scope)
            }
            try endSessions(of: request.officer, with: deputies)
        }
        return due.count
    }

    /// All requests, newest first: who asked, when, done when.
    public func revocations(by reader: Principal) throws -> [Revocation] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            try RevocationBook.all(scope.db).reversed()
        }
    }

    /// Who can log in and is not on the list of the personnel department: leavers that nobody has
    /// asked to stop. Persons of a vendor stand on no such list.
    /// - Parameter staff: user ids of everybody who is employed.
    public func unlisted(
        in staff: some Sequence<String>, by reader: Principal
    ) throws -> [OfficerEntry] {
        let known = Set(staff.map(OfficerID.folded))
        return try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            let found = try OfficersInService.all(on: scope.today, from: scope.db).filter {
                $0.roles != [.vendor] && !known.contains($0.officer)
            }
            scope.counted(found.count)
            return found
        }
    }

    /// - Returns: the deputies who are none any more.
    private func carryOut(
        _ id: Int64, _ officer: String, _ scope: Scope
    ) throws -> Set<String> {
        let deputies = try endDelegations(of: officer, scope)
        try GrantBook.endAll(of: officer, scope)
        try OfficerBook.appendStop(officer, isStopped: true, scope)
        try RevocationBook.end(id, "停止", scope)
        return deputies
    }

    func endSessions(of officer: String, with deputies: Set<String>) throws {
        try endSessions(of: officer, cause: .disabled)
        try endSessions(of: deputies, cause: .grantsChanged)
    }
}
