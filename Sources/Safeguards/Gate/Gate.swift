// SPDX-License-Identifier: Apache-2.0
public import Database
public import Ledger
public import Vocabulary

/// The one way in (law 1): operation + principal + purpose + subjects → scope → transaction →
/// log entry → answer. If the log cannot be written, nothing is answered.
public final class Gate: Sendable {
    let store: any Store
    let ledger: Ledger
    public let clock: any Clock
    let pool = GatePool()
    let watches: AccessWatches
    let seen = SeenSessions()
    let log: LogQueue
    private let rules: [any GateRule]
    private let sessionsLiveHere: Bool

    /// - Parameter sessionsLiveHere: true where `Accounts` keeps its sessions in this store: each
    ///   operation then checks that the session is open. False for System 2, whose callers have
    ///   passed the gate of System 1.
    /// - Parameter watches: asked on every use of personal data before its answer leaves.
    /// - Parameter rules: asked before every write and output.
    public init(
        store: any Store, ledger: Ledger, clock: any Clock, sessionsLiveHere: Bool = true,
        watches: [any AccessWatch] = [], rules: [any GateRule] = []
    ) {
        self.rules = rules
        let all = AccessWatches(all: watches)
        self.watches = all
        log = LogQueue { [seen] next in
            try Gate.write(next, store: store, ledger: ledger, watches: all, seen: seen)
        }
        self.store = store
        self.ledger = ledger
        self.clock = clock
        self.sessionsLiveHere = sessionsLiveHere
    }

    /// Carries out an operation of the table.
    ///
    /// A read runs on a snapshot, its log entry is written durably, then the value is returned. A
    /// write or output is one transaction with its log entry. A refusal, of the gate or of the
    /// body, leaves nothing but a log entry of the refusal.
    /// - Parameters:
    ///   - subjects: the persons that the question names; the body adds those of the answer.
    ///   - reason: the typed reason, required by some operations.
    ///   - key: an idempotency key of the caller; a second time it is refused.
    /// - Throws: `SafeguardRefusal`, whatever the body throws, or `Fault`.
    public func perform<R>(
        _ operation: OperationCode, by principal: Principal, for purpose: Purpose,
        about subjects: [AddresseeNumber] = [], reason: String? = nil, once key: String? = nil,
        _ body: (Scope) throws -> R
    ) throws -> R {
        let request = GateRequest(operation, principal, purpose, subjects, reason, key)
        if let refusal = request.refusal {
            try record(request, failure: refusal)
            throw refusal
        }
        switch operation.definition.kind {
        case .read: return try read(request, body)
        case .write, .output: return try write(request, body)
        }
    }

    /// The same on a thread of the gate's own, for the desk: no worker of the server waits for the
    /// disk.
    public func performAsync<R: Sendable>(
        _ operation: OperationCode, by principal: Principal, for purpose: Purpose,
        about subjects: [AddresseeNumber] = [], reason: String? = nil, once key: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        try await pool.run { [self] in
            try perform(
                operation, by: principal, for: purpose, about: subjects, reason: reason,
                once: key, body)
        }
    }

    private func read<R>(_ request: GateRequest, _ body: (Scope) throws -> R) throws -> R {
        let now = clock.now()
        var seen: Scope?
        do {
            let (value, access, mark) = try store.read { db in
                try checkSession(request, db)
                for rule in rules where rule.checksReads {
                    try rule.check(request.operation, by: request.principal, at: now, in: db)
                }
                let scope = Scope(request, at: now, in: db)
                seen = scope
                defer { scope.close() }
                let value = try body(scope)
                let access = watches.access(scope)
                let mark = try access.flatMap { try watches.look(at: $0, in: db) }
                return (value, access, request.emergencyMark ?? mark)
            }
            try record(
                request, at: now, subjects: seen?.subjects ?? [],
                result: AccessMark.adding(mark, to: seen?.result ?? "ok"), count: seen?.count,
                access, mark)
            return value
        } catch let error as LogFailure {
            throw error.cause
        } catch {
            try record(request, failure: error, subjects: seen?.subjects ?? [])
            throw error
        }
    }

