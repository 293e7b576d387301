// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Vault
public import Vocabulary

/// A command line that waits until its officer allows it in the browser.
public struct CommandLogin: Sendable {
    /// Ten letters to type into the browser, once, within five minutes.
    public let code: String
    /// The secret of the log-in to come; the command line keeps it, the store only its hash.
    public let token: String
    public let expiresAt: Instant
}

/// The log-in of an officer at the command line: the same two factors, given in the browser.
extension Accounts {
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    private static let codeLength = 10

    /// A command line asks for a log-in. For an unknown user id the answer looks the same; nobody
    /// can ever allow it.
    public func requestCommandLogin(officer typed: String) throws -> CommandLogin {
        let officer = OfficerID.folded(typed)
        let code = String(
            random.bytes(Self.codeLength).map { Self.letters[Int($0) % Self.letters.count] })
        let asked = CommandLogin(
            code: code, token: hexadecimal(random.bytes(32)),
            expiresAt: clock.now().adding(seconds: SecondFactor.stepSeconds))
        try gate.store.write { db in
            try CommandLoginBook.removeOverdue(at: clock.now(), db)
            guard try OfficerBook.name(of: officer, db) != nil else { return }
            try CommandLoginBook.put(
                code: Self.codeHash(code), session: Self.hash(asked.token), officer: officer,
                expires: asked.expiresAt, db)
        }
        return asked
    }

    /// The officer, logged in at a terminal and proved within the last minutes, allows the command
    /// line that shows this code. Its log-in counts as one of that terminal.
    /// - Throws: `proofNeeded`; `codeUnknown` for an unknown, used or overdue code, and for one that
    ///   was asked for in another officer's name.
    public func allowCommandLogin(
        _ typed: String, by officer: Principal, once key: String? = nil
    ) throws {
        let code = Self.codeHash(Self.folded(code: typed))
        try gate.perform(.login, by: officer, for: .maintenance, once: key) { scope in
            try requireProof(of: officer, at: scope.now, scope.db)
            guard let waiting = try CommandLoginBook.waiting(code: code, scope.db),
                scope.now < waiting.expires, waiting.officer == officer.officer
            else { throw SafeguardRefusal.codeUnknown }
            try CommandLoginBook.remove(code: code, scope.db)
            let id = try SessionBook.insert(
                tokenHash: waiting.session, officer: officer.officer, terminal: officer.terminal,
                at: scope.now, expires: scope.now.adding(seconds: Self.absoluteSeconds),
                isProved: secondFactor != nil, scope.db)
            scope.note("S\(id) command")
        }
    }

    /// The log-in of a command line, once its officer has allowed it.
    /// - Throws: `sessionExpired` while it was not allowed, and after it has ended.
    public func commandSession(token: String) throws -> SessionResult {
        let hash = Self.hash(token)
        let found = try gate.store.read { db in try SessionBook.session(tokenHash: hash, db) }
        guard let found else { throw SafeguardRefusal.sessionExpired }
        return try resume(token: token, terminal: found.terminal)
    }

    /// A code opens a log-in: it needs the same fresh proof as a sensitive act.
    private func requireProof(
        of officer: Principal, at now: Instant, _ db: any Connection
    ) throws {
        guard secondFactor != nil else { return }
        guard let row = officer.sessionRow, let session = try SessionBook.session(row, db),
            let proved = session.proved, proved.seconds(until: now) < SecondFactor.proofSeconds
        else { throw SafeguardRefusal.proofNeeded }
    }

    private static func codeHash(_ code: String) -> [UInt8] { hash("command:" + code) }

    /// Small letters, blanks and hyphens of whoever types do not matter.
    private static func folded(code: String) -> String {
        String(
            code.precomposedStringWithCompatibilityMapping.uppercased().filter {
                letters.contains($0)
            })
    }
}
