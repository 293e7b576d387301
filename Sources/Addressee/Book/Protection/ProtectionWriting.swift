// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

extension [Resident] {
    /// Those that speak of a measure.
    var flagged: [ProtectionBook.Flagged] {
        filter(\.isProtected).map {
            ProtectionBook.Flagged(
                addressee: $0.addressee, changeNumber: $0.changeNumber, until: $0.protectionUntil)
        }
    }
}

/// What moves `protection_now` forward; each step may be taken twice.
extension ProtectionBook {
    /// One row of the feed that speaks of a measure.
    struct Flagged {
        let addressee: AddresseeNumber
        let changeNumber: Int64
        let until: CivilDate?
    }

    /// Rows of the feed spoke of measures: settled, waiting or refused.
    static func fed(_ rows: some Sequence<Flagged>, in scope: Scope) throws {
        // Of every thousand residents a few: a statement each.
        for row in rows {
            try scope.db.execute(
                """
                INSERT INTO protection_now (addressee, feed_change, feed_until, measure_id,
                    measure_until, lifted_change, lifted_measure)
                VALUES (?, ?, ?, 0, NULL, 0, 0)
                ON CONFLICT (addressee) DO UPDATE SET feed_change = excluded.feed_change,
                    feed_until = excluded.feed_until
                WHERE excluded.feed_change > protection_now.feed_change
                """, [row.addressee, row.changeNumber, row.until])
        }
    }

    /// A row that was refused spoke of a measure.
    static func note(
        _ addressee: AddresseeNumber, _ changeNumber: Int64, until: CivilDate?, in scope: Scope
    ) throws {
        try scope.facts.append(
            "protection_notice",
            ["addressee": addressee, "change_number": changeNumber, "protection_until": until])
        try fed(
            [Flagged(addressee: addressee, changeNumber: changeNumber, until: until)], in: scope)
    }

    /// Two officers registered a measure.
    static func register(
        _ number: AddresseeNumber, until: CivilDate?, reference: String, in scope: Scope
    ) throws {
        let id = try scope.facts.append(
            "protection_measure",
            ["addressee": number, "measure_until": until, "reference": reference])
        try scope.db.execute(
            """
            INSERT INTO protection_now (addressee, feed_change, feed_until, measure_id,
                measure_until, lifted_change, lifted_measure)
            VALUES (?, 0, NULL, ?, ?, 0, 0)
            ON CONFLICT (addressee) DO UPDATE SET measure_id = excluded.measure_id,
                measure_until = excluded.measure_until
            """, [number, id, until])
    }

    /// Two officers lifted what stood.
    static func lift(
        _ standing: ProtectionStanding, reference: String, in scope: Scope
    ) throws {
        try scope.facts.append(
            "protection_lift",
            [
                "addressee": standing.addressee, "feed_change": standing.feedChange,
                "measure_id": standing.measure, "reference": reference,
            ])
        try scope.db.execute(
            """
            UPDATE protection_now SET lifted_change = ?, lifted_measure = ? WHERE addressee = ?
            """, [standing.feedChange, standing.measure, standing.addressee])
    }

    /// Whether a decision was carried out before.
    static func knows(reference: String, in scope: Scope) throws -> Bool {
        try scope.db.first(
            """
            SELECT 1 FROM protection_measure WHERE reference = ?
            UNION ALL SELECT 1 FROM protection_lift WHERE reference = ?
            """, [reference, reference]
        ) { _ in true } ?? false
    }
}
