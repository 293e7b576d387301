// SPDX-License-Identifier: Apache-2.0

/// Role × field: who sees what. Account, phone and individual number are masked for
/// everybody; to reveal an account is an operation of its own, with a reason, in the log.
public enum FieldPolicy {
    /// The visibility of a field for one role.
    public static func visibility(of field: Field, for role: Role) -> Visibility {
        switch role {
        case .counter, .payment, .head: office(field, role)
        // Neither administers persons: their screens show counts, user ids and addressee numbers.
        case .administrator, .auditor, .vendor: .hidden
        case .system: field == .individualNumber ? .hidden : .shown
        }
    }

    /// The widest visibility that one of the reader's roles gives, or the emergency access.
    public static func visibility(of field: Field, to reader: Principal) -> Visibility {
        let byRole = reader.roles.map { visibility(of: field, for: $0) }.max() ?? .hidden
        return reader.emergency == nil ? byRole : max(byRole, inEmergency(field))
    }

    /// The same for one operation on one kind of record: the fields that give a place away are
    /// hidden for a protected person, and the operations that reveal show what they are named after.
    static func visibility(
        of field: Field, for role: Role, by operation: OperationCode, on scope: RecordScope
    ) -> Visibility {
        switch scope {
        case .otherBody, .nonExistent: return .hidden
        case .protectedPerson where role != .system && places.contains(field):
            // The head sees what two persons may have to release; nobody else.
            return role == .head && reveals[operation] == field ? .shown : .hidden
        default:
            return reveals[operation] == field ? .shown : visibility(of: field, for: role)
        }
    }

    /// What is seen under an emergency access: enough to find the record and its fault; nothing
    /// that leads to the person or the money.
    static func inEmergency(_ field: Field) -> Visibility {
        switch field {
        case .name, .kana, .birthDate, .sex, .relationship, .insurance, .claimDetail, .amount:
            .shown
        case .address, .phone, .account, .memo, .individualNumber: .hidden
        }
    }

    /// Where a person is, told by something else than the address (clinic, insurer, branch, phone).
    static let places: Set<Field> = [.address, .phone, .insurance, .account, .claimDetail]

    private static let reveals: [OperationCode: Field] = [
        .revealAccount: .account, .revealProtectedAddress: .address,
        .openIndividualNumber: .individualNumber,
    ]

    private static func office(_ field: Field, _ role: Role) -> Visibility {
        switch field {
        case .name, .kana, .birthDate, .sex, .relationship, .address, .insurance, .amount, .memo:
            .shown
        case .phone, .account, .individualNumber: .masked
        // What was treated where is for whoever settles it; the counter sees that there is a claim.
        case .claimDetail: role == .counter ? .masked : .shown
        }
    }
}
