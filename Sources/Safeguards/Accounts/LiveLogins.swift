// SPDX-License-Identifier: Apache-2.0
import Database
import Vault
public import Vocabulary

/// A log-in that is open now.
public struct LiveLogin: Sendable, Hashable {
    public let id: Int64
    public let officer: String
    public let terminal: String
    public let startedAt: Instant
    /// When somebody last worked in it.
    public let lastSeen: Instant
    /// Nobody has worked for a while; the authenticator opens it again.
    public let isLocked: Bool
}

/// Who is in, and whose next log-in is held back after failures.
public struct LoginState: Sendable, Hashable {
    public let live: [LiveLogin]
    /// Until when, by user id; `nil` as the moment: until somebody issues the password anew.
    public let held: [String: Instant?]
}

extension Accounts {
    /// A forgotten password is issued anew: made here, known to nobody before, good for one log-in
    /// until the officer has chosen another one. Failed log-ins are forgotten, so that a log-in that
    /// was held back opens; the open log-ins of the officer end.
    /// - Returns: whose it is, and the password; it is shown this once and never stored.
    /// - Throws: `ownPassword`, `officerUnknown`, `reasonMissing`, `notPermitted`, `proofNeeded`.
    public func resetPassword(
        of typed: String, reason: String, by administrator: Principal, once key: String? = nil
    ) throws -> (officer: String, password: String) {
        let officer = OfficerID.folded(typed)
        let password = firstPassword()
        let hash = try PasswordHash.make(password)
        try gate.perform(
            .manageOfficers, by: administrator, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard reason.contains(where: { !$0.isWhitespace }) else {
                throw SafeguardRefusal.reasonMissing
            }
            guard officer != administrator.officer else { throw SafeguardRefusal.ownPassword }
            try check(password, for: officer, scope.db)
            try CredentialBook.put(
                hash, for: officer, mustChange: true, at: scope.now, scope.db)
            try ThrottleBook.clear(LoginThrottle.account(officer), scope.db)
            // Whoever stands between password and authenticator stands there with the old one.
            try LoginStepBook.removeAll(of: officer, scope.db)
            scope.note("password \(officer)")
        }
        try endSessions(of: officer, cause: .passwordChanged)
        return (officer, password)
    }

    /// Four groups of four signs without those that look alike: 80 bits.
    public func firstPassword() -> String {
        let signs = Array("abcdefghijkmnpqrstuvwxyz23456789")
        let all = random.bytes(16).map { signs[Int($0) % signs.count] }
        return stride(from: 0, to: 16, by: 4).map { String(all[$0..<$0 + 4]) }
            .joined(separator: "-")
    }

    /// The open log-ins, oldest first, and the officers whose next one must wait.
    public func loginState(by reader: Principal) throws -> LoginState {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            let open = try SessionBook.live(on: scope.today, scope.db)
            let live = open.compactMap { found -> LiveLogin? in
                var session = found.session
                session.lastSeen = gate.seen.last(session.id, or: session.lastSeen)
                let cause = Self.end(of: session, at: scope.now, terminal: session.terminal)
                let isLocked = cause == .idle && session.proved != nil
                guard cause == nil || isLocked else { return nil }
                return LiveLogin(
                    id: session.id, officer: session.officer, terminal: session.terminal,
                    startedAt: found.startedAt, lastSeen: session.lastSeen, isLocked: isLocked)
            }
            let until = try ThrottleBook.held(at: scope.now, scope.db)
            let held = try OfficerBook.entries(on: scope.today, scope.db).compactMap { entry in
                until[LoginThrottle.account(entry.officer)].map { (entry.officer, $0) }
            }
            scope.counted(live.count)
            return LoginState(
                live: live,
                held: Dictionary(uniqueKeysWithValues: held)
                    .mapValues { $0 < LoginThrottle.never ? $0 : nil })
        }
    }

    /// Ends one log-in of somebody: a terminal left open, a doubt.
    /// - Throws: `loginOver`, `reasonMissing`, `notPermitted`.
    public func endLogin(
        _ id: Int64, reason: String, by administrator: Principal, once key: String? = nil
    ) throws {
        try gate.perform(
            .endSession, by: administrator, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard reason.contains(where: { !$0.isWhitespace }) else {
                throw SafeguardRefusal.reasonMissing
            }
            guard
                let session = try SessionBook.session(id, scope.db),
                try SessionBook.end(id, cause: .administrator, at: scope.now, scope.db)
            else { throw SafeguardRefusal.loginOver }
            scope.note("\(SessionEnd.administrator.rawValue) S\(id) \(session.officer)")
        }
    }
}