    private func write<R>(_ request: GateRequest, _ body: (Scope) throws -> R) throws -> R {
        let now = clock.now()
        var touched: Set<AddresseeNumber> = []
        let value: R
        let signed: SignedCheckpoint?
        do {
            (value, signed) = try Gate.commit(store, ledger, seen) { db, group in
                (try carryOut(request, at: now, in: db, group, seen: &touched, body), now)
            }
        } catch {
            try record(request, failure: error, subjects: touched)
            throw error
        }
        if let signed { try ledger.publish(signed) }
        return value
    }

    /// The one transaction of the gate, for a write, a group, and entries of reads: what `body` does,
    /// when log-ins were seen last, and the signed head over all of it.
    ///
    /// - Parameter body: the moment of the head; `nil` where there is nothing to sign.
    /// - Returns: the head that must be published, after the commit.
    static func commit<R>(
        _ store: any Store, _ ledger: Ledger, _ seen: SeenSessions,
        _ body: (any Connection, LedgerGroup) throws -> (value: R, head: Instant?)
    ) throws -> (R, SignedCheckpoint?) {
        let (value, signed, touched) = try store.write { db in
            let group = try ledger.open(in: db)
            let (value, head) = try body(db, group)
            let touched = try seen.write(db)
            return (value, try head.map { try group.seal(at: $0) }, touched)
        }
        seen.written(touched)
        return (value, signed)
    }

    /// One write inside a transaction: key, scope, body, log entry.
    func carryOut<R>(
        _ request: GateRequest, at now: Instant, in db: any Connection, _ group: LedgerGroup,
        seen: inout Set<AddresseeNumber>, _ body: (Scope) throws -> R
    ) throws -> R {
        try checkSession(request, db)
        for rule in rules {
            try rule.check(request.operation, by: request.principal, at: now, in: db)
        }
        let operation = try group.begin(request.act, at: now)
        try request.takeKey(operation.id, db)
        let scope = Scope(
            request, at: now, in: db, operationID: operation.id, writer: operation.facts)
        defer {
            scope.close()
            seen = scope.subjects
        }
        let value = try body(scope)
        var mark = request.emergencyMark
        if let access = watches.access(scope) {
            let said = try watches.look(at: access, in: db)
            mark = mark ?? said
            try watches.keep(access, as: mark, operation, in: db)
        }
        try operation.finish(
            subjects: scope.subjects, result: AccessMark.adding(mark, to: scope.result ?? "ok"),
            count: scope.count)
        return value
    }

    private func checkSession(_ request: GateRequest, _ db: any Connection) throws {
        guard sessionsLiveHere, request.principal.session.first == "S" else { return }
        // A stop counts from this operation on, before anybody has ended the log-in.
        // Only one's own end is exempt, not that an administrator ends the log-in of somebody else.
        let isLeaving =
            request.operation == .logout
            || (request.operation == .endSession && request.principal.roles.contains(.system))
        guard let row = request.principal.sessionRow,
            let session = isLeaving
                ? try SessionBook.session(row, db)
                : try SessionBook.working(row, on: clock.now().dayInJapan, db), !session.isEnded
        else { throw SafeguardRefusal.sessionExpired }
        if request.permission.isEmergency, let emergency = request.principal.emergency {
            guard try BreakGlassBook.isOpen(emergency.number, at: clock.now(), db) else {
                throw SafeguardRefusal.emergencyInvalid
            }
        }
        guard request.operation.definition.needsProof, let proved = session.proved else { return }
        guard proved.seconds(until: clock.now()) < SecondFactor.proofSeconds else {
            throw SafeguardRefusal.proofNeeded
        }
    }
}
