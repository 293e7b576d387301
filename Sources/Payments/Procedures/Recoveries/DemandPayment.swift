// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
import Scheme
public import Vocabulary

/// What asking for money did.
public struct DemandReport: Hashable, Sendable {
    /// The letters that are new, by claim.
    public internal(set) var issued: [Int64: Int64] = [:]
    public internal(set) var total: Yen = .zero
    /// Claims that were asked for on the same day before.
    public internal(set) var known = 0
    /// Claims that no letter is due to, by the code of the refusal.
    public internal(set) var leftOut: [Int64: String] = [:]
}

/// A claim that a 督促 is due to.
public struct DunningDue: Hashable, Sendable {
    public let recovery: Recovery
    /// Yen that the letter asks for.
    public let amount: Yen
    /// The instalment of the plan that was missed last; `nil` for the whole.
    public let instalment: Int?
    /// The day to pay that has passed.
    public let missedOn: CivilDate
    /// The new day to pay.
    public let dueOn: CivilDate
    /// 督促状 that were sent about it before.
    public let dunned: Int
}

/// 納入の通知と督促: the letters that ask for money, each once a day and claim.
///
/// A claim with a plan is asked for what is due; one without for all that is outstanding. The last
/// day to pay comes from the book.
public enum DemandPayment {
    public static let operation = OperationCode.recordRecovery

    /// Claims that a 督促 is due to: asked for, the day to pay past, and not dunned since.
    public static func plan(
        on day: CivilDate, law: RecoveryLaw, from db: any Connection
    ) throws -> [Int64] {
        try due(on: day, law: law, from: db).map(\.recovery.id)
    }

    /// The same with what each letter would ask for, the day missed first at the head.
    ///
    /// - Throws: `RecoveryRefusal.termsUnset`.
    public static func due(
        on day: CivilDate, law: RecoveryLaw, from db: any Connection
    ) throws -> [DunningDue] {
        let open = try RecoveryBook.open(from: db)
        guard !open.isEmpty else { return [] }
        let files = try RecoveryFile.load(open, law: law, today: day, from: db)
        let terms = try law.terms(on: day)
        return open.compactMap { id -> DunningDue? in
            guard let file = files[id],
                let due = try? Asking(.dunning, file, terms: terms, today: day).check()
            else { return nil }
            let missed = file.plan?.lines.last(where: \.isMissed)?.instalment.dueOn
            let asked = file.demands.last { $0.kind == .demand }?.dueOn
            return DunningDue(
                recovery: file.recovery, amount: due.amount, instalment: due.instalment,
                missedOn: missed ?? asked ?? day, dueOn: due.dueOn,
                dunned: file.demands.count { $0.kind == .dunning })
        }.sorted { ($0.missedOn, $0.recovery.id) < ($1.missedOn, $1.recovery.id) }
    }

    /// Asks for one claim; see the batch.
    ///
    /// - Throws: `.unknownRecovery`, `.recoverySettled`; `RecoveryRefusal`.
    @discardableResult
    public static func perform(
        _ kind: RecoveryDemand.Kind, of id: Int64, law: RecoveryLaw, in scope: Scope
    ) throws -> RecoveryDemand {
        guard
            let file = try RecoveryFile.load([id], law: law, today: scope.today, from: scope.db)[
                id]
        else { throw PaymentRefusal.unknownRecovery }
        if let known = file.demands.last(where: { $0.kind == kind && $0.issuedOn == scope.today }) {
            scope.saw([file.recovery.child, file.recovery.recipient])
            return known
        }
        try Asking(kind, file, terms: law.terms(on: scope.today), today: scope.today).check()
        let report = try perform(kind, only: [id], law: law, in: scope)
        guard let letter = report.issued[id],
            let demand = try DemandBook.demands(ids: [letter], from: scope.db)[letter]
        else { throw RecoveryRefusal.nothingDue }
        return demand
    }

