// SPDX-License-Identifier: Apache-2.0
import Database
import Passkeys
import Vault
import Vocabulary

extension Accounts {
    /// The second half of a log-in begins: a cookie of its own, five minutes, one terminal.
    func wait(for officer: String, _ terminal: String) throws -> LoginStep {
        let token = hexadecimal(random.bytes(32))
        let expires = clock.now().adding(seconds: SecondFactor.stepSeconds)
        let isKnown = try gate.store.write { db in
            try LoginStepBook.put(
                tokenHash: Self.stepHash(token), officer: officer, terminal: terminal,
                expires: expires, db)
            return try !PasskeyBook.passkeys(of: officer, db).isEmpty
        }
        let waiting = WaitingLogin(token: token, officer: officer, expiresAt: expires)
        return isKnown ? .passkey(waiting) : .enrolment(waiting)
    }

    /// A new challenge for a log-in that waits; the one before is void.
    /// - Throws: `sessionExpired` for an unknown, overdue or used-up step.
    public func question(_ token: String, terminal: String) throws -> PasskeyQuestion {
        try ask(Self.stepHash(token), terminal)
    }

    /// Completes a log-in with what the authenticator answered.
    /// - Throws: `PasskeyRefusal`; `sessionExpired`, `notPermitted`. Each leaves an entry in the log.
    public func finish(
        _ token: String, terminal: String, with answer: PasskeyAnswer
    ) throws -> LoginResult {
        let (step, challenge) = try takeChallenge(Self.stepHash(token), terminal)
        let row = try verify(answer, of: step.officer, challenge, terminal)
        let found = try standing(of: step.officer)
        return try open(found, terminal) { scope in
            try Self.keepCount(row, scope)
            try LoginStepBook.remove(step.id, scope.db)
        }
    }

    // MARK: An open log-in proves itself again

    /// A challenge to unlock a log-in, or to confirm a sensitive act.
    /// - Throws: `sessionExpired` when it has ended or its absolute time is over.
    public func questionAgain(token: String, terminal: String) throws -> PasskeyQuestion {
        let session = try locked(token, terminal)
        let hash = Self.proofHash(token)
        try gate.store.write { db in
            try LoginStepBook.put(
                tokenHash: hash, officer: session.officer, terminal: terminal,
                expires: clock.now().adding(seconds: SecondFactor.stepSeconds), db)
        }
        return try ask(hash, terminal)
    }

    /// The same log-in goes on: only its own officer's authenticator opens it.
    /// - Throws: `PasskeyRefusal`, `sessionExpired`.
    public func proveAgain(
        token: String, terminal: String, with answer: PasskeyAnswer
    ) throws {
        let session = try locked(token, terminal)
        let (step, challenge) = try takeChallenge(Self.proofHash(token), terminal)
        guard step.officer == session.officer else { throw SafeguardRefusal.sessionExpired }
        let row = try verify(answer, of: session.officer, challenge, terminal)
        let found = try standing(of: session.officer)
        let principal = found.principal(session: "S\(session.id)", terminal: terminal)
        try gate.perform(.login, by: principal, for: .maintenance) { scope in
            try Self.keepCount(row, scope)
            try LoginStepBook.remove(step.id, scope.db)
            try SessionBook.prove(session.id, at: scope.now, scope.db)
            scope.note("proved S\(session.id)")
        }
    }

    /// The session of a cookie, which may be idle but not over.
    private func locked(_ token: String, _ terminal: String) throws -> SessionBook.Session {
        let hash = Self.hash(token)
        let found = try gate.store.read { db in try SessionBook.session(tokenHash: hash, db) }
        guard let session = found, !session.isEnded, session.proved != nil else {
            throw SafeguardRefusal.sessionExpired
        }
        if let cause = Self.end(of: session, at: clock.now(), terminal: terminal), cause != .idle {
            try end(session, cause: cause)
            throw SafeguardRefusal.sessionExpired
        }
        return session
    }

    // MARK: Challenges

    func ask(_ hash: [UInt8], _ terminal: String) throws -> PasskeyQuestion {
        guard let secondFactor else { throw SafeguardRefusal.secondFactorMissing }
        let challenge = random.bytes(32)
        let now = clock.now()
        return try gate.store.write { db in
            guard let step = try LoginStepBook.step(tokenHash: hash, db), now < step.expires,
                step.terminal == terminal, step.attempts < SecondFactor.attempts
            else { throw SafeguardRefusal.sessionExpired }
            try LoginStepBook.ask(step.id, challenge, db)
            return PasskeyQuestion(
                challenge: challenge,
                credentials: try PasskeyBook.passkeys(of: step.officer, db).map(\.passkey.id),
                officer: step.officer, name: try OfficerBook.name(of: step.officer, db) ?? "",
                party: secondFactor.party)
        }
    }

    /// Takes the open challenge: whatever is answered to it, it is never asked again.
    func takeChallenge(
        _ hash: [UInt8], _ terminal: String
    ) throws -> (step: LoginStepBook.Step, challenge: [UInt8]) {
        let now = clock.now()
        let found: (LoginStepBook.Step, [UInt8])? = try gate.store.write { db in
            guard let step = try LoginStepBook.step(tokenHash: hash, db), now < step.expires,
                step.terminal == terminal, step.attempts < SecondFactor.attempts,
                let challenge = step.challenge,
                try LoginStepBook.take(step.id, challenge, db)
            else { return nil }
            return (step, challenge)
        }
        guard let found else { throw SafeguardRefusal.sessionExpired }
        return found
    }

    private func verify(
        _ answer: PasskeyAnswer, of officer: String, _ challenge: [UInt8], _ terminal: String
    ) throws -> (id: Int64, old: Passkey, new: Passkey) {
        guard let secondFactor else { throw SafeguardRefusal.secondFactorMissing }
        let rows = try gate.store.read { try PasskeyBook.passkeys(of: officer, $0) }
        do throws(PasskeyRefusal) {
            let new = try PasskeyAssertion(party: secondFactor.party).verify(
                id: answer.id, clientData: answer.clientData,
                authenticatorData: answer.authenticatorData, signature: answer.signature,
                challenge: challenge, among: rows.map(\.passkey))
            guard let row = rows.first(where: { $0.passkey.id == new.id }) else {
                throw PasskeyRefusal.unknownCredential
            }
            return (row.id, row.passkey, new)
        } catch {
            try refuse(officer, terminal, error)
        }
    }

    private static func keepCount(
        _ row: (id: Int64, old: Passkey, new: Passkey), _ scope: Scope
    ) throws {
        guard
            try PasskeyBook.count(
                row.id, from: row.old.counter, to: row.new.counter, at: scope.now, scope.db)
        else { throw PasskeyRefusal.counterWentBack }
    }

    /// Whether the officer may still work, at the moment of the second factor.
    /// - Throws: `notPermitted`; what the doors say.
    func standing(of officer: String) throws -> Entry {
        let now = clock.now()
        guard let entry = try gate.store.read({ try entry(of: officer, at: now, $0) }) else {
            throw SafeguardRefusal.notPermitted
        }
        return entry
    }

    static func stepHash(_ token: String) -> [UInt8] { hash("step:" + token) }
    static func proofHash(_ token: String) -> [UInt8] { hash("proof:" + token) }
}
