// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What this system made of one claim of a billing month: the other side of a parallel month.
public struct MonthResult: Hashable, Sendable {
    /// What is the same in both systems.
    public struct Key: Hashable, Sendable {
        public let recipientNumber: String
        public let treatmentMonth: YearMonth
        public let institution: String
        public let isInpatient: Bool
        public let points: Int

        public init(
            recipientNumber: String, treatmentMonth: YearMonth, institution: String,
            isInpatient: Bool, points: Int
        ) {
            self.recipientNumber = recipientNumber
            self.treatmentMonth = treatmentMonth
            self.institution = institution
            self.isInpatient = isInpatient
            self.points = points
        }
    }

    public let key: Key
    /// `nil` for a claim on the error list.
    public let child: AddresseeNumber?
    /// The accepted claim; `nil` for one on the error list.
    public let claim: Int64?
    public let burden: Yen
    public let highCost: Yen
    public let additionalBenefit: Yen
    public let payable: Yen
    /// Why it stands on the error list, in words.
    public let refused: String?

    public init(
        key: Key, child: AddresseeNumber?, claim: Int64?, burden: Yen, highCost: Yen,
        additionalBenefit: Yen, payable: Yen, refused: String?
    ) {
        self.key = key
        self.child = child
        self.claim = claim
        self.burden = burden
        self.highCost = highCost
        self.additionalBenefit = additionalBenefit
        self.payable = payable
        self.refused = refused
    }
}

/// The results of a billing month, accepted and refused.
public enum MonthResultBook {
    /// Everything that was billed in a month, in the order of import.
    public static func results(
        billed month: YearMonth, from db: any Connection
    ) throws -> [MonthResult] {
        let accepted = try db.rows(
            """
            SELECT recipient_number, treatment_month, institution, setting, points, child, id,
            burden, high_cost, additional_benefit, payable FROM claim
            WHERE billing_month = ? ORDER BY id
            """, [month]
        ) { row in
            MonthResult(
                key: key(row), child: row.addressee(5), claim: row.int64(6), burden: row.yen(7),
                highCost: row.yen(8), additionalBenefit: row.yen(9), payable: row.yen(10),
                refused: nil)
        }
        let refused = try db.rows(
            """
            SELECT f.recipient_number, e.treatment_month, e.institution, e.setting, e.points,
            e.child, e.message FROM claim_error e
            JOIN claim_error_fund f ON f.error_id = e.id
            WHERE e.billing_month = ? AND e.treatment_month IS NOT NULL
            AND e.setting IS NOT NULL AND e.points IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM claim_error_outcome o
                WHERE o.error_id = e.id AND o.outcome = 'accepted') ORDER BY e.id, f.position
            """, [month]
        ) { row in
            MonthResult(
                key: key(row), child: row.optionalAddressee(5), claim: nil, burden: .zero,
                highCost: .zero, additionalBenefit: .zero, payable: .zero,
                refused: row.text(6))
        }
        return accepted + refused
    }

    private static func key(_ row: any Row) -> MonthResult.Key {
        MonthResult.Key(
            recipientNumber: row.text(0), treatmentMonth: row.yearMonth(1),
            institution: row.text(2), isInpatient: row.text(3) == "inpatient",
            points: row.int(4))
    }
}
