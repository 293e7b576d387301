// SPDX-License-Identifier: Apache-2.0
public import Database
import Entitlement
public import Scheme
public import Vocabulary

/// A claim in kind as it was taken in, with the facts that a book computes from.
public struct RecordedClaim: Sendable {
    public let id: Int64
    /// The operation that took it in.
    let operation: Int64
    public let child: AddresseeNumber
    let recipient: AddresseeNumber
    public let setting: CareSetting
    /// What it was paid with.
    public let paid: Yen
    public let highCost: Yen
    public internal(set) var facts: ClaimFacts
}

extension RecordedClaim {
    /// Where it stands among the claims of its month.
    var place: MonthCounts.Place { MonthCounts.Place(operation: operation, id: id) }

    /// Whose household a co-payment may ask about.
    var household: ClaimHouseholds.Question {
        ClaimHouseholds.Question(child: child, recipient: recipient, month: facts.treatmentMonth)
    }
}

/// The claims in kind of a month of billing as facts, a page at a time: those that were taken back
/// are left out.
public enum RecordedClaims {
    public static func count(billed month: YearMonth, from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM claim c
            WHERE c.billing_month = ? AND \(ObjectionBook.notTakenBack("c"))
            """, [month]
        ) { $0.int(0) } ?? 0
    }

    static func claims(
        billed month: YearMonth, after last: Int64, limit: Int, law: BenefitLaw,
        from db: any Connection
    ) throws -> [RecordedClaim] {
        let rows = try db.rows(
            """
            SELECT c.id, c.child, c.setting, c.payable, c.high_cost, c.treatment_month, c.points,
            c.meals, c.band, c.institution, c.days, c.additional_benefit, h.child_born,
            c.recipient, c.data_kind, c.operation_id, c.first_visits,
            c.admitted
            FROM claim c JOIN entitlement_history h ON h.id = c.history_id
            WHERE c.billing_month = ? AND c.id > ? AND \(ObjectionBook.notTakenBack("c"))
            ORDER BY c.id LIMIT ?
            """, [month, last, limit]
        ) { row in
            (
                claim: read(row), meals: row.int(7), institution: row.text(9)
            )
        }
        var funds: [Int64: [ClaimFacts.OtherFund]] = [:]
        try Among.forEach(
            """
            SELECT claim_id, funder, covered_cost, copayment FROM claim_fund WHERE {among}
            ORDER BY claim_id, position
            """, column: "claim_id", keys: rows.map(\.claim.id), in: db
        ) { row in
            funds[row.int64(0), default: []].append(
                ClaimFacts.OtherFund(
                    funder: row.text(1), points: row.int(2) / 10, copayment: row.yen(3)))
        }
        let master = try InstitutionBook.institutions(Set(rows.map(\.institution)), from: db)
        return rows.map { claim, meals, institution in
            var claim = claim
            let others = funds[claim.id] ?? []
            claim.facts.otherFunds = others
            if master[institution]?.location == .municipality {
                claim.facts.municipality = law.book.municipality
            }
            if meals > 0 {
                claim.facts.meals = ClaimFacts.Meals(
                    count: meals,
                    mealClass: law.mealClass(
                        funders: others.map(\.funder), written: "",
                        claim.facts.treatmentMonth))
            }
            return claim
        }
    }

    private static func read(_ row: any Row) -> RecordedClaim {
        let setting: CareSetting = row.code(2)
        let highCost = row.yen(4)
        let band = row.optionalText(8)
        let kind = row.code(14, ClaimDataKind.self)
        return RecordedClaim(
            id: row.int64(0), operation: row.int64(15), child: row.addressee(1),
            recipient: row.addressee(13),
            setting: setting, paid: row.yen(3), highCost: highCost,
            facts: ClaimFacts(
                treatmentMonth: row.yearMonth(5), isInpatient: setting == .inpatient,
                born: row.date(12), cost: .points(row.int(6)), institution: row.text(9),
                highCost: band.map { .band($0, multiple: false) }
                    ?? (highCost > .zero ? .decided(highCost) : nil),
                additionalBenefit: row.yen(11), days: row.int(10), visits: row.int(10),
                firstVisits: kind.firstVisits(row.optionalInt(16)), care: CareWord(kind),
                admitted: row.optionalDate(17)))
    }
}