    /// Asks for many claims; those that no letter is due to are left out with the reason.
    @discardableResult
    public static func perform(
        _ kind: RecoveryDemand.Kind, only ids: [Int64], law: RecoveryLaw, in scope: Scope
    ) throws -> DemandReport {
        let today = scope.today
        let terms = try law.terms(on: today)
        let files = try RecoveryFile.load(ids, law: law, today: today, from: scope.db)
        var report = DemandReport()
        let year = FiscalYear(of: today)
        var count = try DemandBook.count(in: year, from: scope.db)
        var rows: [DemandRow] = []
        for id in ids.sorted() {
            guard let file = files[id] else {
                report.leftOut[id] = PaymentRefusal.unknownRecovery.code
                continue
            }
            let asking = Asking(kind, file, terms: terms, today: today)
            if file.demands.contains(where: { $0.kind == kind && $0.issuedOn == today }) {
                report.known += 1
                continue
            }
            do {
                let due = try asking.check()
                count += 1
                rows.append(
                    DemandRow(
                        key: "\(kind.rawValue)-\(id)-\(today)",
                        number: "\(year.year)-\(padded(count, 6))", recovery: id, kind: kind,
                        instalment: due.instalment, amount: due.amount, issuedOn: today,
                        dueOn: due.dueOn, officer: scope.principal.officer))
            } catch let refusal as any Refusal {
                report.leftOut[id] = refusal.code
            }
        }
        for (row, letter) in zip(rows, try scope.append(rows)) {
            report.issued[row.recovery] = letter
            report.total += row.amount
        }
        scope.saw(files.values.flatMap { [$0.recovery.child, $0.recovery.recipient] })
        scope.counted(rows.count)
        return report
    }
}

/// What one letter asks for, and whether it may be sent; pure.
struct Asking {
    struct Due {
        let amount: Yen
        let instalment: Int?
        let dueOn: CivilDate
    }

    private let kind: RecoveryDemand.Kind
    private let file: RecoveryFile
    private let terms: RecoveryTerms
    private let today: CivilDate

    init(
        _ kind: RecoveryDemand.Kind, _ file: RecoveryFile, terms: RecoveryTerms,
        today: CivilDate
    ) {
        self.kind = kind
        self.file = file
        self.terms = terms
        self.today = today
    }

    /// - Throws: `PaymentRefusal.recoverySettled`; `RecoveryRefusal.notApproved`, `.lapsed`,
    ///   `.nothingDue`, `.notDemanded`, `.dunningTooEarly`.
    @discardableResult
    func check() throws -> Due {
        let recovery = file.recovery
        guard !recovery.isProposed else { throw RecoveryRefusal.notApproved }
        guard recovery.outstanding > .zero else { throw PaymentRefusal.recoverySettled }
        if let clock = file.clock, clock.isLapsed(on: today) {
            throw RecoveryRefusal.lapsed(clock.lastDay)
        }
        switch kind {
        case .demand: return try demand(recovery)
        case .dunning: return try dunning(recovery)
        }
    }

    private func demand(_ recovery: Recovery) throws -> Due {
        guard let plan = file.plan else {
            let due = recovery.dueOn.map { max($0, today) }
            return Due(
                amount: recovery.outstanding, instalment: nil,
                dueOn: due ?? today.adding(days: terms.demandDays))
        }
        guard let next = plan.next else { throw RecoveryRefusal.nothingDue }
        return Due(
            amount: next.open, instalment: next.instalment.number,
            dueOn: next.instalment.dueOn)
    }

    private func dunning(_ recovery: Recovery) throws -> Due {
        guard let last = file.demands.last(where: { $0.kind == .demand }) else {
            throw RecoveryRefusal.notDemanded
        }
        let missed = file.plan.map { $0.lines.filter(\.isMissed) }
        if let missed, missed.isEmpty { throw RecoveryRefusal.nothingDue }
        let due = missed?.last?.instalment.dueOn ?? last.dueOn
        let first = due.adding(days: terms.dunningAfter)
        let before = file.demands.last { $0.kind == .dunning }
        guard today >= first, before.map({ $0.dueOn < today && $0.issuedOn <= due }) ?? true
        else {
            // Dunned for this day already: a second 督促 is for the next day that is missed.
            throw RecoveryRefusal.dunningTooEarly(max(first, before?.dueOn.next ?? first))
        }
        return Due(
            amount: missed?.reduce(.zero) { $0 + $1.open } ?? recovery.outstanding,
            instalment: missed?.last?.instalment.number,
            dueOn: today.adding(days: terms.dunningDays))
    }
}
