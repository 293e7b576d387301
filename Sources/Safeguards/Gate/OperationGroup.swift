// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Several writes in one transaction under one signed checkpoint, each with its own log entry:
/// for scheduled work and rehearsals that carry out thousands of operations.
public final class OperationGroup {
    private let gate: Gate
    private let db: any Connection
    private let ledgerGroup: LedgerGroup

    init(_ gate: Gate, _ db: any Connection, _ ledgerGroup: LedgerGroup) {
        self.gate = gate
        self.db = db
        self.ledgerGroup = ledgerGroup
    }

    /// Carries out one write or output of the group, under the same checks as `Gate.perform`.
    ///
    /// Whatever it throws must end the group: nothing of the whole group is then written.
    public func perform<R>(
        _ operation: OperationCode, by principal: Principal, for purpose: Purpose,
        about subjects: [AddresseeNumber] = [], reason: String? = nil, once key: String? = nil,
        _ body: (Scope) throws -> R
    ) throws -> R {
        precondition(operation.definition.kind != .read, "読取りは一括に入れません")
        let request = GateRequest(operation, principal, purpose, subjects, reason, key)
        if let refusal = request.refusal { throw GroupFailure(request: request, cause: refusal) }
        var seen: Set<AddresseeNumber> = []
        do {
            return try gate.carryOut(
                request, at: gate.clock.now(), in: db, ledgerGroup, seen: &seen, body)
        } catch {
            throw GroupFailure(request: request, cause: error)
        }
    }
}

/// Which operation ended a group, so that its refusal is recorded under its own name.
struct GroupFailure: Error {
    let request: GateRequest
    let cause: any Error
}

extension Gate {
    /// Runs several writes as one transaction: all of them or none.
    ///
    /// - Throws: what the first failing operation threw; only the entry of its refusal is written.
    public func group<R>(_ body: (OperationGroup) throws -> R) throws -> R {
        do {
            let (value, signed) = try Gate.commit(store, ledger, seen) { db, ledgerGroup in
                (try body(OperationGroup(self, db, ledgerGroup)), clock.now())
            }
            if let signed { try ledger.publish(signed) }
            return value
        } catch let failure as GroupFailure {
            try record(failure.request, failure: failure.cause)
            throw failure.cause
        }
    }
}
