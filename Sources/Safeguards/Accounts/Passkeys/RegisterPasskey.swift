// SPDX-License-Identifier: Apache-2.0
import Crypto
import Database
import Foundation
import Passkeys
import Vault
import Vocabulary

extension Accounts {
    // MARK: Tickets of two officers

    /// Lets an officer register an authenticator: words to be handed over in person. They are good
    /// once, and only after a second officer has agreed.
    /// - Returns: the words; they are shown this once and never stored.
    /// - Throws: `officerUnknown`, `notPermitted`, `reasonMissing`, `proofNeeded`.
    public func allowPasskey(
        of typed: String, reason: String, by administrator: Principal, once key: String? = nil
    ) throws -> String {
        let officer = OfficerID.folded(typed)
        let words = ticketWords()
        try gate.perform(
            .allowPasskey, by: administrator, for: .maintenance, reason: reason, once: key
        ) { scope in
            // A machine is nobody: with one officer who confirms it would be one person's way in.
            guard !administrator.roles.contains(.system) else {
                throw SafeguardRefusal.notPermitted
            }
            _ = try issue(words, for: officer, scope)
        }
        return words
    }

    /// The second officer agrees. Neither the proposer nor the officer himself can.
    /// - Throws: `sameOfficer`, `ticketInvalid`.
    public func confirmPasskey(
        ticket id: Int64, by second: Principal, once key: String? = nil
    ) throws {
        try gate.perform(.confirmPasskey, by: second, for: .maintenance, once: key) { scope in
            guard let ticket = try TicketBook.ticket(id, scope.db),
                ticket.isOpen(at: scope.now), !ticket.steps.contains("確認")
            else { throw SafeguardRefusal.ticketInvalid }
            try FourEyes.check(proposer: ticket.proposer, approver: second.officer)
            try FourEyes.check(proposer: ticket.officer, approver: second.officer)
            try TicketBook.step(id, "確認", by: second.officer, scope)
            scope.note("ticket \(id) \(ticket.officer)")
        }
    }

    /// The ticket of the first officers, at the machine itself: while nobody can log in there is
    /// nobody who could agree. Refused as soon as two authenticators are in force.
    /// - Throws: `alreadyInitialised`, `officerUnknown`.
    public func firstTicket(for officer: String) throws -> String {
        let words = ticketWords()
        let machine = Principal.machine("init")
        try gate.perform(
            .allowPasskey, by: machine, for: .maintenance, reason: "据付け時の最初の登録"
        ) { scope in
            let inForce = try PasskeyBook.entries(scope.db).filter { !$0.isEnded }
            guard Set(inForce.map(\.officer)).count < 2 else {
                throw SafeguardRefusal.alreadyInitialised
            }
            let id = try issue(words, for: officer, scope)
            try TicketBook.step(id, "確認", by: machine.officer, scope)
        }
        return words
    }

