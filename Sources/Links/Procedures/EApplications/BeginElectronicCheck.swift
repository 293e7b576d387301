// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 形式審査の開始 by hand, where attachments still wait for a scanner.
public enum BeginElectronicCheck {
    public static let operation = OperationCode.decideElectronicApplication

    /// - Throws: `.unknownApplication`, `.notAllowed`.
    public static func perform(_ id: Int64, in scope: Scope) throws {
        try MoveElectronicApplication.perform(.beginCheck, id, in: scope)
    }
}
