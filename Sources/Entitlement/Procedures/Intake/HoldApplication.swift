// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 申請の保留: with a reason, the missing papers and the day they are due.
public enum HoldApplication {
    public static let operation = OperationCode.holdApplication

    /// Holds one application.
    ///
    /// - Throws: `.missingReason`, `.dueDayPassed`, `.unknownApplication`, `.notAllowed`.
    public static func perform(
        _ id: Int64, reason: String, missing: String? = nil, due: CivilDate, in scope: Scope
    ) throws {
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        guard due >= scope.today else { throw EntitlementRefusal.dueDayPassed }
        let file = try scope.application(id)
        let move = try ApplicationMove(
            .hold, file, reason: reason, missingPapers: missing, dueOn: due)
        try scope.record([move].compactMap(\.self))
    }
}

/// 保留の解除: the papers are there.
public enum ReleaseHold {
    public static let operation = OperationCode.releaseHold

    public static func perform(_ id: Int64, in scope: Scope) throws {
        let file = try scope.application(id)
        try scope.record([try ApplicationMove(.release, file)].compactMap(\.self))
    }
}

/// 申請の取下げ.
public enum WithdrawApplication {
    public static let operation = OperationCode.withdrawApplication

    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        let file = try scope.application(id)
        try scope.record([try ApplicationMove(.withdraw, file, reason: reason)].compactMap(\.self))
    }
}

extension Scope {
    /// One application; its child is named in the log.
    func application(_ id: Int64) throws -> ApplicationFile {
        guard let file = try ApplicationBook.files([id], from: db)[id] else {
            throw EntitlementRefusal.unknownApplication
        }
        saw(file.child)
        return file
    }
}
