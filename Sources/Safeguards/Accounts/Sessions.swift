// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

extension Accounts {
    /// The session of a cookie, for each request; the roles are read anew.
    /// - Parameter isWork: false where a page asks by itself (progress of a batch): the idle time
    ///   goes on, for nobody may be sitting there.
    /// - Throws: `sessionExpired` for an unknown, ended, idle or overdue one, and for another
    ///   terminal than that of the log-in.
    public func resume(
        token: String, terminal: String, isWork: Bool = true
    ) throws -> SessionResult {
        let now = clock.now()
        let hash = Self.hash(token)
        let found = try gate.store.read { db in try SessionBook.session(tokenHash: hash, db) }
        guard var session = found, !session.isEnded else {
            throw SafeguardRefusal.sessionExpired
        }
        session.lastSeen = gate.seen.last(session.id, or: session.lastSeen)
        guard try isKnown(terminal) else {
            try end(session, cause: .terminal)
            throw SafeguardRefusal.sessionExpired
        }
        if let cause = Self.end(of: session, at: now, terminal: terminal) {
            // With an authenticator an idle log-in is locked, not lost: it opens it again.
            if cause == .idle, session.proved != nil { throw SafeguardRefusal.sessionLocked }
            try end(session, cause: cause)
            throw SafeguardRefusal.sessionExpired
        }
        if isWork, session.lastSeen.seconds(until: now) >= Self.touchSeconds {
            gate.seen.note(session.id, at: now)
        }
        let entry: Entry?
        do {
            entry = try gate.store.read { try self.entry(of: session.officer, at: now, $0) }
        } catch is any Refusal {
            // Grants, training, contract are over: the door says which at the next log-in.
            try end(session, cause: .grantsChanged)
            throw SafeguardRefusal.sessionExpired
        }
        guard let entry else {
            try end(session, cause: .disabled)
            throw SafeguardRefusal.sessionExpired
        }
        return Self.result(
            entry.principal(session: "S\(session.id)", terminal: session.terminal),
            row: session.id, expires: session.expires, token: token,
            mustChange: entry.mustChange)
    }

    /// Whether a log-in is still open, while a long answer runs: one small query.
    public func isOpen(_ session: SessionResult) throws -> Bool {
        guard let row = session.principal.sessionRow else { return true }
        let today = clock.now().dayInJapan
        return try gate.store.read { try SessionBook.working(row, on: today, $0) } != nil
    }

    /// Whose log-in a cookie belonged to, over or not, at the terminal of that log-in: what was
    /// typed while it ended is kept for that officer only.
    public func holder(token: String, terminal: String) throws -> String? {
        let hash = Self.hash(token)
        let found = try gate.store.read { db in try SessionBook.session(tokenHash: hash, db) }
        return found.flatMap { $0.terminal == terminal ? $0.officer : nil }
    }

    /// Compares the token of a form with that of the session, in constant time.
    /// - Throws: `forged`.
    public func checkForm(_ csrf: String, of session: SessionResult) throws {
        let left = Array(csrf.utf8)
        let right = Array(session.csrf.utf8)
        guard left.count == right.count else { throw SafeguardRefusal.forged }
        guard zip(left, right).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0 else {
            throw SafeguardRefusal.forged
        }
    }

    /// Ends the session of a cookie; nothing happens when it has ended.
    public func logout(token: String) throws { try logout(token: token, cause: .logout) }

    func logout(token: String, cause: SessionEnd) throws {
        let hash = Self.hash(token)
        let found = try gate.store.read { db in try SessionBook.session(tokenHash: hash, db) }
        guard let session = found, !session.isEnded else { return }
        try end(session, cause: cause)
    }

