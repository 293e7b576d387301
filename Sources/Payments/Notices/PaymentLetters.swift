// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
public import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 支給決定通知書兼支払通知書 and 振込不能のお知らせ of runs: one to each recipient who has none.
public struct PaymentLetters: LetterSource {
    public let title: String
    public let paper: Paper
    public let isOnePerReference = false
    private let kind: PaymentNotice.Kind
    /// Only these recipients; `nil` is everybody of a run.
    private let only: Set<AddresseeNumber>?
    /// Why those who have a letter get another one; `nil`: nobody gets a second one.
    private let reissueReason: String?

    public init(
        _ kind: PaymentNotice.Kind, only: Set<AddresseeNumber>? = nil,
        reissueReason: String? = nil
    ) {
        self.kind = kind
        self.only = only
        self.reissueReason = reissueReason
        paper = kind.paper
        title = kind.paper.wording
    }

    public func waiting(in scope: Scope) throws -> [Int64] {
        try NoticeBook.waiting(kind, from: scope.db)
    }

    /// - Throws: `.unknownRun`, `.wrongRunState`.
    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        try orders(references, to: nil, in: scope)
    }

    /// - Throws: `.unknownRun`, `.wrongRunState`.
    public func orders(
        _ references: [Int64], to recipients: Set<AddresseeNumber>?, in scope: Scope
    ) throws -> [LetterOrder] {
        let only = recipients.map { self.only?.intersection($0) ?? $0 } ?? self.only
        return try references.flatMap { id -> [LetterOrder] in
            let run = try writtenRun(id, in: scope)
            let records = try PaymentHistory.of(
                run: id, to: only, for: scope.principal, from: scope.db
            ).filter { kind == .payment || $0.item.status == .returned }
            let known =
                reissueReason == nil
                ? try NoticeBook.issued(kind, of: id, to: only, from: scope.db) : []
            let groups = Dictionary(
                grouping: records.filter { !known.contains($0.item.recipient) },
                by: \.item.recipient)
            let steps =
                kind == .payment
                ? try PaymentLetters.steps(of: groups.values.flatMap(\.self), from: scope.db)
                : [:]
            let told =
                kind == .payment
                ? try LetterRegister.first(
                    .awaiting, records.map(\.item.decision), from: scope.db) : [:]
            return groups.sorted { $0.key < $1.key }.map { recipient, records in
                LetterOrder(kind, of: run, to: recipient, records, steps: steps, told: told)
            }
        }
    }

    public func lines(_ references: [Int64], in scope: Scope) throws -> [BatchLine] {
        try references.flatMap { id in
            try NoticeBook.unsent(kind, of: writtenRun(id, in: scope).id, from: scope.db)
                .filter { only?.contains($0) ?? true }
                .map { BatchLine(reference: id, recipient: $0) }
        }
    }

    private func writtenRun(_ id: Int64, in scope: Scope) throws -> PaymentRun {
        let run = try scope.run(id)
        guard run.status == .written || run.status == .settled else {
            throw PaymentRefusal.wrongRunState(run.status)
        }
        return run
    }

    public func series(in scope: Scope) throws -> EnvelopeSeries? {
        EnvelopeSeries("P", last: try NoticeBook.count(from: scope.db))
    }

    public func written(_ letters: [ReadyLetter], in scope: Scope) throws {
        try scope.append(
            letters.map {
                PaymentNoticeRow(
                    kind: kind, letter: $0, issuedOn: scope.today, reissueReason: reissueReason)
            })
    }

    /// How the amounts were computed, by decision.
    private static func steps(
        of records: [PaymentRecord], from db: any Connection
    ) throws -> [Int64: [LetterStep]] {
        let wanted = Set(records.map(\.item.decision))
        let approvals = try ReimbursementDecisionBook.decisions(approvals: wanted, from: db)
            .reduce(into: [Int64: Int64]()) { $0[$1.value.id] = $1.key }
        let netted = try RecoveryRequestBook.netted(wanted, from: db)
        return try Explanations.decisions(approvals.keys, from: db)
            .reduce(into: [:]) { found, entry in
                guard let approval = approvals[entry.key] else { return }
                // What a claim took of the payment stands under the amount that was decided.
                let back =
                    netted[approval].map { [LetterStep.word(.netted, yen: -$0.amount)] } ?? []
                found[approval] = entry.value.steps.map(LetterStep.step) + back
            }
    }
}
