// SPDX-License-Identifier: Apache-2.0
import Database
// SPDX-License-Identifier: Apache-2.0
public import Vault
public import Vocabulary

/// The officers of an installation: who they are, what they may do, and their log-ins.
///
/// What a form carries out takes the key of the form (`once`) to the gate: a second time it is refused
/// with `alreadyDone`, also after a restart.
public struct Accounts: Sendable {
    let gate: Gate
    let clock: any Clock
    let random: any RandomBytes
    let rule: PasswordRule
    let rules: AccountRules
    let admissions: [any Admission]
    /// Compared when the user id is unknown, so that the work is the same.
    let decoy: String
    /// The second factor; `nil` only in rehearsals that say so.
    public let secondFactor: SecondFactor?

    /// - Parameters:
    ///   - contextWords: the city, the program, the department: no password from them.
    ///   - secondFactor: where there is one, no log-in is opened by a password alone.
    ///   - rules: what the office has settled for its accounts.
    ///   - admissions: further doors (training, pledge, contract), asked at log-in and on every
    ///     request.
    /// - Throws: `Fault` when the password hash cannot be computed.
    public init(
        gate: Gate, clock: any Clock, random: any RandomBytes, contextWords: [String],
        secondFactor: SecondFactor? = nil, rules: AccountRules = AccountRules(),
        admissions: [any Admission] = []
    ) throws {
        self.secondFactor = secondFactor
        self.rules = rules
        self.admissions = admissions
        self.gate = gate
        self.clock = clock
        self.random = random
        rule = PasswordRule(
            contextWords: contextWords + ["hagukumi", "はぐくみ"],
            standsAlone: secondFactor == nil)
        decoy = try PasswordHash.make(hexadecimal(random.bytes(32)))
    }

    /// Registers the first administrator, for `init` and the demo.
    /// - Throws: `alreadyInitialised`, `weakPassword`.
    public func createFirst(_ new: NewOfficer, password: String) throws {
        guard new.roles.contains(.administrator) else { throw SafeguardRefusal.officerInvalid }
        try register(
            new, password: password, mustChange: false, grants: true, by: .machine("init")
        ) { db in
            guard try OfficerBook.isEmpty(db) else { throw SafeguardRefusal.alreadyInitialised }
        }
    }

    /// Registers an officer. The first password is known to the administrator, so it must be changed
    /// at the first log-in, except where a rehearsal says otherwise.
    ///
    /// The roles follow at once in a rehearsal (`AccountRules.oneOfficerGrants`) and for the first
    /// administrator, made at the machine itself. Else they are proposed here and wait for a second
    /// officer (`approveGrant`).
    /// - Returns: true when the roles are in force; false when they wait for a second officer.
    /// - Throws: `notPermitted`, `officerExists`, `grantInvalid`, `weakPassword`;
    ///   `secondOfficerNeeded` for a machine where two officers can do it on the screen.
    @discardableResult
    public func create(
        _ new: NewOfficer, password: String, mustChange: Bool = true,
        by administrator: Principal, once key: String? = nil
    ) throws -> Bool {
        let isFirst = try gate.store.read { try OfficerBook.isEmpty($0) }
        let alone =
            rules.oneOfficerGrants
            || (isFirst && administrator.isMachine && new.roles.contains(.administrator))
        if !alone, administrator.isMachine {
            let today = clock.now().dayInJapan
            guard try gate.store.read({ try GrantBook.approvers(on: today, $0) }) < 2 else {
                throw SafeguardRefusal.secondOfficerNeeded
            }
        }
        try register(
            new, password: password, mustChange: mustChange, grants: alone, by: administrator,
            once: key
        ) { db in
            guard isFirst else { return }
            guard try OfficerBook.isEmpty(db) else { throw SafeguardRefusal.alreadyInitialised }
        }
        guard !alone, !new.roles.isEmpty else { return alone }
        try proposeGrant(
            GrantRequest(
                officer: new.officer, roles: new.roles, until: new.until, vendor: new.vendor),
            reason: "利用者の登録", by: administrator, once: key)
        return false
    }

