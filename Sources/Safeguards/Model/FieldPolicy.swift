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

    /// The widest visibility that one of the reader's roles gives.
    public static func visibility(of field: Field, to reader: Principal) -> Visibility {
        reader.roles.map { visibility(of: field, for: $0) }.max() ?? .hidden
    }

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
