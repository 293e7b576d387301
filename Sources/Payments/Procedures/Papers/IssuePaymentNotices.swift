// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
public import Entitlement
import Press
public import Safeguards
import Scheme
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
    /// - Throws: `.unknownRun`, `.wrongRunState`.
    public static func perform(
        _ kind: PaymentNotice.Kind, of run: Int64, only: Set<AddresseeNumber>? = nil,
        reissueReason: String? = nil, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Batch {
        let run = try scope.run(run)
        guard run.status == .written || run.status == .settled else {
            throw PaymentRefusal.wrongRunState(run.status)
        }
        let records = try PaymentHistory.of(
            run: run.id, for: scope.principal, from: scope.db
        ).filter { record in
            (kind == .payment || record.item.status == .returned)
                && only?.contains(record.item.recipient) ?? true
        }
        let expected = Set(records.map(\.item.recipient))
        let known =
            reissueReason == nil
            ? try NoticeBook.issued(kind, of: run.id, from: scope.db).intersection(expected) : []
        let due = records.filter { !known.contains($0.item.recipient) }
        scope.saw(due.flatMap { [$0.item.child, $0.item.recipient] })
        var batch = try Writing(
            kind, run: run, records: due,
            steps: kind == .payment ? steps(of: due.map(\.item), from: scope.db) : [:],
            directory: directory, in: scope)
        try batch.write()
        try batch.addresses.record(in: scope)
        try scope.append(
            batch.notices.map { PaymentNoticeRow(notice: $0, reissueReason: reissueReason) })
        scope.counted(batch.notices.count)
        return Batch(
            expected: expected.count, notices: batch.notices, issuedBefore: known.count,
            leftOut: batch.leftOut)
    }

    /// How the amounts were computed, by decision.
    private static func steps(
        of items: [PaymentItem], from db: any Connection
    ) throws -> [Int64: [Step]] {
        guard let first = items.map(\.decidedOn).min(), let last = items.map(\.decidedOn).max()
        else { return [:] }
        let wanted = Set(items.map(\.decision))
        var approvals: [Int64: Int64] = [:]
        for decision in try ReimbursementDecisionBook.approved(
            in: EffectivePeriod(from: first, through: last), from: db)
        {
            if let approval = decision.approval?.id, wanted.contains(approval) {
                approvals[decision.id] = approval
            }
        }
        return try Explanations.decisions(approvals.keys, from: db)
            .reduce(into: [:]) { found, entry in
                if let approval = approvals[entry.key] { found[approval] = entry.value.steps }
            }
    }

    /// Writes the letters of a batch, by recipient.
    private struct Writing {
        private let kind: PaymentNotice.Kind
        private let run: PaymentRun
        private let groups: [AddresseeNumber: [PaymentRecord]]
        private let steps: [Int64: [Step]]
        let addresses: Addressing
        private let today: CivilDate
        private var number: Int
        private(set) var notices: [PaymentNotice] = []
        private(set) var leftOut: [AddresseeNumber: String] = [:]

        init(
            _ kind: PaymentNotice.Kind, run: PaymentRun, records: [PaymentRecord],
            steps: [Int64: [Step]], directory: any AddresseeDirectory, in scope: Scope
        ) throws {
            self.kind = kind
            self.run = run
            self.steps = steps
            groups = Dictionary(grouping: records, by: \.item.recipient)
            addresses = try Addressing(
                recipients: Array(groups.keys), children: records.map(\.item.child),
                directory: directory, in: scope)
            today = scope.today
            number = try NoticeBook.count(from: scope.db)
        }

        mutating func write() throws {
            for (recipient, records) in groups.sorted(by: { $0.key < $1.key }) {
                let year = FiscalYear(of: today).year
                let children = Set(records.map(\.item.child)).sorted()
                guard let envelope = EnvelopeID("P-\(year)-\(padded(number + 1, 7))") else {
                    preconditionFailure("封筒番号")
                }
                switch addresses.address(
                    of: recipient, about: children,
                    on: LetterSubject(kind == .payment ? .payment : .returned, run.id),
                    letter: envelope.text)
                {
                case .failure(let out): leftOut[recipient] = out.reason
                case .success(let address):
                    number += 1
                    notices.append(
                        PaymentNotice(
                            kind: kind, envelope: envelope, run: run, recipient: recipient,
                            lines: records.map { record in
                                PaymentNotice.Line(
                                    record: record,
                                    childName: addresses.person(record.item.child)?.name ?? "",
                                    steps: steps[record.item.decision] ?? [])
                            }, hidesPlaces: addresses.hidesPlaces(of: recipient, about: children),
                            address: address, issuedOn: today))
                }
            }
        }
    }
}
