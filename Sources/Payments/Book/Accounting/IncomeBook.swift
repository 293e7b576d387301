// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Database
import Vocabulary

/// 収入: what insurers, other parties and families owe the city and have paid, from the books of 給付
/// and 支払 that hold it. No person is read.
public enum IncomeBook {
    /// Everything that was ever asked for.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    public static func ledger(law: FiscalLaw, from db: any Connection) throws -> IncomeLedger {
        let cases = try proxies(from: db) + liabilities(from: db) + recoveries(law: law, from: db)
        return try IncomeLedger(cases, law: law)
    }

    /// The yen that came in for claims of the city, receipts that were taken back left out.
    static func received(from db: any Connection) throws -> Yen {
        try db.first(
            """
            SELECT COALESCE(SUM(e.amount), 0) FROM recovery_event e
            WHERE e.event = 'received' AND \(RecoveryBook.stands)
            """, []
        ) { $0.yen(0) } ?? .zero
    }

    /// The insurer's decision is what is asked for; a later one changes it on its day, and what the family
    /// gives back instead on the day of that decision.
    private static func proxies(from db: any Connection) throws -> [IncomeCase] {
        try BenefitClaimsBack().counted(try ProxyBook.assessed(from: db), from: db).map { proxy in
            let words = proxy.events.filter { $0.kind == .decided || $0.kind == .refused }
            let received = proxy.events.filter { $0.kind == .received && $0.reversal == nil }
            let asked = AskedIncome(
                words: words.map { ($0.on, $0.kind == .decided ? $0.amount : .zero) },
                backs: proxy.claimsBack.decided,
                closedOn: proxy.events.last { $0.kind == .closed }?.on,
                now: proxy.assessed ?? .zero)
            return IncomeCase(
                source: .highCost, id: proxy.id,
                facts: asked.facts { max(.zero, proxy.owed(by: $0, givenBack: $1)) }
                    + received.map { IncomeFact(kind: .received, on: $0.on, amount: $0.amount) })
        }
    }

    /// What was claimed from the other party, then what was agreed.
    private static func liabilities(from db: any Connection) throws -> [IncomeCase] {
        let known = try LiabilityBook.assessed(from: db)
        return try BenefitClaimsBack().counted(known, from: db).map { liability in
            let words = liability.events.filter { $0.kind == .claimed || $0.kind == .agreed }
            let received = liability.events.filter { $0.kind == .received && $0.reversal == nil }
            let asked = AskedIncome(
                words: words.map { ($0.on, $0.amount) }, backs: liability.claimsBack.decided,
                closedOn: liability.events.last { $0.kind == .closed }?.on,
                now: liability.assessed)
            return IncomeCase(
                source: .thirdParty, id: liability.id,
                facts: asked.facts { liability.owed(by: $0, givenBack: $1) }
                    + received.map { IncomeFact(kind: .received, on: $0.on, amount: $0.amount) })
        }
    }

    /// A claim is asked for on the day on which it was decided about; one that was never decided, or was
    /// sent back, is not.
    private static func recoveries(
        law: FiscalLaw, from db: any Connection
    ) throws -> [IncomeCase] {
        let requests = try requests(from: db)
        let events = try events(from: db)
        return try db.rows(
            """
            SELECT r.id, r.amount, r.claimed_on, i.decided_on FROM recovery r
            LEFT JOIN payment_item i ON i.id = r.item_id ORDER BY r.id
            """, []
        ) { ($0.int64(0), $0.yen(1), $0.date(2), $0.optionalDate(3)) }
        .compactMap { id, amount, claimedOn, paidOn in
            let mine = requests[id] ?? []
            let claim = mine.first { $0.kind == .claim }
            if let claim, !claim.isApproved { return nil }
            let askedOn = claim?.decidedOn ?? claimedOn
            var facts = [IncomeFact(kind: .asked, on: askedOn, amount: amount)]
            for event in events[id] ?? [] where event.kind == .received {
                let kind = paidOn.flatMap {
                    try? law.income(decidedOn: $0, receivedOn: event.on)
                }
                facts.append(
                    IncomeFact(
                        kind: kind == .restored ? .restored : .received, on: event.on,
                        amount: event.amount))
            }
            for request in mine where request.isApproved {
                guard let kind = request.fact, let day = request.decidedOn else { continue }
                facts.append(IncomeFact(kind: kind, on: day, amount: request.amount))
            }
            if let end = (events[id] ?? []).first(where: { $0.kind == .withdrawn }) {
                // Only what came in counts of it from then on.
                let settled = facts.dropFirst().reduce(Yen.zero) { $0 + $1.amount }
                facts.append(IncomeFact(kind: .asked, on: end.on, amount: settled - amount))
            }
            return IncomeCase(
                source: .returned, id: id, facts: facts,
                origin: paidOn.flatMap { budget(thatPaid: $0, openOn: askedOn, law) })
        }
    }

    /// The year whose budget paid; `nil` where it was closed on the day.
    private static func budget(
        thatPaid day: CivilDate, openOn askedOn: CivilDate, _ law: FiscalLaw
    ) -> FiscalYear? {
        guard (try? law.income(decidedOn: day, receivedOn: askedOn)) == .restored else {
            return nil
        }
        return try? law.place(decidedOn: day, paidOn: day).budget
    }

    private struct Request {
        let kind: RecoveryAct.Kind
        let amount: Yen
        let isApproved: Bool
        let decidedOn: CivilDate?

        var fact: IncomeFact.Kind? {
            switch kind {
            case .offset: .offset
            case .writeOff: .writtenOff
            case .claim, .plan: nil
            }
        }
    }

    private static func requests(from db: any Connection) throws -> [Int64: [Request]] {
        var found: [Int64: [Request]] = [:]
        try db.forEachRow(
            """
            SELECT q.recovery_id, q.kind, q.amount, o.outcome, o.decided_on FROM recovery_request q
            LEFT JOIN recovery_request_outcome o ON o.request_id = q.id
            WHERE q.kind <> 'plan' ORDER BY q.id
            """, []
        ) { row in
            found[row.int64(0), default: []].append(
                Request(
                    kind: row.code(1), amount: row.yen(2),
                    isApproved: row.optionalText(3) == "approved", decidedOn: row.optionalDate(4)))
        }
        return found
    }

    private struct Event {
        let kind: RecoveryEventRow.Event
        let on: CivilDate
        let amount: Yen
    }

    private static func events(from db: any Connection) throws -> [Int64: [Event]] {
        var found: [Int64: [Event]] = [:]
        try db.forEachRow(
            """
            SELECT e.recovery_id, e.event, e.event_on, e.amount FROM recovery_event e
            WHERE \(RecoveryBook.stands) ORDER BY e.id
            """, []
        ) { row in
            found[row.int64(0), default: []].append(
                Event(kind: row.code(1), on: row.date(2), amount: row.yen(3)))
        }
        return found
    }
}