    private func register(
        _ new: NewOfficer, password: String, mustChange: Bool, grants: Bool,
        by principal: Principal, once key: String? = nil,
        _ check: (any Connection) throws -> Void
    ) throws {
        let weakness = rule.weakness(of: password, officer: new.officer, name: new.name)
        let hash = weakness == nil ? try PasswordHash.make(password) : ""
        try gate.perform(
            .manageOfficers, by: principal, for: .maintenance, once: key
        ) { scope in
            try check(scope.db)
            if let weakness { throw SafeguardRefusal.weakPassword(weakness) }
            guard try OfficerBook.name(of: new.officer, scope.db) == nil else {
                throw SafeguardRefusal.officerExists
            }
            try OfficerBook.append(new, scope)
            if grants {
                // Somebody new has lent nothing.
                _ = try grant(
                    GrantRequest(
                        officer: new.officer, roles: new.roles, until: new.until,
                        vendor: new.vendor), scope)
            }
            try CredentialBook.put(
                hash, for: new.officer, mustChange: mustChange, at: scope.now, scope.db)
            scope.note("created \(new.officer)")
        }
    }

    /// Replaces the roles of an officer by one hand; the open log-ins end, so that it takes effect
    /// at once. Only in a rehearsal: a real installation proposes and approves (`proposeGrant`).
    /// - Parameter until: the first day without them; `nil`: the end of the fiscal year.
    /// - Throws: `secondOfficerNeeded`, `incompatibleRoles`, `officerUnknown`, `grantInvalid`.
    public func setRoles(
        _ roles: Set<Role>, of officer: String, until: CivilDate? = nil,
        by administrator: Principal
    ) throws {
        let deputies = try gate.perform(
            .manageOfficers, by: administrator, for: .maintenance
        ) { scope in
            guard rules.oneOfficerGrants else { throw SafeguardRefusal.secondOfficerNeeded }
            try require(officer, scope.db)
            try RoleRule.check(roles, vendor: nil)
            defer { scope.note("roles \(officer)") }
            return try grant(GrantRequest(officer: officer, roles: roles, until: until), scope)
        }
        try endSessions(of: deputies.union([officer]), cause: .grantsChanged)
    }

    /// Stops an officer; the open log-ins end at once (R-51), and with them what the officer has lent
    /// to a deputy or decides for a head.
    public func disable(
        _ officer: String, reason: String, by administrator: Principal
    ) throws {
        let deputies = try stop(officer, isStopped: true, reason: reason, by: administrator)
        try endSessions(of: officer, with: deputies)
    }

    /// Lets a stopped officer work again, by one hand: only in a rehearsal. A real installation
    /// gives access back like a new grant (`proposeGrant`).
    /// - Throws: `secondOfficerNeeded`.
    public func enable(
        _ officer: String, reason: String, by administrator: Principal
    ) throws {
        guard rules.oneOfficerGrants else { throw SafeguardRefusal.secondOfficerNeeded }
        _ = try stop(officer, isStopped: false, reason: reason, by: administrator)
    }

    /// Everybody who is registered, for the list of users.
    public func officers(by reader: Principal) throws -> [OfficerEntry] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            let entries = try OfficerBook.entries(on: scope.today, scope.db)
            scope.counted(entries.count)
            return entries
        }
    }

    /// Some of them.
    /// - Parameter rows: which ones, of how many.
    public func officers(
        by reader: Principal, _ rows: (_ count: Int) -> Range<Int>
    ) throws -> [OfficerEntry] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            let shown = rows(try OfficerBook.count(scope.db))
            scope.counted(shown.count)
            return try OfficerBook.entries(
                on: scope.today, limit: shown.count, offset: shown.lowerBound, scope.db)
        }
    }

    private func stop(
        _ officer: String, isStopped: Bool, reason: String, by administrator: Principal
    ) throws -> Set<String> {
        try gate.perform(
            .disableOfficer, by: administrator, for: .maintenance, reason: reason
        ) { scope in
            try require(officer, scope.db)
            let deputies = isStopped ? try endDelegations(of: officer, scope) : []
            try OfficerBook.appendStop(officer, isStopped: isStopped, scope)
            scope.note("\(isStopped ? "stopped" : "resumed") \(officer)")
            return deputies
        }
    }

    func check(_ password: String, for officer: String, _ db: any Connection) throws {
        guard let name = try OfficerBook.name(of: officer, db) else {
            throw SafeguardRefusal.officerUnknown
        }
        if let weakness = rule.weakness(of: password, officer: officer, name: name) {
            throw SafeguardRefusal.weakPassword(weakness)
        }
    }

    private func require(_ officer: String, _ db: any Connection) throws {
        guard try OfficerBook.name(of: officer, db) != nil else {
            throw SafeguardRefusal.officerUnknown
        }
    }

    private func grant(_ request: GrantRequest, _ scope: Scope) throws -> Set<String> {
        guard
            let standing = try StandingBook.standing(
                of: request.officer, on: scope.today, scope.db)
        else { throw SafeguardRefusal.officerUnknown }
        return try carryOut(
            request, standing, until: try end(request.until, on: scope.today), scope)
    }
}
