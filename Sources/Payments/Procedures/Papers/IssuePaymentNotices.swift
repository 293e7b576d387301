// SPDX-License-Identifier: Apache-2.0
public import Entitlement
import Press
public import Safeguards
public import Scheme
public import Vocabulary

/// 通知書の発行: letters about the payments of a run, one to each recipient, each written into the
/// register of letters.
public enum IssuePaymentNotices {
    public static let operation = OperationCode.printLetters

    /// What a batch of letters produced; those left out are named with the reason.
    public struct Batch: Sendable {
        /// Recipients of the run that a letter is due to.
        public let expected: Int
        public let notices: [PaymentNotice]
        /// Recipients whose letter was issued before.
        public let issuedBefore: Int
        /// By recipient.
        public let leftOut: [AddresseeNumber: String]

        /// Whether every letter is accounted for.
        public var isComplete: Bool {
            expected == notices.count + issuedBefore + leftOut.count
        }
    }

    /// Issues the letters of a run whose file was written: 支払 to everybody, 振込不能 to those whose
    /// payment came back and waits.
    ///
    /// - Parameters:
    ///   - only: the recipients; `nil` is everybody of the run.
    ///   - reissueReason: why letters are issued again; without it nobody gets a second one.
    ///   - letters: the wordings of the book.
    /// - Throws: `.unknownRun`, `.wrongRunState`, `LetterDeskRefusal.wrongDate`.
    public static func perform(
        _ kind: PaymentNotice.Kind, of id: Int64, only: Set<AddresseeNumber>? = nil,
        reissueReason: String? = nil, letters: LetterWordings,
        directory: any AddresseeDirectory, freshness: any FeedFreshness = MemoryFreshness(),
        datedOn: CivilDate? = nil, in scope: Scope
    ) throws -> Batch {
        let terms = IssueLetters.Terms(
            letters: letters, directory: directory, freshness: freshness, datedOn: datedOn)
        try freshness.check(on: scope.today, in: scope.db)
        let run = try scope.run(id)
        let source = PaymentLetters(kind, only: only, reissueReason: reissueReason)
        let orders = try source.orders([id], in: scope)
        let records = try PaymentHistory.of(
            run: id, to: only, for: scope.principal, from: scope.db
        ).filter { kind == .payment || $0.item.status == .returned }
        let due = Set(records.map(\.item.recipient)).filter { only?.contains($0) ?? true }
        let known = due.subtracting(orders.map(\.recipient))
        let batch = try IssueLetters.issue(
            orders, of: source, issuedBefore: known.count, terms, in: scope)
        let notices = batch.letters.map { letter in
            PaymentNotice(
                kind: kind, run: run, recipient: letter.order.recipient,
                items: records.map(\.item).filter { $0.recipient == letter.order.recipient }
                    .map(\.id), ready: letter)
        }
        return Batch(
            expected: batch.expected, notices: notices, issuedBefore: known.count,
            leftOut: batch.leftOut.reduce(into: [:]) { $0[$1.recipient] = $1.reason })
    }
}
