// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 返却: an application that is not for this office, or was sent by mistake. What is only incomplete
/// is not returned but mended (行政手続法7条): use `AskElectronicCorrection`.
public enum ReturnElectronicApplication {
    public static let operation = OperationCode.decideElectronicApplication

    /// - Throws: `.unknownApplication`, `.notAllowed`, `.missingReason`.
    public static func perform(
        _ id: Int64, _ reason: ElectronicReason, note: String, in scope: Scope
    ) throws {
        guard !note.isEmpty else { throw ElectronicRefusal.missingReason }
        try MoveElectronicApplication.perform(
            .sendBack, id, reason: reason, note: note, in: scope)
    }
}

/// 取下: the applicant has said that nothing is asked for any more.
public enum WithdrawElectronicApplication {
    public static let operation = OperationCode.decideElectronicApplication

    /// Before 受付 only: afterwards the ordinary application is withdrawn, and this one follows.
    /// - Throws: `.unknownApplication`, `.notAllowed`, `.missingReason`.
    public static func perform(_ id: Int64, note: String, in scope: Scope) throws {
        guard !note.isEmpty else { throw ElectronicRefusal.missingReason }
        if let application = try ElectronicBook.application(id, from: scope.db),
            application.successor != nil
        {
            throw ElectronicRefusal.notAllowed(.withdraw, application.status)
        }
        try MoveElectronicApplication.perform(
            .withdraw, id, reason: .askedByApplicant, note: note, in: scope)
    }
}
