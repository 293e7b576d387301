// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 補正依頼: the applicant is asked to mend the application by a day (行政手続法7条).
public enum AskElectronicCorrection {
    public static let operation = OperationCode.decideElectronicApplication

    /// - Parameter note: stays inside; the form service is told the reason only.
    /// - Throws: `.unknownApplication`, `.notAllowed`, `.dueDayPassed`, `.missingReason`.
    public static func perform(
        _ id: Int64, _ reason: ElectronicReason, note: String, dueOn: CivilDate, in scope: Scope
    ) throws {
        guard dueOn >= scope.today else { throw ElectronicRefusal.dueDayPassed }
        if reason == .other, note.isEmpty { throw ElectronicRefusal.missingReason }
        try MoveElectronicApplication.perform(
            .askCorrection, id, reason: reason, note: note, dueOn: dueOn, in: scope)
    }
}

/// 補正の確認: what was missing has come by another way than a new bundle (post, counter).
public enum TakeElectronicCorrection {
    public static let operation = OperationCode.decideElectronicApplication

    /// - Parameter note: what came, and how.
    /// - Throws: `.unknownApplication`, `.notAllowed`, `.missingReason`.
    public static func perform(_ id: Int64, note: String, in scope: Scope) throws {
        guard !note.isEmpty else { throw ElectronicRefusal.missingReason }
        try MoveElectronicApplication.perform(.takeCorrection, id, note: note, in: scope)
    }
}
