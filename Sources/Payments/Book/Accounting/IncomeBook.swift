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
        let requests = try requests(from: db)
        let events = try events(from: db)
        let cases =
            try others(law: law, withdrawn(events, requests), from: db)
            + recoveries(law: law, events, requests, from: db)
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

    /// What insurers and other parties owe: each word, each decision by which the family gives something
    /// back instead, each change of the benefits and each end as the change that it made.
    private static func others(
        law: FiscalLaw, _ counted: [Int64: [IncomeCourse.Counted]], from db: any Connection
    ) throws -> [IncomeCase] {
        try IncomeCourseBook.ofProxies(counted, from: db).map {
            try income(.highCost, $0, law)
        }
            + IncomeCourseBook.ofLiabilities(counted, from: db).map {
                try income(.thirdParty, $0, law)
            }
    }

    private static func income(
        _ source: IncomeSource, _ course: IncomeCourse, _ law: FiscalLaw
    ) throws -> IncomeCase {
        var first = course.changes.first.map(\.on) ?? course.receipts.first.map(\.on)
        if let change = course.changes.first {
            first = try ReceivedIncome(origin: FiscalYear(of: change.on), law: law).day(of: change)
        }
        guard let first else { return IncomeCase(source: source, id: course.id, facts: []) }
        let years = ReceivedIncome(origin: FiscalYear(of: first), law: law)
        let asked = try course.changes.map {
            IncomeFact(kind: .asked, on: try years.day(of: $0), amount: $0.amount)
        }
        let received = try years.facts(course.receipts).map {
            IncomeFact(kind: .received, on: $0.on, amount: $0.amount)
        }
        return IncomeCase(source: source, id: course.id, facts: asked + received)
    }

    /// What counts of recoveries that were withdrawn, from the withdrawal on: what came in, while it is not
    /// taken back.
    private static func withdrawn(
        _ events: [Int64: Events], _ requests: [Int64: [Request]]
    ) -> [Int64: [IncomeCourse.Counted]] {
        events.reduce(into: [:]) { found, recovery in
            guard let end = recovery.value.end else { return }
            let offset = (requests[recovery.key] ?? []).filter {
                $0.isApproved && $0.kind == .offset
            }.reduce(Yen.zero) { $0 + $1.amount }
            let backs = recovery.value.receipts.compactMap(\.reversed)
            // A receipt that was no excess after all is entered again.
            let again = recovery.value.receipts.map(\.recorded)
            let moments = [end] + (backs + again).filter { $0.operation > end.operation }
            found[recovery.key] = moments.sorted { $0.operation < $1.operation }.map { moment in
                let stood = recovery.value.receipts.filter { receipt in
                    receipt.recorded.operation <= moment.operation
                        && receipt.reversed.map { $0.operation > moment.operation } ?? true
                }
                return IncomeCourse.Counted(
                    recorded: moment, amount: stood.reduce(offset) { $0 + $1.amount })
            }
        }
    }

    /// A claim is asked for on the day on which it was decided about; one that was never decided, or was
    /// sent back, is not.
    private static func recoveries(
        law: FiscalLaw, _ events: [Int64: Events], _ requests: [Int64: [Request]],
        from db: any Connection
    ) throws -> [IncomeCase] {
        let excesses = try ExcessIncomeBook.excesses(from: db)
        let refunds = try ExcessIncomeBook.refunds(law: law, from: db)
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
            let origin = law.origin(askedOn: askedOn, paidOn: paidOn)
            var facts = [IncomeFact(kind: .asked, on: askedOn, amount: amount)]
            let known = events[id] ?? Events()
            let years = ReceivedIncome(origin: origin, law: law)
            let above = try (excesses[id] ?? []).map { try $0.receipt(in: years) }
            let receipts = known.receipts + above
            let all = try years.facts(receipts)
            let came = all.filter { $0.place < known.receipts.count }
            for fact in came {
                let kind = paidOn.flatMap { try? law.income(decidedOn: $0, receivedOn: fact.on) }
                facts.append(
                    IncomeFact(
                        kind: kind == .restored ? .restored : .received, on: fact.on,
                        amount: fact.amount))
            }
            for request in mine where request.isApproved {
                guard let kind = request.fact, let day = request.decidedOn else { continue }
                facts.append(IncomeFact(kind: kind, on: day, amount: request.amount))
            }
            if let end = known.end {
                // Only what came in counts of it from then on.
                let after = came.filter { $0.recorded.operation > end.operation }
                let settled =
                    facts.dropFirst().reduce(Yen.zero) { $0 + $1.amount }
                    - after.reduce(Yen.zero) { $0 + $1.amount }
                facts.append(IncomeFact(kind: .asked, on: end.on, amount: settled - amount))
                facts += after.map { IncomeFact(kind: .asked, on: $0.on, amount: $0.amount) }
            }
            // What was paid above is income until it is given back; nobody was asked for it.
            for fact in all where fact.place >= known.receipts.count {
                facts.append(IncomeFact(kind: .received, on: fact.on, amount: fact.amount))
            }
            facts += refunds[id] ?? []
            return IncomeCase(source: .returned, id: id, facts: facts, origin: origin)
        }
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
            case .claim, .plan, .refund, .credit: nil
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

    /// What came in for a claim, and its withdrawal.
    private struct Events {
        var receipts: [IncomeCourse.Receipt] = []
        var end: Recording?
    }

    private static func events(from db: any Connection) throws -> [Int64: Events] {
        var found: [Int64: Events] = [:]
        try db.forEachRow(
            """
            SELECT e.recovery_id, e.event, e.event_on, e.amount, e.operation_id, e.recorded_at,
            v.operation_id, v.recorded_at FROM recovery_event e
            LEFT JOIN recovery_reversal v ON v.event_id = e.id ORDER BY e.id
            """, []
        ) { row in
            let event: RecoveryEventRow.Event = row.code(1)
            let recorded = Recording(
                operation: row.int64(4), on: row.instant(5).dayInJapan)
            switch event {
            case .received:
                let reversed = row.optionalInt64(6).map {
                    Recording(operation: $0, on: row.instant(7).dayInJapan)
                }
                found[row.int64(0), default: Events()].receipts.append(
                    IncomeCourse.Receipt(
                        on: row.date(2), amount: row.yen(3), recorded: recorded,
                        reversed: reversed))
            case .withdrawn:
                found[row.int64(0), default: Events()].end = Recording(
                    operation: recorded.operation, on: row.date(2))
            }
        }
        return found
    }
}
