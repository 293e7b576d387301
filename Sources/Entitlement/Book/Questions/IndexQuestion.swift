// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// The entitlements and insurances behind one recipient number as parts of one statement, so that
/// an area can ask for them together with what it knows itself: whoever keys one claim waits for
/// few statements.
public struct IndexQuestion {
    /// Four numbers, then ten texts.
    public static let columns = 14
    /// Three parts of a UNION ALL, 0 to 2 in the first column; the number is asked for twice. The
    /// whole must be ordered by the first and the fourth column: the successions of insurers come
    /// before everything that is read by their light.
    public static let sql = """
        SELECT 1, h.child, h.recipient, h.id, h.recipient_number, h.child_born, h.valid_from,
        h.valid_until, h.inpatient_from, h.inpatient_until, h.result, h.effective_on, h.reason,
        \(AwaitedRelease.day(of: "h"))
        FROM entitlement_history h WHERE h.recipient_number IS NOT NULL AND h.child IN
        (SELECT n.child FROM entitlement_history n WHERE n.recipient_number = ?)
        UNION ALL
        SELECT 2, i.child, i.operation_id * 2 + i.is_void, i.id, i.insurer, i.insurer_name,
        i.acquired_on, i.lost_on, i.insured_name, i.symbol, i.number, i.sub_number,
        i.source, i.band FROM insurance_fact i WHERE i.child IN
        (SELECT n.child FROM entitlement_history n WHERE n.recipient_number = ?)
        UNION ALL
        SELECT 0, 0, 0, s.id, s.old_insurer, s.new_insurer, s.effective_on, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL FROM insurer_succession s
        JOIN insurer_succession_outcome u ON u.succession_id = s.id WHERE u.outcome = 'approved'
        """

    /// Which insurers are one and the same; complete once the first row of another part is taken.
    public private(set) var successions = DatedSuccessions.none
    private var entries = EntryBook.Newest()
    private var insurances: [InsuranceBook.Key: (stretch: InsuranceStretch, isVoid: Bool)] = [:]
    private var precedence = InsuranceBook.Precedence()

    public init() {}

    /// Takes a row of the answer; `false` for a part that is not this question's.
    public mutating func take(_ row: any Row) -> Bool {
        switch row.int(0) {
        case 0:
            successions.add(row.text(4), goesOnAs: row.text(5), from: row.date(6))
            return true
        case 1:
            entries.keep(
                EntitlementIndex.Entry(
                    child: row.addressee(1), recipient: row.addressee(2), number: row.text(4),
                    born: row.date(5), result: row.code(10), historyID: row.int64(3),
                    effectiveOn: row.date(11), releasedFrom: row.optionalDate(13),
                    outpatient: (row.optionalDate(6), row.optionalDate(7)),
                    inpatient: (row.optionalDate(8), row.optionalDate(9))),
                isExtended: row.text(12) == DecisionReason.rejudged.rawValue)
            return true
        case 2:
            takeInsurance(row)
            return true
        default: return false
        }
    }

    private mutating func takeInsurance(_ row: any Row) {
        let key = InsuranceBook.Key(
            child: row.addressee(1), insurer: row.text(4), acquired: row.date(6))
        guard precedence.counts(key, from: row.code(12)) else { return }
        insurances[key] = (
            InsuranceStretch(
                insurer: row.text(4), insurerName: row.text(5),
                period: EffectivePeriod(from: row.date(6), until: row.optionalDate(7)),
                insuredName: row.optionalText(8), symbol: row.optionalText(9),
                number: row.optionalText(10), subNumber: row.optionalText(11),
                band: row.optionalCode(13),
                operation: row.int64(2) / 2),
            row.int64(2) % 2 == 1
        )
    }

    /// What was found.
    public var index: EntitlementIndex {
        EntitlementIndex(
            entries: entries.all, insurances: InsuranceBook.grouped(insurances),
            successions: successions)
    }
}
