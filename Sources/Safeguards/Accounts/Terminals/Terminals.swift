// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Vocabulary

extension Accounts {
    /// True where a log-in needs a registered terminal.
    public var needsTerminal: Bool { rules.needsTerminal }

    /// Registers a terminal by the certificate that it shows. A certificate that was revoked never
    /// comes back: the terminal gets a new one.
    /// - Parameter fingerprint: SHA-256 of the certificate; colons, blanks and case do not matter.
    /// - Throws: `terminalInvalid`, `reasonMissing`, `proofNeeded`.
    public func registerTerminal(
        fingerprint typed: String, name: String, reason: String, by administrator: Principal,
        once key: String? = nil
    ) throws {
        let fingerprint = Self.fingerprint(typed)
        let name = name.trimmingCharacters(in: .whitespaces)
        try gate.perform(
            .manageTerminals, by: administrator, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard let fingerprint, !name.isEmpty,
                try !TerminalBook.all(scope.db).contains(where: {
                    $0.fingerprint == fingerprint || ($0.endedAt == nil && $0.name == name)
                })
            else { throw SafeguardRefusal.terminalInvalid }
            try TerminalBook.append(fingerprint, name, scope)
            scope.note("terminal \(fingerprint.prefix(16))")
        }
    }

    /// Revokes a terminal: its open log-ins end with the next request.
    /// - Throws: `noSuchRecord`, `wrongState`.
    public func revokeTerminal(
        _ id: Int64, reason: String, by administrator: Principal, once key: String? = nil
    ) throws {
        let name = try gate.perform(
            .manageTerminals, by: administrator, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard let entry = try TerminalBook.all(scope.db).first(where: { $0.id == id }) else {
                throw SafeguardRefusal.noSuchRecord
            }
            guard entry.endedAt == nil else { throw SafeguardRefusal.wrongState }
            try TerminalBook.end(id, scope)
            scope.note("revoked terminal \(entry.fingerprint.prefix(16))")
            return entry.name
        }
        for session in try openSessions() where session.terminal == name {
            try end(session, cause: .terminal)
        }
    }

    /// All terminals, for the list.
    public func terminals(by reader: Principal) throws -> [TerminalEntry] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            try TerminalBook.all(scope.db)
        }
    }

    /// What the log calls the terminal of a connection: the name of its registered certificate,
    /// else its network address, which no terminal can be named after.
    public func terminal(fingerprint: String?, address: String) throws -> String {
        guard let fingerprint else { return address }
        return try gate.store.read { try TerminalBook.name(of: fingerprint, $0) } ?? address
    }

    /// Where terminals are required: is this the name of one in force?
    func isKnown(_ terminal: String) throws -> Bool {
        guard rules.needsTerminal else { return true }
        return try gate.store.read { try TerminalBook.isInForce(name: terminal, $0) }
    }

    private static func fingerprint(_ typed: String) -> String? {
        let digits = typed.lowercased().filter { $0 != ":" && $0 != " " }
        let isHexadecimal = digits.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        return digits.utf8.count == 64 && isHexadecimal ? digits : nil
    }
}
