// SPDX-License-Identifier: Apache-2.0
import Database
public import Entitlement
import Press
public import Safeguards
import Scheme
import Vocabulary

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
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Batch {
        let found = try ReimbursementDecisionBook.decisions(decisions, from: scope.db)
        let issued = try NoticeBook.issued(decisions, from: scope.db)
        let wanted = decisions.compactMap { found[$0] }.filter {
            $0.approval?.cancelledOn == nil && $0.approval != nil && $0.outcome == .notPaid
                && (reissueReason != nil || !issued.contains($0.id))
        }
        scope.saw(wanted.flatMap { [$0.child, $0.recipient] })
        let computations = try Explanations.decisions(wanted.map(\.id), from: scope.db)
        let addressing = try Addressing(
            recipients: wanted.map(\.recipient), children: wanted.map(\.child),
            directory: directory, in: scope)
        var number = try NoticeBook.count(from: scope.db)
        var notices: [RefusalNotice] = []
        var leftOut: [Int64: String] = [:]
        for decision in wanted {
            guard let child = addressing.person(decision.child)?.name else {
                leftOut[decision.id] = "児童が宛名にありません"
                continue
            }
            guard
                let envelope = EnvelopeID(
                    "B-\(FiscalYear(of: scope.today).year)-\(padded(number + 1, 7))")
            else { continue }
            switch addressing.address(
                of: decision.recipient, about: [decision.child],
                on: LetterSubject(.refusal, decision.id), letter: envelope.text)
            {
            case .failure(let out): leftOut[decision.id] = out.reason
            case .success(let address):
                number += 1
                notices.append(
                    RefusalNotice(
                        envelope: envelope, decision: decision, article: law.article(decision),
                        computation: computations[decision.id], childName: child,
                        hidesPlaces: addressing.hidesPlaces(
                            of: decision.recipient, about: [decision.child]),
                        address: address, issuedOn: Wareki.text(scope.today)))
            }
        }
        try addressing.record(in: scope)
        try scope.append(
            notices.map {
                BenefitNoticeRow(
                    envelope: $0.envelope, decision: $0.decision, issuedOn: scope.today,
                    reissueReason: reissueReason)
            })
        scope.counted(notices.count)
        return Batch(expected: wanted.count, notices: notices, leftOut: leftOut)
    }
}

extension BenefitLaw {
    /// The article behind the reason of a refusal.
    fileprivate func article(_ decision: ReimbursementDecision) -> String? {
        switch decision.reason {
        case .timeBarred:
            guard
                case .found(_, let entry) = book.office.reimbursementDeadline.on(
                    decision.treatmentMonth.firstDay)
            else { return nil }
            return entry.article
        case .notEntitled, .outsidePeriod: return book.eligibleArticle
        case .duplicate, .nothingLeft, .other, nil: return nil
        }
    }
}
