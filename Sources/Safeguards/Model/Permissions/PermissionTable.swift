// SPDX-License-Identifier: Apache-2.0

// The rest of the one table of permissions: `OperationTable.swift` says which role may do
// which operation for which purpose, `FieldPolicy.swift` which role sees which field; here stands
// on which record and in which state. What has no line is denied.

/// One line: on records of this kind, these operations, asked by one of these roles.
struct ReachRule: Sendable {
    let scope: RecordScope
    /// `nil`: every operation of the table of operations.
    var operations: Set<OperationCode>?
    /// `nil`: every role that the operation has.
    var roles: Set<Role>?
    /// True when operations that name no person stand under the line too.
    var coversUnnamed = false
}

enum PermissionTable {
    static let reach: [ReachRule] = [
        ReachRule(scope: .ownDepartment, coversUnnamed: true),
        ReachRule(scope: .protectedPerson),
        ReachRule(scope: .suspendedPerson, operations: whileSuspended),
        // Neither sees a field of a person; machines work for every department.
        ReachRule(
            scope: .otherDepartment, roles: [.administrator, .auditor, .system],
            coversUnnamed: true),
        // What names no person is no matter of one department.
        ReachRule(scope: .otherDepartment, operations: unnamed, coversUnnamed: true),
    ]

    /// 利用停止: what keeps the register true, answers the person, or ends the record goes on.
    private static let whileSuspended: Set<OperationCode> = [
        .receiveDisclosure, .viewDisclosures, .decideDisclosure, .producePersonalFile,
        .viewOversight, .reportAccesses, .listAffected,
        .viewRetention, .proposePurge, .approvePurge, .purge, .holdRecords, .releaseRecords,
        .importResidents, .relayChanges, .applyResidentChanges,
    ]

    private static let unnamed = Set(
        OperationCode.allCases.filter { !$0.definition.auditsSubjects })

    /// The states in which an operation is possible; one without a line is bound to no state.
    static let states: [OperationCode: Set<RecordState>] = [
        // 申請
        .correctApplication: [.open, .held],
        .withdrawApplication: [.open, .held],
        .holdApplication: [.open],
        .releaseHold: [.held],
        .proposeDecision: [.open],
        .approveDecision: [.proposed],
        .sendBackDecision: [.proposed],
        .holdDecision: [.proposed],
        // 償還
        .correctReimbursement: [.open, .held],
        .holdReimbursement: [.open, .held],
        .decideReimbursement: [.open],
        .approveReimbursement: [.proposed],
        // 支払
        .approvePayee: [.proposed],
        .approveRun: [.proposed],
        .sendBackRun: [.proposed],
        .writeTransferFile: [.decided],
        .recordTransferResults: [.decided],
        // 権限・緊急アクセス・棚卸し
        .approveGrant: [.proposed],
        .approveBreakGlass: [.proposed],
        .endBreakGlass: [.decided],
        .reviewBreakGlass: [.closed],
        .confirmStocktaking: [.open],
        // 複製・消去
        .approveCopy: [.proposed],
        .approvePurge: [.proposed],
        .releaseRecords: [.held],
    ]

    static func allows(
        _ operation: OperationCode, by roles: Set<Role>, on scope: RecordScope
    ) -> Bool {
        let definition = operation.definition
        let able = definition.roles.intersection(roles)
        return reach.contains { rule in
            rule.scope == scope
                && rule.operations?.contains(operation) ?? true
                && !able.isDisjoint(with: rule.roles ?? able)
                && (definition.auditsSubjects || rule.coversUnnamed)
        }
    }

    static func allows(_ operation: OperationCode, in state: RecordState) -> Bool {
        states[operation]?.contains(state) ?? true
    }
}
