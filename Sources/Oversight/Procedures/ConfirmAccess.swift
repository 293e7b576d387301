// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards

struct ConfirmationRow: FactRow {
    static let table = "access_confirmation"
    static let columns = ["access_id", "officer", "confirmer", "verdict", "note"]
    let access: Int64
    let officer: String
    let confirmer: String
    let verdict: Verdict
    let note: String

    var values: [any SQLValueConvertible] { [access, officer, confirmer, verdict.rawValue, note] }
}

/// 利用の理由の確認: the head asks the officer and writes down what was found.
public enum ConfirmAccess {
    public static let operation = OperationCode.explainAccess

    /// - Parameter access: the number of the log entry; what was found is the reason of the
    ///   operation.
    /// - Throws: `.noteMissing`, `.accessUnknown`, `.alreadyConfirmed`, `.ownAccess`.
    public static func perform(_ access: Int64, _ verdict: Verdict, in scope: Scope) throws {
        guard let note = scope.reason else { throw OversightRefusal.noteMissing }
        let officer = try AccessBook.officer(ofUnexplained: access, in: scope.db)
        guard let officer else { throw OversightRefusal.accessUnknown }
        guard try AccessBook.confirmations(of: [access], in: scope.db).isEmpty else {
            throw OversightRefusal.alreadyConfirmed
        }
        guard officer != scope.principal.officer else { throw OversightRefusal.ownAccess }
        try scope.append([
            ConfirmationRow(
                access: access, officer: officer, confirmer: scope.principal.officer,
                verdict: verdict, note: note)
        ])
        scope.note("\(verdict.rawValue) \(access)")
    }
}
