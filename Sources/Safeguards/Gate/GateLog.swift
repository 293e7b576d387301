// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// The log could not be written: the cause must reach the caller, and no second entry is tried.
struct LogFailure: Error {
    let cause: any Error
}

extension Gate {
    /// Writes the entry of a read, durably.
    /// - Throws: `LogFailure`; a watch that keeps count may still refuse.
    func record(
        _ request: GateRequest, at now: Instant, subjects: Set<AddresseeNumber>, result: String,
        count: Int?, _ access: WatchedAccess? = nil, _ mark: AccessMark? = nil
    ) throws {
        do {
            let signed = try store.write { db in
                let group = try ledger.open(in: db)
                let operation = try group.begin(request.act, at: now)
                if let access { try watches.keep(access, as: mark, operation, in: db) }
                try operation.finish(subjects: subjects, result: result, count: count)
                return try group.seal(at: now)
            }
            try ledger.publish(signed)
        } catch let refusal as any Refusal {
            throw refusal
        } catch {
            throw LogFailure(cause: error)
        }
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
