// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// The log could not be written: the cause must reach the caller, and no second entry is tried.
struct LogFailure: Error {
    let cause: any Error
}

extension Gate {
    /// Writes the entry of a read, durably, together with those that wait at the same moment.
    /// - Throws: `LogFailure`; a watch that keeps count may still refuse.
    func record(
        _ request: GateRequest, at now: Instant, subjects: Set<AddresseeNumber>, result: String,
        count: Int?, _ access: WatchedAccess? = nil, _ mark: AccessMark? = nil
    ) throws {
        do {
            try log.put(
                ReadEntry(
                    request: request, at: now, subjects: subjects, result: result, count: count,
                    access: access, mark: mark))
        } catch let refusal as any Refusal {
            throw refusal
        } catch {
            throw LogFailure(cause: error)
        }
    }

    /// Writes entries as one transaction under one signed head. A watch may refuse one of them:
    /// nothing of that one remains, the others are written.
    static func write(
        _ next: () -> [ReadEntry], store: any Store, ledger: Ledger, watches: AccessWatches,
        seen: SeenSessions
    ) throws -> [Result<Void, any Error>] {
        let (results, signed) = try commit(store, ledger, seen) { db, group in
            let entries = next()
            let results = try entries.map { entry in
                try write(entry, isAlone: entries.count == 1, group, watches, in: db)
            }
            // Where every one was refused there is nothing to sign.
            let isAny = results.contains { (try? $0.get()) != nil }
            return (results, isAny ? entries.map(\.at).max() : nil)
        }
        if let signed { try ledger.publish(signed) }
        return results
    }

    private static func write(
        _ entry: ReadEntry, isAlone: Bool, _ group: LedgerGroup, _ watches: AccessWatches,
        in db: any Connection
    ) throws -> Result<Void, any Error> {
        // Alone, a refusal ends the whole transaction.
        if !isAlone { try db.execute("SAVEPOINT log_entry") }
        do {
            let operation = try group.begin(entry.request.act, at: entry.at)
            if let access = entry.access {
                try watches.keep(access, as: entry.mark, operation, in: db)
            }
            try operation.finish(
                subjects: entry.subjects, result: entry.result, count: entry.count)
        } catch let refusal as any Refusal where !isAlone {
            try db.execute("ROLLBACK TO SAVEPOINT log_entry")
            try db.execute("RELEASE SAVEPOINT log_entry")
            group.abandon()
            return .failure(refusal)
        }
        if !isAlone { try db.execute("RELEASE SAVEPOINT log_entry") }
        return .success(())
    }

    /// Writes the entry of something that was not done. An unknown outcome is not written: the
    /// process must stop.
    func record(
        _ request: GateRequest, failure: any Error, subjects: Set<AddresseeNumber> = []
    ) throws {
        if let fault = failure as? Fault, fault.kind == .unknownOutcome { throw fault }
        let result: String
        switch failure {
        case let refusal as any Refusal: result = "refused \(refusal.code)"
        case let fault as Fault: result = "fault \(fault.kind.rawValue)"
        default: result = "failed"
        }
        do {
            try record(
                request, at: clock.now(), subjects: subjects.union(request.subjects),
                result: result, count: nil)
        } catch let error as LogFailure {
            // Of two faults the first tells more; a refusal without its entry is not answered.
            throw failure is Fault ? failure : error.cause
        }
    }

    /// Writes a refusal that happened before the gate (a failed log-in).
    func recordRefusal(
        of operation: OperationCode, by principal: Principal, _ refusal: any Refusal
    ) throws {
        try record(
            GateRequest(operation, principal, .maintenance, [], nil, nil), failure: refusal)
    }
}
