// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
public import Vocabulary

/// 統合宛名フラグ: which business uses a 宛名番号.
public enum FlagBook {
    /// The businesses whose flag is set now, without the resident register's own: who is in the
    /// register is used by it.
    public static func flags(
        of addressee: AddresseeNumber, in scope: Scope
    ) throws -> Set<Business> {
        var newest: [Business: Bool] = [:]
        try scope.db.forEachRow(
            """
            SELECT business_kind, business_id, is_set FROM addressee_flag
            WHERE addressee = ? ORDER BY id
            """, [addressee]
        ) { row in
            guard let kind = Business.Kind(rawValue: row.text(0)),
                let business = Business(kind, row.text(1))
            else { return }
            newest[business] = row.bool(2)
        }
        return Set(newest.filter(\.value).keys)
    }

    /// Of these numbers those whose flag is set for the business.
    static func flagged(
        _ numbers: [AddresseeNumber], for business: Business, in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        var newest: [AddresseeNumber: Bool] = [:]
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT addressee, is_set FROM addressee_flag
                WHERE addressee IN (\(PersonBook.marks(part.count)))
                    AND business_kind = ? AND business_id = ?
                ORDER BY id
                """, Array(part) + [business.kind.rawValue, business.id]
            ) { row in newest[row.addressee(0)] = row.bool(1) }
        }
        return Set(newest.filter(\.value).keys)
    }

    /// Sets or clears the flag; nothing happens when it stands so already.
    static func put(
        _ isSet: Bool, _ addressee: AddresseeNumber, _ business: Business, in scope: Scope
    ) throws {
        guard try flags(of: addressee, in: scope).contains(business) != isSet else { return }
        try scope.facts.append(
            "addressee_flag",
            [
                "addressee": addressee, "business_kind": business.kind.rawValue,
                "business_id": business.id, "is_set": isSet,
            ])
    }
}
