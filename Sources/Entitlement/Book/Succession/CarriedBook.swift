// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What successions have carried over, read for children of whom news comes.
enum CarriedBook {
    /// One small question where nobody of them was ever carried over.
    static func news(
        of children: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> NewsAfterSuccession {
        var carried: [StretchKey: SuccessionInput] = [:]
        try Among.forEach(
            """
            SELECT k.child, k.acquired_on, s.old_insurer, s.new_insurer, s.new_name, s.effective_on,
            s.keeps_symbols, s.basis FROM insurer_succession_child k
            JOIN insurer_succession s ON s.id = k.succession_id
            WHERE {among} AND k.stage = 'carried'
            """, column: "k.child", key: 0, ids: Set(children).sorted().ids, in: db
        ) { row in
            let key = StretchKey(
                child: row.addressee(0), insurer: row.text(2), acquired: row.date(1))
            guard let old = InsurerNumber(row.text(2)), let new = InsurerNumber(row.text(3)) else {
                throw Fault(.disk, detail: "insurer_succession \(row.text(2))")
            }
            carried[key] = SuccessionInput(
                old: old, new: new, newName: row.text(4), effectiveOn: row.date(5),
                keepsSymbols: row.bool(6), basis: row.text(7))
        }
        guard !carried.isEmpty else { return .none }
        return NewsAfterSuccession(
            carried: carried,
            standing: try standing(
                Set(carried.map { $1.key(of: $0.child) }), from: db))
    }

    /// The newest facts that count about stretches, those that take back as well.
    private static func standing(
        _ keys: Set<StretchKey>, from db: any Connection
    ) throws -> [StretchKey: NewsAfterSuccession.Standing] {
        var precedence = InsuranceBook.Precedence()
        var found: [StretchKey: NewsAfterSuccession.Standing] = [:]
        try Among.forEach(
            """
            SELECT child, insurer, insurer_name, acquired_on, lost_on, insured_name, symbol,
            number, sub_number, band, is_void, source, reason FROM insurance_fact
            WHERE {among} ORDER BY id
            """, column: "child", key: 0, ids: Set(keys.map(\.child)).sorted().ids, in: db
        ) { row in
            let key = StretchKey(
                child: row.addressee(0), insurer: row.text(1), acquired: row.date(3))
            let source: InsuranceSource = row.code(11)
            guard keys.contains(key), precedence.counts(key, from: source),
                let insurer = InsurerNumber(key.insurer)
            else { return }
            var fact = InsuranceInput(
                child: key.child, insurer: insurer, insurerName: row.text(2),
                acquiredOn: key.acquired, lostOn: row.optionalDate(4),
                insuredName: row.optionalText(5), symbol: row.optionalText(6),
                number: row.optionalText(7), subNumber: row.optionalText(8),
                band: row.optionalCode(9), source: source, isVoid: row.bool(10))
            fact.reason = row.optionalText(12)
            found[key] = NewsAfterSuccession.Standing(
                fact: fact,
                isCarried: source == .notification
                    && fact.reason?.hasPrefix(SuccessionRule.title) ?? false)
        }
        return found
    }
}