    /// Tickets that wait for the second officer or for their use.
    public func tickets(by reader: Principal) throws -> [PasskeyTicket] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            try TicketBook.open(at: scope.now, scope.db).map {
                PasskeyTicket(
                    id: $0.id, officer: $0.officer, proposer: $0.proposer,
                    validUntil: $0.validUntil, isConfirmed: $0.steps.contains("確認"))
            }
        }
    }

    private func issue(_ words: String, for officer: String, _ scope: Scope) throws -> Int64 {
        guard try OfficerBook.name(of: officer, scope.db) != nil else {
            throw SafeguardRefusal.officerUnknown
        }
        for old in try TicketBook.open(at: scope.now, scope.db) where old.officer == officer {
            try TicketBook.step(old.id, "取消", by: scope.principal.officer, scope)
        }
        let id = try TicketBook.append(
            Self.ticketHash(words), for: officer,
            until: scope.now.adding(seconds: SecondFactor.ticketSeconds), scope)
        scope.note("ticket \(id) \(officer)")
        return id
    }

    // MARK: Registration

    /// The words of the ticket are checked before the browser is asked to make a passkey.
    /// - Throws: `ticketInvalid`, `sessionExpired`.
    public func registrationQuestion(
        _ token: String, ticket words: String, terminal: String
    ) throws -> PasskeyQuestion {
        let question = try ask(Self.stepHash(token), terminal)
        _ = try usableTicket(words, of: question.officer, terminal)
        return question
    }

    /// Registers the authenticator and opens the log-in: password, ticket and authenticator together.
    /// - Throws: `PasskeyRefusal`, `ticketInvalid`, `sessionExpired`.
    public func register(
        _ token: String, ticket words: String, clientData: [UInt8], attestationObject: [UInt8],
        label: String, terminal: String
    ) async throws -> LoginResult {
        guard let secondFactor else { throw SafeguardRefusal.secondFactorMissing }
        let (step, challenge) = try takeChallenge(Self.stepHash(token), terminal)
        let ticket = try usableTicket(words, of: step.officer, terminal)
        let passkey: Passkey
        do {
            passkey = try await PasskeyRegistration(
                party: secondFactor.party, policy: secondFactor.policy
            ).verify(
                clientData: clientData, attestationObject: attestationObject,
                challenge: challenge, now: clock.now())
        } catch let refusal as PasskeyRefusal {
            try refuse(step.officer, terminal, refusal)
        }
        let found = try standing(of: step.officer)
        let registrant = found.principal(session: "new", terminal: terminal)
        try gate.perform(.registerPasskey, by: registrant, for: .maintenance) { scope in
            guard let now = try TicketBook.ticket(ticket.id, scope.db), now.isOpen(at: scope.now)
            else { throw SafeguardRefusal.ticketInvalid }
            try TicketBook.step(ticket.id, "使用", by: step.officer, scope)
            try PasskeyBook.append(
                passkey, of: step.officer, label: String(label.prefix(40)), scope)
            scope.note("ticket \(ticket.id)")
        }
        return try open(found, terminal) { scope in try LoginStepBook.remove(step.id, scope.db) }
    }

    /// An authenticator is lost or given back: it is void at once, the officer's log-ins end.
    public func endPasskey(
        _ id: Int64, reason: String, by administrator: Principal, once key: String? = nil
    ) throws {
        let officer = try gate.perform(
            .endPasskey, by: administrator, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard let entry = try PasskeyBook.entries(scope.db).first(where: { $0.id == id }),
                !entry.isEnded
            else { throw SafeguardRefusal.ticketInvalid }
            try PasskeyBook.end(id, scope)
            scope.note("passkey \(id) \(entry.officer)")
            return entry.officer
        }
        try endSessions(of: officer, cause: .disabled)
    }

    /// All authenticators, for the list of users.
    public func passkeys(by reader: Principal) throws -> [PasskeyEntry] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            try PasskeyBook.entries(scope.db)
        }
    }

    /// Some of them.
    /// - Parameter rows: which ones, of how many.
    public func passkeys(
        by reader: Principal, _ rows: (_ count: Int) -> Range<Int>
    ) throws -> [PasskeyEntry] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            let shown = rows(try PasskeyBook.count(scope.db))
            return try PasskeyBook.entries(
                limit: shown.count, offset: shown.lowerBound, scope.db)
        }
    }

    private func usableTicket(
        _ words: String, of officer: String, _ terminal: String
    ) throws -> TicketBook.Row {
        let now = clock.now()
        let found = try gate.store.read { db in
            try TicketBook.ticket(hash: Self.ticketHash(words), db)
        }
        guard let ticket = found, ticket.officer == officer, ticket.isOpen(at: now),
            ticket.steps.contains("確認")
        else { try refuse(officer, terminal, SafeguardRefusal.ticketInvalid) }
        return ticket
    }

    /// Four groups of four signs without those that look alike: 80 bits.
    private func ticketWords() -> String {
        let signs = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        let all = random.bytes(16).map { signs[Int($0) % signs.count] }
        return stride(from: 0, to: 16, by: 4).map { String(all[$0..<$0 + 4]) }
            .joined(separator: "-")
    }

    /// Spelling does not matter: width, case, hyphens and blanks are folded.
    private static func ticketHash(_ words: String) -> [UInt8] {
        let folded = words.precomposedStringWithCompatibilityMapping.uppercased()
            .filter { $0.isLetter || $0.isNumber }
        return Array(SHA256.hash(data: Array("ticket:\(folded)".utf8)))
    }
}
