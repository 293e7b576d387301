// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 送付先の登録・訂正, of a person that has an application or an entitlement: where letters go for a time.
public enum RecordMailingAddress {
    public static let operation = OperationCode.changeRegistration

    /// - Parameter replaces: the row that is corrected; a period of no day takes it back.
    /// - Throws: `RecordRefusal`; `EntitlementRefusal.notLinked`.
    public static func perform(
        _ input: MailingAddressInput, replaces: Int64? = nil, reason: String? = nil,
        in scope: Scope
    ) throws {
        guard try PersonBook.linked([input.subject], from: scope.db).contains(input.subject)
        else { throw EntitlementRefusal.notLinked }
        scope.saw(input.subject)
        try input.period.checkOrder(mayBeEmpty: replaces != nil)
        try PostalParts.check(input.postalCode)
        guard !input.address.isEmpty, !input.name.isEmpty else {
            throw RecordRefusal.addressMissing
        }
        if let replaces {
            let facts = try AddressBook.mailingHistory(
                of: input.subject, isProtected: true, from: scope.db)
            try facts.checkOpen(replaces)
        }
        try scope.append([
            MailingAddressRow(
                input: input, cause: .notification, replaces: replaces, reason: reason)
        ])
    }
}

/// 居住地の登録・訂正: where a person lives, where that is not the address of the register.
public enum RecordResidence {
    public static let operation = OperationCode.changeRegistration

    /// - Throws: as `RecordMailingAddress`; `.unknownEntry` for a row that the register made.
    public static func perform(
        _ input: ResidenceInput, replaces: Int64? = nil, reason: String, in scope: Scope
    ) throws {
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        guard try PersonBook.linked([input.subject], from: scope.db).contains(input.subject)
        else { throw EntitlementRefusal.notLinked }
        scope.saw(input.subject)
        try input.period.checkOrder(mayBeEmpty: replaces != nil)
        try PostalParts.check(input.postalCode)
        guard !input.address.isEmpty, !input.name.isEmpty else {
            throw RecordRefusal.addressMissing
        }
        if let replaces {
            // What the register says is corrected there.
            let facts = try AddressBook.residenceHistory(
                of: input.subject, isProtected: true, from: scope.db)
            try facts.filter { $0.value.cause == .notification }.checkOpen(replaces)
        }
        try scope.append([
            ResidenceRow(input: input, cause: .notification, replaces: replaces, reason: reason)
        ])
    }
}

extension [Recorded<AddressFact>] {
    /// - Throws: `.unknownEntry`, `.alreadyCorrected`.
    fileprivate func checkOpen(_ id: Int64) throws(RecordRefusal) {
        guard let fact = first(where: { $0.id == id }) else { throw .unknownEntry }
        guard !fact.isOverruled else { throw .alreadyCorrected }
    }
}

extension PostalParts {
    /// - Throws: `.wrongPostalCode` for anything but seven digits, with a hyphen or without.
    static func check(_ code: String) throws(RecordRefusal) {
        let parts = PostalParts(code)
        let digits = parts.area + parts.local
        guard digits.utf8.count == 7, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw .wrongPostalCode }
    }
}
