// SPDX-License-Identifier: Apache-2.0
import Database
import Press
public import Safeguards
import Vocabulary

/// 通知書の発行: letters about decisions, each written into the register of letters.
public enum IssueNotices {
    public static let operation = OperationCode.printLetters

    /// What a batch of letters produced; those left out are named with the reason.
    public struct Batch: Sendable {
        public let expected: Int
        public let notices: [EntitlementNotice]
        /// By decision.
        public let leftOut: [Int64: String]
    }

    /// Issues the letters of decisions.
    ///
    /// - Parameters:
    ///   - reissueReason: why a letter is issued again.
    ///   - freshness: letters stop where what they rest on is too old.
    /// - Throws: `.staleFeed`.
    public static func perform(
        _ decisionIDs: [Int64], reissueReason: String? = nil,
        directory: any AddresseeDirectory, freshness: any FeedFreshness, in scope: Scope
    ) throws -> Batch {
        try freshness.check(on: scope.today, in: scope.db)
        let found = try HistoryBook.decisions(ids: decisionIDs, from: scope.db)
        let decisions = decisionIDs.compactMap { found[$0] }
        scope.saw(decisions.flatMap { [$0.child, $0.recipient] })
        let findings = try JudgementBook.findings(
            decisions.compactMap(\.judgementID), from: scope.db)
        let addressing = try Addressing(
            recipients: decisions.map(\.recipient), children: decisions.map(\.child),
            directory: directory, in: scope)
        var number = try IssueCounts.notices(from: scope.db)
        var notices: [EntitlementNotice] = []
        var leftOut: [Int64: String] = [:]
        for decision in decisions {
            guard let kind = EntitlementNotice.Kind(decision.result),
                let envelope = EnvelopeID(
                    "N-\(FiscalYear(of: scope.today).year)-\(padded(number + 1, 7))")
            else { continue }
            guard let child = addressing.person(decision.child) else {
                leftOut[decision.id] = "児童が宛名にありません"
                continue
            }
            switch addressing.address(
                of: decision.recipient, about: [decision.child],
                on: LetterSubject(.notice, decision.id), letter: envelope.text)
            {
            case .failure(let out): leftOut[decision.id] = out.reason
            case .success(let address):
                number += 1
                let unmet = decision.judgementID.flatMap { findings[$0] } ?? []
                notices.append(
                    EntitlementNotice(
                        kind: kind, envelope: envelope, decision: decision,
                        unmet: unmet.filter { !$0.met }, childName: child.name,
                        address: address, issuedOn: scope.today))
            }
        }
        try addressing.record(in: scope)
        try scope.append(notices.map { NoticeRow(notice: $0, reissueReason: reissueReason) })
        scope.counted(notices.count)
        return Batch(expected: decisions.count, notices: notices, leftOut: leftOut)
    }
}

/// One line of the register of letters.
private struct NoticeRow: FactRow {
    static let table = "notice_issue"
    static let columns = [
        "envelope", "kind", "child", "recipient", "history_id", "application_id", "issued_on",
        "reissue_reason",
    ]
    let notice: EntitlementNotice
    let reissueReason: String?

    var values: [any SQLValueConvertible] {
        let decision = notice.decision
        return [
            notice.envelope.text, notice.kind.rawValue, decision.child, decision.recipient,
            decision.id, decision.applicationID, notice.issuedOn, reissueReason,
        ]
    }
}
