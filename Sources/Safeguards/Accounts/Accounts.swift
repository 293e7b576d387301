// SPDX-License-Identifier: Apache-2.0
import Database
// SPDX-License-Identifier: Apache-2.0
public import Vault
public import Vocabulary

/// The officers of an installation: who they are, what they may do, and their log-ins.
public struct Accounts: Sendable {
    let gate: Gate
    let clock: any Clock
    let random: any RandomBytes
    let rule: PasswordRule
    /// Compared when the user id is unknown, so that the work is the same.
    let decoy: String
    /// The second factor; `nil` only in rehearsals that say so.
    public let secondFactor: SecondFactor?

    /// - Parameters:
    ///   - contextWords: the city, the program, the department: no password from them.
    ///   - secondFactor: where there is one, no log-in is opened by a password alone.
    /// - Throws: `Fault` when the password hash cannot be computed.
    public init(
        gate: Gate, clock: any Clock, random: any RandomBytes, contextWords: [String],
        secondFactor: SecondFactor? = nil
    ) throws {
        self.secondFactor = secondFactor
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
        try register(new, password: password, mustChange: false, by: .machine("init")) { db in
            guard try OfficerBook.isEmpty(db) else { throw SafeguardRefusal.alreadyInitialised }
        }
    }

    /// Registers an officer. The first password is known to the administrator, so it must be changed
    /// at the first log-in, except where a rehearsal says otherwise.
    /// - Throws: `notPermitted`, `officerExists`, `grantInvalid`, `weakPassword`.
    public func create(
        _ new: NewOfficer, password: String, mustChange: Bool = true, by administrator: Principal
    ) throws {
        try register(new, password: password, mustChange: mustChange, by: administrator) { _ in }
    }

    private func register(
        _ new: NewOfficer, password: String, mustChange: Bool, by principal: Principal,
        _ check: (any Connection) throws -> Void
    ) throws {
        let weakness = rule.weakness(of: password, officer: new.officer, name: new.name)
        let hash = weakness == nil ? try PasswordHash.make(password) : ""
        try gate.perform(.manageOfficers, by: principal, for: .maintenance) { scope in
            try check(scope.db)
            if let weakness { throw SafeguardRefusal.weakPassword(weakness) }
            guard try OfficerBook.name(of: new.officer, scope.db) == nil else {
                throw SafeguardRefusal.officerExists
            }
            try OfficerBook.append(new, scope)
            try grant(new.roles, to: new.officer, until: new.until, scope)
            try CredentialBook.put(
                hash, for: new.officer, mustChange: mustChange, at: scope.now, scope.db)
            scope.note("created \(new.officer)")
        }
    }

    /// Replaces the roles of an officer; the open log-ins end, so that it takes effect at once.
    /// - Parameter until: the first day without them; `nil`: the end of the fiscal year.
    public func setRoles(
        _ roles: Set<Role>, of officer: String, until: CivilDate? = nil,
        by administrator: Principal
    ) throws {
        try gate.perform(.manageOfficers, by: administrator, for: .maintenance) { scope in
            try require(officer, scope.db)
            guard !roles.contains(.system) else { throw SafeguardRefusal.officerInvalid }
            for open in try OfficerBook.openGrants(of: officer, on: scope.today, scope.db) {
                try OfficerBook.endGrant(open.id, scope)
            }
            try grant(roles, to: officer, until: until, scope)
            scope.note("roles \(officer)")
        }
        try endSessions(of: officer, cause: .grantsChanged)
    }

    /// Stops an officer; the open log-ins end at once (R-51).
    public func disable(
        _ officer: String, reason: String, by administrator: Principal
    ) throws {
        try stop(officer, isStopped: true, reason: reason, by: administrator)
        try endSessions(of: officer, cause: .disabled)
    }

    /// Lets a stopped officer work again.
    public func enable(
        _ officer: String, reason: String, by administrator: Principal
    ) throws {
        try stop(officer, isStopped: false, reason: reason, by: administrator)
    }

    /// Gives an officer a new first password and forgets failed log-ins; the open log-ins end.
    public func resetPassword(
        of officer: String, to password: String, by administrator: Principal
    ) throws {
        let hash = try PasswordHash.make(password)
        try gate.perform(.manageOfficers, by: administrator, for: .maintenance) { scope in
            try check(password, for: officer, scope.db)
            try CredentialBook.put(
                hash, for: officer, mustChange: true, at: scope.now, scope.db)
            try ThrottleBook.clear(LoginThrottle.account(officer), scope.db)
            scope.note("password \(officer)")
        }
        try endSessions(of: officer, cause: .passwordChanged)
    }

    /// Everybody who is registered, for the list of users.
    public func officers(by reader: Principal) throws -> [OfficerEntry] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            let entries = try OfficerBook.entries(on: scope.today, scope.db)
            scope.counted(entries.count)
            return entries
        }
    }

    private func stop(
        _ officer: String, isStopped: Bool, reason: String, by administrator: Principal
    ) throws {
        try gate.perform(
            .disableOfficer, by: administrator, for: .maintenance, reason: reason
        ) { scope in
            try require(officer, scope.db)
            try OfficerBook.appendStop(officer, isStopped: isStopped, scope)
            scope.note("\(isStopped ? "stopped" : "resumed") \(officer)")
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

    /// Grants end with the fiscal year unless a day is given (R-51).
    private func grant(
        _ roles: Set<Role>, to officer: String, until: CivilDate?, _ scope: Scope
    ) throws {
        let end = until ?? FiscalYear(of: scope.today).lastDay.next
        guard scope.today < end else { throw SafeguardRefusal.grantInvalid }
        for role in Role.allCases where roles.contains(role) {
            try OfficerBook.append(role, to: officer, from: scope.today, until: end, scope)
        }
    }
}
