// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Ends a trial: everything was done as it would be, and is taken back. The log says so.
struct TrialRun: Refusal {
    var code: String { "dry-run" }
    var message: String { "試しの取込です。何も書いていません。" }
}

extension Gate {
    /// Carries out an operation; on trial everything but the log entry is undone.
    func perform<R>(
        _ operation: OperationCode, by principal: Principal, for purpose: Purpose, trial: Bool,
        _ body: (Scope) throws -> R
    ) throws -> R {
        guard trial else { return try perform(operation, by: principal, for: purpose, body) }
        var answer: R?
        do {
            try perform(operation, by: principal, for: purpose) { scope in
                answer = try body(scope)
                throw TrialRun()
            }
        } catch let over as TrialRun {
            guard let answer else { throw over }
            return answer
        }
        preconditionFailure("試しは必ず取り消されます")
    }
}
