// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
public import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 返還決定通知書: one to each recipient of whom money is claimed back.
public struct RecoveryLetters: LetterSource {
    public let title = Paper.recovery.wording
    public let paper = Paper.recovery
    /// When to pay, where the claim itself does not say it.
    private let law: RecoveryLaw

    public init(law: RecoveryLaw) { self.law = law }

    public func waiting(in scope: Scope) throws -> [Int64] {
        let open = try RecoveryBook.open(from: scope.db)
        let issued = try LetterRegister.issued(paper, open, from: scope.db)
        let told = try PriorRecoveryBook.migrated(open, from: scope.db)
        return open.filter { !issued.contains($0) && !told.contains($0) }
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let recoveries = try RecoveryBook.recoveries(references, from: scope.db)
        let items = try ItemBook.items(recoveries.values.compactMap(\.item), from: scope.db)
        let terms = try? law.terms(on: scope.today)
        return references.compactMap { id in
            guard let recovery = recoveries[id], !recovery.isWithdrawn, !recovery.isProposed else {
                return nil
            }
            var values = LetterValues(recovery)
            values[.amount] = .yen(recovery.amount)
            values[.explanation] = .text(recovery.explanation)
            values[.claimedOn] = .date(recovery.claimedOn)
            let due = recovery.dueOn ?? terms.map { scope.today.adding(days: $0.demandDays) }
            if let due { values[.dueOn] = .date(due) }
            return LetterOrder(
                .recovery, reference: id, recipient: recovery.recipient,
                children: [recovery.child], values: values,
                parts: recovery.item.flatMap { items[$0] }.map { [LetterValues($0)] } ?? [])
        }
    }
}

/// 納入通知書 and 督促状: one for each demand that was recorded.
public struct DemandLetters: LetterSource {
    public let title: String
    public let paper: Paper
    private let kind: RecoveryDemand.Kind
    /// Where the money is booked and paid.
    private let law: RecoveryLaw

    public init(_ kind: RecoveryDemand.Kind, law: RecoveryLaw) {
        self.kind = kind
        self.law = law
        paper = kind == .demand ? .demand : .dunning
        title = kind.title
    }

    public func waiting(in scope: Scope) throws -> [Int64] {
        let demands = try DemandBook.all(kind, from: scope.db).filter {
            $0.officer != PriorRecovery.officer
        }
        let issued = try LetterRegister.issued(paper, demands.map(\.id), from: scope.db)
        let open = Set(try RecoveryBook.open(from: scope.db))
        return demands.filter { !issued.contains($0.id) && open.contains($0.recovery) }.map(\.id)
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let demands = try DemandBook.demands(ids: references, from: scope.db)
        let claims = demands.values.map(\.recovery)
        let recoveries = try RecoveryBook.recoveries(claims, from: scope.db)
        let plans = try RecoveryRequestBook.plans(of: claims, from: scope.db)
        let before = try DemandBook.demands(of: claims, from: scope.db)
        let collection = law.collection(on: scope.today)
        return references.compactMap { id in
            guard let demand = demands[id], demand.kind == kind,
                let recovery = recoveries[demand.recovery], recovery.outstanding > .zero
            else { return nil }
            var values = LetterValues(recovery)
            let first = before[demand.recovery]?.first { $0.kind == .demand } ?? demand
            values[.guardian] = .person(recovery.recipient)
            // The year of an income that a notice asks for is that of the day of the notice
            // (地方自治法施行令第142条第1項第2号; 条文は未照合).
            values[.year] = .text(Wareki.text(FiscalYear(of: first.issuedOn)))
            values[.revenue] = collection.map { .text($0.revenue) }
            values[.place] = collection.map { .text($0.place) }
            values[.outstanding] = .yen(recovery.outstanding)
            if let part = demand.instalment {
                var words = LetterValues([.installment: .number(part)])
                words[.count] = plans[demand.recovery].map(LetterValue.number)
                values[.installment] = .word(
                    words[.count] == nil ? .instalment : .instalmentOf, words)
            }
            switch kind {
            case .demand:
                values[.amount] = .yen(demand.amount)
                values[.dueOn] = .date(demand.dueOn)
            case .dunning:
                values[.amount] = .yen(recovery.amount)
                values[.received] = .yen(recovery.settled)
                values[.outstanding] = .yen(demand.amount)
                let first = before[demand.recovery]?.last { $0.kind == .demand }
                if let due = first?.dueOn ?? recovery.dueOn { values[.dueOn] = .date(due) }
                values[.newDueOn] = .date(demand.dueOn)
            }
            values[.claimNumber] = .text(demand.number)
            return LetterOrder(
                kind == .demand ? .demand : .dunning, reference: id,
                recipient: recovery.recipient, children: [recovery.child], values: values)
        }
    }
}

extension LetterValues {
    /// What every letter about a claim says.
    fileprivate init(_ recovery: Recovery) {
        self.init()
        self[.claimNumber] = .text(recovery.number)
        self[.child] = .person(recovery.child)
        self[.reason] = .code(
            .recoveryReason, recovery.reason.rawValue, plain: recovery.reason.wording)
    }

    /// The payment that was too much.
    fileprivate init(_ item: PaymentItem) {
        self.init()
        self[.child] = .person(item.child)
        self[.treatmentMonth] = .month(item.treatmentMonth)
        self[.institution] = .text(item.institutionName)
        self[.amount] = .yen(item.amount)
    }
}

extension Recovery {
    /// The number that letters give a claim.
    var number: String { Recovery.number(id) }

    static func number(_ id: Int64) -> String { "H-\(padded(Int(id), 6))" }
}
