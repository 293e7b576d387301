// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Vocabulary

/// What families have given back of what 医療費のお知らせ tells of, in money or by netting.
struct StatementReturns {
    /// By recipient of the letter; whoever gave nothing back is left out.
    private(set) var given: [AddresseeNumber: Yen] = [:]
    /// Whom the claims of the city name, besides.
    private(set) var named: Set<AddresseeNumber> = []

    /// - Parameter entries: what the letters of the year tell of.
    init(
        _ year: Int, _ entries: [AddresseeNumber: [StatementBook.Entry]], from db: any Connection
    ) throws {
        var ids: (claims: [Int64], decisions: [Int64], prior: [Int64]) = ([], [], [])
        for entry in entries.values.joined() {
            switch entry.source {
            case .claim(let id): ids.claims.append(id)
            case .decision(let id): ids.decisions.append(id)
            case .prior(let id): ids.prior.append(id)
            }
        }
        let inKind = try RecoveryBook.asked(inKind: ids.claims, from: db)
        let decided = try RecoveryBook.claims(decisions: ids.decisions, from: db)
        let before = try PriorRecoveryBook.claims(of: ids.prior, from: db)
        for (recipient, list) in entries {
            for entry in list {
                switch entry.source {
                case .claim(let id): add(inKind[id]?.given ?? .zero, to: recipient)
                case .decision(let id): add(decided[id] ?? [], to: recipient)
                case .prior(let id): add(before[id] ?? [], to: recipient)
                }
            }
        }
        for (recipient, claims) in try Self.adjusted(year, Array(entries.keys), from: db) {
            add(claims, to: recipient)
        }
    }

    private mutating func add(_ claims: [Recovery], to recipient: AddresseeNumber) {
        for claim in claims {
            named.formUnion([claim.child, claim.recipient])
            add(claim.settled, to: recipient)
        }
    }

    private mutating func add(_ yen: Yen, to recipient: AddresseeNumber) {
        if yen > .zero { given[recipient, default: .zero] += yen }
    }

    /// What is asked back because an insurer, another party or the school's insurance has paid the family:
    /// in the year of the last month of the mandate (of a yearly cap the refund is known only then), and of
    /// the last treatment of the accident.
    private static func adjusted(
        _ year: Int, _ recipients: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [Recovery]] {
        var of: [Int64: AddresseeNumber] = [:]
        try Among.forEach(
            """
            SELECT o.recovery_id, g.recipient, COALESCE(m.treatment_month,
                (SELECT MAX(COALESCE(c.treatment_month, r.treatment_month))
                    FROM liability_benefit b LEFT JOIN claim c ON c.id = b.claim_id
                    LEFT JOIN reimbursement r ON r.id = b.reimbursement_id
                    WHERE b.liability_id = y.id AND b.is_touched = 1),
                substr(y.happened_on, 1, 7))
            FROM claim_back g
            JOIN claim_back_outcome o ON o.claim_back_id = g.id
            LEFT JOIN proxy_receipt m ON m.id = g.proxy_id
            LEFT JOIN liability y ON y.id = g.liability_id
            WHERE {among} AND o.recovery_id IS NOT NULL
            """, column: "g.recipient", keys: recipients, in: db
        ) { row in
            if ProxyPeriod(text: row.text(2))?.last.year == year {
                of[row.int64(0)] = row.addressee(1)
            }
        }
        return try RecoveryBook.recoveries(of.keys, from: db).reduce(into: [:]) { found, claim in
            if let recipient = of[claim.key] { found[recipient, default: []].append(claim.value) }
        }
    }
}
