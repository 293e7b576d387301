// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// The work queue of persons whom an officer has to decide about.
enum MatchBook {
    /// - Parameter isProtected: somebody in the case is under a protection measure (支援措置): what tells
    ///   the place rests sealed.
    static func add(
        source: PeerName, addressee: AddresseeNumber?, why: MatchDoubt, items: FourItems,
        isProtected: Bool, blindIndex: [UInt8]?, candidates: [AddresseeNumber], in scope: Scope
    ) throws -> Int64 {
        let written = try scope.facts.append(
            to: "match_case",
            columns: [
                "source", "addressee", "why", "name", "kana", "sex", "born", "address",
                "building", "place",
            ], [items]
        ) { items, place in
            [
                source.rawValue.sqlValue, addressee.sqlValue, why.rawValue.sqlValue,
                items.name.sqlValue, items.kana.sqlValue, items.sex.sqlValue,
                items.born.text.sqlValue, (isProtected ? "" : items.address).sqlValue,
                (isProtected ? "" : items.building).sqlValue,
                // The case has a key of its own: it may be about nobody who is known yet.
                (isProtected
                    ? SealedPlace.sealed(items, at: place.of(.row("match_case", place.id))) : nil)
                    .sqlValue,
            ]
        }
        guard let id = written?.lowerBound else { preconditionFailure("one row was written") }
        try NumberIndexes.questions.put(blindIndex.map { [(id, $0)] } ?? [], in: scope.db)
        try scope.facts.append(
            to: "match_candidate", columns: ["case_id", "addressee"],
            rows: candidates.map { [id.sqlValue, $0.sqlValue] })
        scope.saw(candidates)
        return id
    }

    /// The same question that still waits: a peer that asks again adds no second case.
    static func open(
        source: PeerName, addressee: AddresseeNumber?, items: FourItems, blindIndex: [UInt8]?,
        in scope: Scope
    ) throws -> Int64? {
        try asked(
            source, addressee, items, blindIndex, isDecided: false, in: scope
        ).first { $0.items.address == items.address }?.id
    }

    /// The same question without a 宛名番号 that an officer has answered, the newest.
    static func answered(
        source: PeerName, items: FourItems, blindIndex: [UInt8]?, in scope: Scope
    ) throws -> (id: Int64, addressee: AddresseeNumber?)? {
        let found = try asked(source, nil, items, blindIndex, isDecided: true, in: scope)
        guard let id = found.last(where: { $0.items == items })?.id else { return nil }
        return try scope.db.first(
            "SELECT addressee FROM match_decision WHERE case_id = ?", [id]
        ) { (id, $0.optionalAddressee(0)) }
    }

    /// The cases of one question, oldest first. An address may rest sealed: the caller compares it.
    private static func asked(
        _ source: PeerName, _ addressee: AddresseeNumber?, _ items: FourItems,
        _ blindIndex: [UInt8]?, isDecided: Bool, in scope: Scope
    ) throws -> [WaitingCase] {
        var arguments: [any SQLValueConvertible] = [source.rawValue, items.name, items.born.text]
        if let addressee { arguments.append(addressee) }
        let values = try blindIndex.map { try IndexKey(in: scope.db).values(of: $0) } ?? []
        for value in values { arguments.append(value) }
        return try scope.db.rows(
            """
            SELECT \(columns) FROM match_case c LEFT JOIN match_index i ON i.id = c.id
            WHERE c.source = ? AND c.name = ? AND c.born = ?
                AND c.addressee \(addressee == nil ? "IS NULL" : "= ?")
                AND i.value \(values.isEmpty ? "IS NULL" : "IN (\(PersonBook.marks(values.count)))")
                AND \(isDecided ? "" : "NOT") EXISTS (
                    SELECT 1 FROM match_decision d WHERE d.case_id = c.id)
            ORDER BY c.id
            """, arguments
        ) { try waitingCase(from: $0, in: scope) }
    }

    /// The cases that wait, oldest first.
    static func waiting(
        limit: Int, from start: Int, in scope: Scope
    ) throws -> [WaitingCase] {
        try scope.db.rows(
            """
            SELECT \(columns) FROM match_case c
            WHERE NOT EXISTS (SELECT 1 FROM match_decision d WHERE d.case_id = c.id)
            ORDER BY c.id LIMIT ? OFFSET ?
            """, [limit, start]
        ) { try waitingCase(from: $0, in: scope) }
    }

    /// A case that waits, or `nil`.
    static func waiting(_ id: Int64, in scope: Scope) throws -> WaitingCase? {
        try scope.db.first(
            """
            SELECT \(columns) FROM match_case c
            WHERE c.id = ?
                AND NOT EXISTS (SELECT 1 FROM match_decision d WHERE d.case_id = c.id)
            """, [id]
        ) { try waitingCase(from: $0, in: scope) }
    }

    static func candidates(of cases: [Int64], in scope: Scope) throws -> [Int64: [AddresseeNumber]]
    {
        var found: [Int64: [AddresseeNumber]] = [:]
        for part in cases.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT case_id, addressee FROM match_candidate
                WHERE case_id IN (\(PersonBook.marks(part.count))) ORDER BY id
                """, Array(part)
            ) { row in found[row.int64(0), default: []].append(row.addressee(1)) }
        }
        return found
    }

    static func decide(
        _ id: Int64, as addressee: AddresseeNumber?, reason: String, in scope: Scope
    ) throws {
        try scope.facts.append(
            "match_decision",
            [
                "case_id": id, "outcome": addressee == nil ? "別人" : "同一人",
                "addressee": addressee, "reason": reason,
            ])
    }

    /// Whether an officer has said that number and person belong together.
    static func decision(
        source: PeerName, addressee: AddresseeNumber?, blindIndex: [UInt8], in scope: Scope
    ) throws -> AddresseeNumber? {
        let values = try IndexKey(in: scope.db).values(of: blindIndex)
        var arguments: [any SQLValueConvertible] = values + [source.rawValue]
        if let addressee { arguments.append(addressee) }
        return try scope.db.first(
            """
            SELECT d.addressee FROM match_decision d JOIN match_case c ON c.id = d.case_id
            JOIN match_index i ON i.id = c.id
            WHERE i.value IN (\(PersonBook.marks(values.count))) AND c.source = ?
                AND d.outcome = '同一人'
                AND \(addressee == nil ? "c.addressee IS NULL" : "c.addressee = ?")
            ORDER BY d.id DESC LIMIT 1
            """, arguments
        ) { $0.addressee(0) }
    }

    private static let columns = """
        c.id, c.source, c.addressee, c.why, c.name, c.kana, c.sex, c.born, c.address, c.building, \
        c.recorded_at, c.place
        """

    private static func waitingCase(from row: any Row, in scope: Scope) throws -> WaitingCase {
        let shown = FourItems(
            name: row.text(4), kana: row.text(5), sex: row.text(6),
            born: BirthDate(row.text(7)) ?? .unknown, address: row.text(8),
            building: row.text(9))
        return WaitingCase(
            id: row.int64(0), source: row.text(1), addressee: row.optionalAddressee(2),
            why: MatchDoubt(rawValue: row.text(3)) ?? .nobodyCertain,
            items: try SealedPlace.open(
                row.optionalBlob(11), into: shown,
                at: scope.db.place("match_case", row.int64(0))), since: row.instant(10),
            wasProtected: row.optionalBlob(11) != nil)
    }
}
