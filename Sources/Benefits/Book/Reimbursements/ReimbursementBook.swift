// SPDX-License-Identifier: Apache-2.0
public import Database
import Scheme
public import Vocabulary

/// The reimbursements in the books.
public enum ReimbursementBook {
    private static let select = """
        SELECT r.id, r.recorded_at, r.applied_on, r.receipt, r.branch, r.treatment_month,
        r.institution_name, r.institution, r.institution_short_name, r.department, r.setting,
        r.care, r.burden_tenths, r.insurance_kind, r.days, r.total_cost, r.self_payment,
        r.high_cost, r.additional_benefit, r.receipts, r.check_state, r.channel, r.child,
        r.applicant, r.recipient_number, r.points, r.meals, r.meal_class, r.other_fund,
        r.other_fund_copayment, r.method, r.entered_by, s.status, s.hold_reason, r.revision,
        r.first_visits, r.admitted
        FROM reimbursement r JOIN reimbursement_status s ON s.reimbursement_id = r.id
        """

    /// Cases by id; unknown ids are left out.
    public static func cases(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: ReimbursementCase] {
        var found: [ReimbursementCase] = []
        try Among.forEach("\(select) WHERE {among}", column: "r.id", keys: ids, in: db) {
            found.append(read($0))
        }
        return Dictionary(
            try withLetters(found, from: db).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// Cases that somebody still has to act on, oldest first.
    public static func open(
        _ statuses: Set<ReimbursementStatus>, from db: any Connection
    ) throws -> [ReimbursementCase] {
        let found = try db.rows("\(select) WHERE s.is_open = 1 ORDER BY r.id", [], read)
        return try withLetters(found.filter { statuses.contains($0.status) }, from: db)
    }

    /// Open cases whose proposal was sent back and that nobody has proposed again.
    public static func sentBack(from db: any Connection) throws -> Set<Int64> {
        Set(
            try db.rows(
                """
                SELECT s.reimbursement_id FROM reimbursement_status s
                WHERE s.is_open = 1 AND EXISTS (
                SELECT 1 FROM reimbursement_event e WHERE e.reimbursement_id = s.reimbursement_id
                AND e.event = 'sent-back' AND NOT EXISTS (
                SELECT 1 FROM reimbursement_event n
                WHERE n.reimbursement_id = s.reimbursement_id AND n.id > e.id
                AND n.event IN ('proposed', 'approved', 'cancelled')))
                """, []
            ) { $0.int64(0) })
    }

    /// The cases of a child, newest first.
    public static func cases(
        child: AddresseeNumber, from db: any Connection
    ) throws -> [ReimbursementCase] {
        try withLetters(
            try db.rows("\(select) WHERE r.child = ? ORDER BY r.id DESC", [child], read),
            from: db)
    }

    /// The case of a receipt number.
    public static func reimbursement(
        receipt: String, from db: any Connection
    ) throws -> ReimbursementCase? {
        try cases(receipts: [receipt], from: db)[receipt]
    }

    /// Cases by receipt number; of a corrected one the newest.
    static func cases(
        receipts: some Sequence<String>, from db: any Connection
    ) throws -> [String: ReimbursementCase] {
        var found: [ReimbursementCase] = []
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY r.id", column: "r.receipt", keys: receipts, in: db
        ) { found.append(read($0)) }
        return Dictionary(
            try withLetters(found, from: db).map { ($0.receipt, $0) }, uniquingKeysWith: { $1 })
    }

    /// Letters of cases, by case, in the order of their branches.
    public static func letters(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: [InsurerLetter]] {
        var found: [Int64: [InsurerLetter]] = [:]
        try Among.forEach(
            """
            SELECT base_id, id, branch, applied_on, high_cost, additional_benefit, entered_by
            FROM reimbursement WHERE {among} ORDER BY base_id, branch
            """, column: "base_id", keys: ids, in: db
        ) { row in
            found[row.int64(0), default: []].append(
                InsurerLetter(
                    id: row.int64(1), branch: row.int(2), keyedOn: row.date(3),
                    highCost: row.optionalYen(4) ?? .zero, additionalBenefit: row.optionalYen(5),
                    enteredBy: row.text(6)))
        }
        return found
    }

    /// Branches of receipts that were ever keyed, whatever became of them.
    static func branches(
        receipts: some Sequence<String>, from db: any Connection
    ) throws -> [String: Set<Int>] {
        var found: [String: Set<Int>] = [:]
        try Among.forEach(
            "SELECT receipt, branch FROM reimbursement WHERE {among}", column: "receipt",
            keys: receipts, in: db
        ) { found[$0.text(0), default: []].insert($0.int(1)) }
        return found
    }

    /// Who ever keyed a row of receipts, corrected ones included: their numbers live on.
    private static func keyers(
        receipts: some Sequence<String>, from db: any Connection
    ) throws -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        try Among.forEach(
            "SELECT receipt, entered_by FROM reimbursement WHERE {among}", column: "receipt",
            keys: receipts, in: db
        ) { found[$0.text(0), default: []].insert($0.text(1)) }
        return found
    }

    private static func withLetters(
        _ cases: [ReimbursementCase], from db: any Connection
    ) throws -> [ReimbursementCase] {
        let letters = try letters(cases.map(\.id), from: db)
        let keyers = try keyers(receipts: cases.map(\.receipt), from: db)
        let slips = try SlipBook.slips(cases.map(\.id), from: db)
        let appliances = try SlipBook.appliances(
            cases.map(\.id) + letters.values.flatMap { $0.map(\.id) }, from: db)
        return cases.map { known in
            var whole = known
            whole.input.slips = slips[known.id] ?? []
            whole.input.appliance = appliances[known.id]
            for letter in letters[known.id] ?? [] {
                whole.take(letter)
                if let newer = appliances[letter.id] { whole.input.appliance = newer }
            }
            whole.enteredBy.formUnion(keyers[known.receipt] ?? [])
            return whole
        }
    }

    private static func read(_ row: any Row) -> ReimbursementCase {
        let cost: ClaimFacts.Cost =
            row.optionalInt(25).map { .points($0) } ?? .totalCost(row.yen(15))
        var input = ReimbursementInput(
            receipt: row.text(3), branch: row.int(4), channel: row.code(21),
            appliedOn: row.date(2), applicant: row.addressee(23), child: row.addressee(22),
            recipientNumber: row.optionalText(24) ?? "", treatmentMonth: row.yearMonth(5),
            institution: row.text(7), institutionName: row.text(6),
            department: row.optionalText(9) ?? "", setting: row.code(10), care: row.code(11),
            cost: cost, days: row.int(14), burdenTenths: row.int(12), paid: row.yen(16),
            meals: row.int(26), mealClass: row.code(27), highCost: row.optionalYen(17),
            additionalBenefit: row.optionalYen(18), otherFund: row.optionalText(28) ?? "",
            otherFundCopayment: row.optionalYen(29), receipts: row.int(19),
            checkState: row.code(20), method: row.code(30))
        input.firstVisits = row.optionalInt(35)
        input.admitted = row.optionalDate(36)
        return ReimbursementCase(
            id: row.int64(0), input: input, newestBranch: 1, status: row.code(32),
            hold: row.optionalCode(33), recordedAt: row.instant(1),
            institutionShortName: row.optionalText(8), insuranceKind: row.optionalText(13),
            totalCost: row.yen(15), revision: row.int(34), enteredBy: [row.text(31)],
            completedOn: row.date(2))
    }
}
