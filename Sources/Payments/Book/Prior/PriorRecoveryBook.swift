// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// A claim that was taken over, and what the migration itself has written of it: what came in at a
/// desk since, and plans made here, are not part of that.
public struct StandingPriorRecovery: Hashable, Sendable {
    public let recovery: Recovery
    /// What had come in before the migration, and the day of the last payment.
    public fileprivate(set) var paid = Yen.zero
    public fileprivate(set) var lastPaidOn: CivilDate?
    /// The plan that was taken over; without one `nil` and empty.
    public fileprivate(set) var signedOn: CivilDate?
    public fileprivate(set) var instalments: [Instalment] = []
    /// The days of the letters of the old system that stand here.
    public fileprivate(set) var letters: [RecoveryDemand.Kind: CivilDate] = [:]
    /// What this office has asked for itself.
    public fileprivate(set) var asked: Set<RecoveryDemand.Kind> = []

    fileprivate init(_ recovery: Recovery) { self.recovery = recovery }

    /// The letters that a later file tells of and that are not here yet: the old system has gone on
    /// asking until the change-over, and the limitation runs from what it sent.
    public func added(by claim: PriorRecovery) -> Set<RecoveryDemand.Kind> {
        Set(
            RecoveryDemand.Kind.allCases.filter { claim.day(of: $0) != nil && letters[$0] == nil })
    }
}

/// 移行した返還: claims that the system used before has made, and how much of them the tables hold.
public enum PriorRecoveryBook {
    /// The claims that stand here under the old system's numbers.
    public static func standing(
        _ keys: [String], from db: any Connection
    ) throws -> [String: StandingPriorRecovery] {
        let names = Dictionary(
            keys.map { (PriorRecovery.mark + $0, $0) }, uniquingKeysWith: { one, _ in one })
        var ids: [Int64: String] = [:]
        try Among.forEach(
            "SELECT id, recovery_key FROM recovery WHERE {among}", column: "recovery_key",
            keys: names.keys, in: db
        ) { ids[$0.int64(0)] = names[$0.text(1)] }
        var found: [String: StandingPriorRecovery] = [:]
        for (id, recovery) in try RecoveryBook.recoveries(ids.keys, from: db) {
            ids[id].map { found[$0] = StandingPriorRecovery(recovery) }
        }
        let marks = ids.keys.map { "\(PriorRecovery.mark)\($0)" }
        try Among.forEach(
            "SELECT recovery_id, amount, event_on FROM recovery_event WHERE {among}",
            column: "event_key", keys: marks, in: db
        ) { row in
            guard let name = ids[row.int64(0)] else { return }
            found[name]?.paid = row.yen(1)
            found[name]?.lastPaidOn = row.date(2)
        }
        try Among.forEach(
            """
            SELECT q.recovery_id, q.agreed_on, p.number, p.due_on, p.amount FROM recovery_request q
            JOIN recovery_instalment p ON p.request_id = q.id WHERE {among}
            ORDER BY q.id, p.number
            """, column: "q.request_key", keys: marks, in: db
        ) { row in
            guard let name = ids[row.int64(0)] else { return }
            found[name]?.signedOn = row.date(1)
            found[name]?.instalments.append(
                Instalment(number: row.int(2), dueOn: row.date(3), amount: row.yen(4)))
        }
        for (id, letters) in try DemandBook.demands(of: ids.keys, from: db) {
            guard let name = ids[id] else { continue }
            for letter in letters {
                if letter.officer == PriorRecovery.officer {
                    found[name]?.letters[letter.kind] = letter.issuedOn
                } else {
                    found[name]?.asked.insert(letter.kind)
                }
            }
        }
        return found
    }

    /// Under what a payment of the system used before is claimed back by a proposal.
    static func key(of benefit: Int64, proposal: Int64) -> String {
        "prior-\(benefit)-\(proposal)"
    }

    /// What families are asked to give back of payments of the system used before, or gave.
    static func asked(
        _ benefits: [Int64], from db: any Connection
    ) throws -> [Int64: Yen] {
        try claims(of: benefits, from: db).mapValues { $0.reduce(.zero) { $0 + $1.counted } }
    }

    /// The claims about payments of the system used before, by payment.
    static func claims(
        of benefits: [Int64], from db: any Connection
    ) throws -> [Int64: [Recovery]] {
        var of: [Int64: Int64] = [:]
        try Among.forEach(
            """
            SELECT r.id, b.id FROM prior_benefit b JOIN recovery r ON r.child = b.child
            AND r.recovery_key LIKE 'prior-' || b.id || '-%' WHERE {among}
            """, column: "b.id", keys: benefits, in: db
        ) { of[$0.int64(0)] = $0.int64(1) }
        return try RecoveryBook.recoveries(of.keys, from: db).reduce(into: [:]) { found, claim in
            if let benefit = of[claim.key] { found[benefit, default: []].append(claim.value) }
        }
    }

    /// Those of claims that the system used before has made: it has told the family already.
    static func migrated(
        _ recoveries: [Int64], from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT id FROM recovery WHERE {among} AND recovery_key LIKE '\(PriorRecovery.mark)%'",
            column: "id", keys: recoveries, in: db
        ) { found.insert($0.int64(0)) }
        return found
    }
}

/// What operations of a migration have written about claims.
public struct PriorRecoverySums: Hashable, Sendable {
    public var claims = 0
    public var amount = 0
    /// Claims of which something came in before, and the yen.
    public var receipts = 0
    public var paid = 0
    public var instalments = 0
    public var planned = 0
}

extension PriorRecoveryBook {
    /// Counts and sums from the tables themselves: one side of the difference report.
    public static func sums(
        of operations: Set<Int64>, from db: any Connection
    ) throws -> PriorRecoverySums {
        var sums = PriorRecoverySums()
        (sums.claims, sums.amount) = try sum("recovery", "1 = 1", operations, db)
        (sums.receipts, sums.paid) = try sum(
            "recovery_event", "event = 'received'", operations, db)
        (sums.instalments, sums.planned) = try sum(
            "recovery_instalment", "1 = 1", operations, db)
        return sums
    }

    private static func sum(
        _ table: String, _ rows: String, _ operations: Set<Int64>, _ db: any Connection
    ) throws -> (Int, Int) {
        var count = 0
        var yen = 0
        try db.forEachRow(
            """
            SELECT operation_id, COUNT(*), CAST(SUM(amount) AS BIGINT) FROM \(table)
            WHERE \(rows) GROUP BY operation_id
            """, []
        ) { row in
            guard operations.contains(row.int64(0)) else { return }
            count += row.int(1)
            yen += row.int(2)
        }
        return (count, yen)
    }
}
