// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// What is asked of the gate, and whether it may be.
struct GateRequest {
    let operation: OperationCode
    let principal: Principal
    let purpose: Purpose
    let subjects: [AddresseeNumber]
    let reason: String?
    let key: String?

    init(
        _ operation: OperationCode, _ principal: Principal, _ purpose: Purpose,
        _ subjects: [AddresseeNumber], _ reason: String?, _ key: String?
    ) {
        self.operation = operation
        self.principal = principal
        self.purpose = purpose
        self.subjects = subjects
        // An empty box is no reason.
        self.reason = reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        // A key belongs to its operation: the same text elsewhere is another key.
        self.key = key.map { "\(operation.rawValue):\($0)" }
    }

    /// The first reason of the table to say no.
    var refusal: SafeguardRefusal? {
        if let refusal = permission.refusal() { return refusal }
        if operation.definition.needsReason, reason == nil { return .reasonMissing }
        return nil
    }

    /// Each command of an emergency access names it in the log.
    var emergencyMark: AccessMark? {
        guard permission.isEmergency, let emergency = principal.emergency else { return nil }
        return .explained(by: "break-glass-\(emergency.number)")
    }

    var permission: Permission { Permission(operation, by: principal, for: purpose) }

    /// Takes the key for an operation that has begun; refuses one that was used, and with it the
    /// operation.
    func takeKey(_ id: Int64, _ db: any Connection) throws {
        guard let key else { return }
        precondition(operation.definition.kind != .read, "読取りに一度きりの鍵は要りません")
        guard try !OperationKeyBook.take(key, id, db) else { return }
        throw SafeguardRefusal.alreadyDone(
            operation: try OperationKeyBook.operation(of: key, db) ?? id)
    }

    var act: Act {
        Act(
            code: operation.rawValue, officer: principal.officer, session: principal.session,
            terminal: principal.terminal, purpose: purpose.rawValue, reason: reason)
    }
}
