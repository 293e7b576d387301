// SPDX-License-Identifier: Apache-2.0
import Crypto
import Database
import Vault
import Vocabulary

extension Accounts {
    /// The longest a log-in lasts: 10 hours.
    static let absoluteSeconds: Int64 = 36_000
    /// Without a request it ends after 10 minutes.
    static let idleSeconds: Int64 = 600
    /// The register of the last request is written at most so often.
    static let touchSeconds: Int64 = 5

    /// Opens a session where the password is enough: in a rehearsal without second factor.
    /// - Parameter old: the token of the cookie before, whose session ends.
    /// - Throws: as `begin`; `secondFactorMissing` where the installation has a second factor.
    public func login(
        officer: String, password: String, terminal: String, replacing old: String? = nil
    ) throws -> LoginResult {
        switch try begin(
            officer: officer, password: password, terminal: terminal, replacing: old)
        {
        case .entered(let result): return result
        case .passkey, .enrolment: throw SafeguardRefusal.secondFactorMissing
        }
    }

    /// Looks at user id and password: the first factor.
    ///
    /// A wrong password, an unknown user id and a stopped officer get the same answer after the same
    /// work. A failure is counted before the password is looked at.
    /// - Parameter old: the token of the cookie before, whose session ends.
    /// - Throws: `unauthenticated`, `throttled`; `notPermitted` when all grants are over; what the
    ///   doors say (`Admission`).
    public func begin(
        officer typed: String, password: String, terminal: String, replacing old: String? = nil
    ) throws -> LoginStep {
        guard try isKnown(terminal) else {
            try refuse("unknown", terminal, SafeguardRefusal.unknownTerminal)
        }
        let officer = OfficerID.folded(typed)
        let now = clock.now()
        let found = try countAttempt(officer, terminal, at: now)
        let isRight = PasswordHash.verify(password, found.credential?.hash ?? decoy)
        guard isRight, found.credential != nil, let entry = try door(officer, terminal, at: now)
        else {
            // What was typed is not kept: it may be a password in the wrong box.
            try refuse(
                found.isKnown ? officer : "unknown", terminal, SafeguardRefusal.unauthenticated)
        }
        if let old { try logout(token: old, cause: .replaced) }
        guard let secondFactor, try !(secondFactor.isOptional && hasNoDevice(officer)) else {
            return .entered(try open(entry, terminal))
        }
        return try wait(for: officer, terminal)
    }

    /// Neither an authenticator nor a confirmed ticket to register one.
    private func hasNoDevice(_ officer: String) throws -> Bool {
        let now = clock.now()
        return try gate.store.read { db in
            let tickets = try TicketBook.open(at: now, db)
                .filter { $0.officer == officer && $0.steps.contains("確認") }
            return try tickets.isEmpty && PasskeyBook.passkeys(of: officer, db).isEmpty
        }
    }

    /// The door, after the right password.
    private func door(
        _ officer: String, _ terminal: String, at now: Instant
    ) throws -> Entry? {
        do {
            return try gate.store.read { try entry(of: officer, at: now, $0) }
        } catch let refusal as any Refusal {
            // The password was right: the attempt counts for nothing.
            try gate.store.write { try ThrottleBook.clear(LoginThrottle.account(officer), $0) }
            try gate.recordRefusal(
                of: .login, by: .stranger(officer, terminal: terminal), refusal)
            throw refusal
        }
    }

    private struct Found {
        let isKnown: Bool
        let credential: CredentialBook.Credential?
    }

    private func countAttempt(
        _ officer: String, _ terminal: String, at now: Instant
    ) throws -> Found {
        let account = LoginThrottle.account(officer)
        let place = LoginThrottle.terminal(terminal)
        let wait: Int? = try gate.store.write { db in
            let tallies = [
                (account, try ThrottleBook.tally(of: account, db), true),
                (place, try ThrottleBook.tally(of: place, db), false),
            ]
            if let wait = tallies.compactMap({ LoginThrottle.wait($0.1, at: now) }).max() {
                return wait
            }
            for (subject, tally, closes) in tallies {
                try ThrottleBook.put(
                    LoginThrottle.adding(to: tally, at: now, closes: closes), for: subject, db)
            }
            return nil
        }
        if let wait { try refuse("unknown", terminal, SafeguardRefusal.throttled(seconds: wait)) }
        return try gate.store.read { db in
            Found(
                isKnown: try OfficerBook.name(of: officer, db) != nil,
                credential: try CredentialBook.credential(of: officer, db))
        }
    }

    func refuse(
        _ officer: String, _ terminal: String, _ refusal: some Refusal
    ) throws -> Never {
        try gate.recordRefusal(
            of: .login, by: .stranger(officer, terminal: terminal), refusal)
        throw refusal
    }

    /// - Parameter prove: what the authenticator answered is kept in the transaction of the log-in.
    func open(
        _ entry: Entry, _ terminal: String, prove: ((Scope) throws -> Void)? = nil
    ) throws -> LoginResult {
        guard try isKnown(terminal) else {
            try refuse(entry.standing.officer, terminal, SafeguardRefusal.unknownTerminal)
        }
        let token = hexadecimal(random.bytes(32))
        let entering = entry.principal(session: "new", terminal: terminal)
        let officer = entering.officer
        return try gate.perform(.login, by: entering, for: .maintenance) { scope in
            try prove?(scope)
            try ThrottleBook.clear(LoginThrottle.account(officer), scope.db)
            try forgive(terminal, scope)
            let previous = try SessionBook.lastLogin(of: officer, scope.db)
            let expires = scope.now.adding(seconds: Self.absoluteSeconds)
            let id = try SessionBook.insert(
                tokenHash: Self.hash(token), officer: officer, terminal: terminal, at: scope.now,
                expires: expires, isProved: prove != nil, scope.db)
            scope.note("S\(id)")
            return LoginResult(
                token: token,
                session: Self.result(
                    entering, row: id, expires: expires, token: token,
                    mustChange: entry.mustChange),
                previous: previous)
        }
    }

    /// Takes back the attempt that was counted for the terminal; its real failures stay.
    private func forgive(_ terminal: String, _ scope: Scope) throws {
        let place = LoginThrottle.terminal(terminal)
        guard var tally = try ThrottleBook.tally(of: place, scope.db) else { return }
        tally.failures = max(0, tally.failures - 1)
        if tally.failures < LoginThrottle.free { tally.blockedUntil = scope.now }
        try ThrottleBook.put(tally, for: place, scope.db)
    }

    static func result(
        _ principal: Principal, row: Int64, expires: Instant, token: String, mustChange: Bool
    ) -> SessionResult {
        SessionResult(
            principal: Principal(
                officer: principal.officer, name: principal.name,
                roles: mustChange ? [] : principal.roles, session: "S\(row)",
                terminal: principal.terminal, isOutside: principal.isOutside,
                emergency: mustChange ? nil : principal.emergency),
            expiresAt: expires, csrf: csrf(of: token), mustChangePassword: mustChange)
    }

    /// Only the hash of a token is stored: who reads the database cannot take over a session.
    static func hash(_ token: String) -> [UInt8] {
        Array(SHA256.hash(data: Array("session:\(token)".utf8)))
    }

    /// The token of the forms follows from that of the cookie, and not the other way round.
    static func csrf(of token: String) -> String {
        hexadecimal(
            HMAC<SHA256>.authenticationCode(
                for: Array("form".utf8), using: SymmetricKey(data: Array(token.utf8))))
    }
}