    /// Changes the own password. The other log-ins of the officer end; this one stays.
    /// - Throws: `unauthenticated` for a wrong current password, `throttled`, `weakPassword`.
    public func changePassword(
        token: String, terminal: String, current: String, new: String
    ) throws {
        let session = try resume(token: token, terminal: terminal)
        let officer = session.principal.officer
        try countAgainst(officer)
        let stored = try gate.store.read { db in
            try CredentialBook.credential(of: officer, db)
        }
        let principal = Principal(
            officer: officer, name: session.principal.name, roles: [.counter],
            session: session.principal.session, terminal: terminal)
        guard PasswordHash.verify(current, stored?.hash ?? decoy) else {
            try gate.recordRefusal(
                of: .changePassword, by: principal, SafeguardRefusal.unauthenticated)
            throw SafeguardRefusal.unauthenticated
        }
        let hash = try PasswordHash.make(new)
        try gate.perform(.changePassword, by: principal, for: .maintenance) { scope in
            try check(new, for: officer, scope.db)
            guard current != new else { throw SafeguardRefusal.weakPassword(.personal) }
            try CredentialBook.put(
                hash, for: officer, mustChange: false, at: scope.now, scope.db)
            try ThrottleBook.clear(LoginThrottle.account(officer), scope.db)
        }
        try endSessions(
            of: officer, cause: .passwordChanged, except: session.principal.sessionRow)
    }

    /// Writes down when log-ins were seen last, where no entry of the log has taken it along; to be
    /// called every second. Costs nothing when there is nothing to write.
    public func writeSeen() throws {
        guard !gate.seen.isEmpty else { return }
        gate.seen.written(try gate.store.write { try gate.seen.write($0) })
    }

    /// Ends every session whose time is over; to be called now and then.
    /// - Returns: how many ended.
    @discardableResult
    public func endOverdueSessions() throws -> Int {
        let now = clock.now()
        gate.seen.written(
            try gate.store.write { db in
                try LoginStepBook.removeOverdue(at: now, db)
                return try gate.seen.write(db)
            })
        var count = 0
        for session in try openSessions() {
            guard let cause = Self.end(of: session, at: now, terminal: session.terminal),
                cause != .idle || session.proved == nil
            else { continue }
            try end(session, cause: cause)
            count += 1
        }
        return count
    }

    /// Ends what a stopped process left open; to be called once at start.
    /// - Returns: how many ended.
    @discardableResult
    public func closeOpenSessions() throws -> Int {
        let open = try openSessions()
        for session in open { try end(session, cause: .restart) }
        return open.count
    }

    func endSessions(of officer: String, cause: SessionEnd, except kept: Int64? = nil) throws {
        try endSessions(of: [officer], cause: cause, except: kept)
    }

    func endSessions(
        of officers: Set<String>, cause: SessionEnd, except kept: Int64? = nil
    ) throws {
        guard !officers.isEmpty else { return }
        for session in try openSessions()
        where officers.contains(session.officer) && session.id != kept {
            try end(session, cause: cause)
        }
    }

    func openSessions() throws -> [SessionBook.Session] {
        try gate.store.read { db in try SessionBook.openSessions(db) }
    }

    /// Counts an attempt to name the current password like one to log in.
    private func countAgainst(_ officer: String) throws {
        let now = clock.now()
        let subject = LoginThrottle.account(officer)
        let wait: Int? = try gate.store.write { db in
            let tally = try ThrottleBook.tally(of: subject, db)
            if let wait = LoginThrottle.wait(tally, at: now) { return wait }
            try ThrottleBook.put(
                LoginThrottle.adding(to: tally, at: now, closes: true), for: subject, db)
            return nil
        }
        if let wait { throw SafeguardRefusal.throttled(seconds: wait) }
    }

    /// Why a session is over at a moment; `nil` while it is not.
    static func end(
        of session: SessionBook.Session, at now: Instant, terminal: String
    ) -> SessionEnd? {
        if now >= session.expires { return .absolute }
        if session.lastSeen.seconds(until: now) >= idleSeconds { return .idle }
        if session.terminal != terminal { return .terminal }
        return nil
    }

    /// One end, one entry, however many notice it at once.
    func end(_ session: SessionBook.Session, cause: SessionEnd) throws {
        let operation: OperationCode = cause == .logout ? .logout : .endSession
        let leaving = Principal(
            officer: session.officer, name: "", roles: [.system], session: "S\(session.id)",
            terminal: session.terminal)
        do {
            try gate.perform(operation, by: leaving, for: .maintenance) { scope in
                guard
                    try SessionBook.end(session.id, cause: cause, at: scope.now, scope.db)
                else { throw SafeguardRefusal.sessionExpired }
                scope.note("\(cause.rawValue) S\(session.id)")
            }
        } catch SafeguardRefusal.sessionExpired {
            // Another request ended it in the meantime and wrote the entry.
        }
    }
}
