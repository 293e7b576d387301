// SPDX-License-Identifier: Apache-2.0

/// One question to the table of permissions: who, what, why, on which record, in which state.
public struct Permission: Sendable {
    let operation: OperationCode
    let principal: Principal
    let purpose: Purpose

    public init(_ operation: OperationCode, by principal: Principal, for purpose: Purpose) {
        self.operation = operation
        self.principal = principal
        self.purpose = purpose
    }

    /// True when the operation is open to the principal only by an emergency access.
    var isEmergency: Bool {
        principal.mayInEmergency(operation)
    }

    /// Why not; `nil` when it is allowed. The first reason of role, purpose, record, state.
    /// - Parameter scope: `nil` while the record is not known.
    public func refusal(
        on scope: RecordScope? = nil, in state: RecordState? = nil
    ) -> SafeguardRefusal? {
        let definition = operation.definition
        if definition.roles.isDisjoint(with: principal.roles) {
            return isEmergency ? emergencyRefusal(on: scope) : .notPermitted
        }
        guard definition.purposes.contains(purpose) else { return .wrongPurpose }
        // An officer of another department stays one, whatever the record is.
        if principal.isOutside, !allows(on: .otherDepartment) { return .otherDepartment }
        if let scope, !allows(on: scope) { return Self.refusal(of: scope) }
        if let state, !PermissionTable.allows(operation, in: state) { return .wrongState }
        return nil
    }

    private func allows(on scope: RecordScope) -> Bool {
        PermissionTable.allows(operation, by: principal.roles, on: scope)
    }

    /// An emergency access opens records of the ordinary kind only, for maintenance only.
    private func emergencyRefusal(on scope: RecordScope?) -> SafeguardRefusal? {
        guard purpose == .maintenance else { return .wrongPurpose }
        guard let scope, scope != .ownDepartment, scope != .otherDepartment else { return nil }
        return Self.refusal(of: scope)
    }

    private static func refusal(of scope: RecordScope) -> SafeguardRefusal {
        switch scope {
        case .ownDepartment: .notPermitted
        case .otherDepartment: .otherDepartment
        case .protectedPerson: .protectedAddress
        case .suspendedPerson: .suspendedUse
        case .otherBody, .nonExistent: .noSuchRecord
        }
    }

    /// How much of a field the principal sees in the answer of this operation.
    public func visibility(
        of field: Field, on scope: RecordScope = .ownDepartment, in state: RecordState? = nil
    ) -> Visibility {
        guard refusal(on: scope, in: state) == nil else { return .hidden }
        if isEmergency { return FieldPolicy.inEmergency(field) }
        let able = operation.definition.roles.intersection(principal.roles)
        return able.map { role in
            FieldPolicy.visibility(of: field, for: role, by: operation, on: scope)
        }.max() ?? .hidden
    }
}
