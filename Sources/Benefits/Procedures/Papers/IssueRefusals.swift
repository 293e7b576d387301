// SPDX-License-Identifier: Apache-2.0
import Database
public import Entitlement
import Press
public import Safeguards
import Scheme
public import Vocabulary

/// 不支給決定通知書の発行: letters about approved refusals, each written into the register.
public enum IssueRefusals {
    public static let operation = OperationCode.printLetters

    /// What a batch of letters produced; those left out are named with the reason.
    public struct Batch: Sendable {
        public let expected: Int
        public let notices: [RefusalNotice]
        /// By decision.
        public let leftOut: [Int64: String]
    }

    /// Issues the letters of decisions; other decisions than approved refusals are passed over,
    /// and so is what has its letter already, unless a reason to issue it again is given.
    public static func perform(
        _ decisions: [Int64], reissueReason: String? = nil, law: BenefitLaw,
        directory: any AddresseeDirectory, freshness: any FeedFreshness = MemoryFreshness(),
        datedOn: CivilDate? = nil, in scope: Scope
    ) throws -> Batch {
        let terms = IssueLetters.Terms(
            letters: law.book.letters, directory: directory, freshness: freshness,
            datedOn: datedOn)
        try freshness.check(on: scope.today, in: scope.db)
        let issued = try NoticeBook.issued(decisions, from: scope.db)
        let source = RefusalLetters(law: law, reissueReason: reissueReason)
        let orders = try source.orders(
            decisions.filter { reissueReason != nil || !issued.contains($0) }, in: scope)
        let batch = try IssueLetters.issue(orders, of: source, terms, in: scope)
        let found = try ReimbursementDecisionBook.decisions(
            orders.map(\.reference), from: scope.db)
        let notices = batch.letters.compactMap { letter in
            found[letter.order.reference].map { RefusalNotice(decision: $0, ready: letter) }
        }
        return Batch(
            expected: orders.count, notices: notices,
            leftOut: batch.leftOut.reduce(into: [:]) { $0[$1.reference] = $1.reason })
    }
}
