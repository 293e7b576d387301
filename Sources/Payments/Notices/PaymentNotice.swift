// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Press
import Safeguards
import Scheme
public import Vocabulary

/// A letter about the payments of one run to one recipient: 支給決定と支払, or 振込不能.
public struct PaymentNotice: Sendable {
    /// The kinds of letter.
    public enum Kind: String, Sendable, CaseIterable {
        case payment, returned

        /// The paper that it is.
        public var paper: Paper { self == .payment ? .payment : .returned }
    }

    public let kind: Kind
    public let run: PaymentRun
    public let recipient: AddresseeNumber
    /// The payments that the letter is about.
    public let items: [Int64]
    public let ready: ReadyLetter

    public var envelope: EnvelopeID { ready.envelope }
    /// Yen of all payments of the letter.
    public var total: Yen { ready.order.sum }

    /// The letter for the press.
    public func letter(sender: Sender, desk: ContactDesk) -> Letter {
        ready.letter(sender: sender, desk: desk)
    }
}

extension LetterOrder {
    /// What a letter says about the payments of a run to one recipient.
    ///
    /// - Parameters:
    ///   - steps: how the amounts were computed, by decision.
    ///   - told: the letters that told of decisions before there was a payment, by decision.
    init(
        _ kind: PaymentNotice.Kind, of run: PaymentRun, to recipient: AddresseeNumber,
        _ records: [PaymentRecord], steps: [Int64: [LetterStep]],
        told: [Int64: RegisteredLetter]
    ) {
        let total = records.reduce(Yen.zero) { $0 + $1.item.amount }
        var values = LetterValues()
        values[.guardian] = .person(recipient)
        values[.total] = .yen(total)
        values[.payDay] = .date(run.paymentDay)
        values[.count] = .number(records.count)
        if let first = records.first {
            values[.method] = first.account == nil ? nil : .code(.paymentMethod, first.item.method)
            if run.kind == .cash { values[.method] = .code(run.kind) }
            values[.account] = first.account?.words
            values[.returnReason] = first.returned.map {
                LetterValue.code(.returnReason, $0.rawValue, plain: $0.wording)
            }
        }
        let children = Set(records.map(\.item.child)).sorted()
        values[.children] = .persons(children)
        self.init(
            kind == .payment ? .payment : .returned, reference: run.id, recipient: recipient,
            children: children, values: values,
            parts: records.map { LetterValues($0, told: told[$0.item.decision]) },
            steps: kind == .payment ? LetterOrder.lines(records, steps) : [], sum: total)
    }

    private static func lines(
        _ records: [PaymentRecord], _ steps: [Int64: [LetterStep]]
    ) -> [LetterStep] {
        guard records.contains(where: { !(steps[$0.item.decision] ?? []).isEmpty }) else {
            return []
        }
        return records.flatMap { record in
            (records.count > 1
                ? [
                    .word(
                        .oneOfSeveral, LetterValues([.receipt: .text(record.item.receiptText)]))
                ] : [])
                + (steps[record.item.decision] ?? [])
        }
    }
}

extension LetterValues {
    /// The box of one payment.
    fileprivate init(_ record: PaymentRecord, told: RegisteredLetter?) {
        self.init()
        let item = record.item
        self[.child] = .person(item.child)
        self[.receipt] = .text(item.receiptText)
        self[.treatmentMonth] = .month(item.treatmentMonth)
        self[.institution] = .text(item.institutionName)
        self[.decidedOn] = .date(item.decidedOn)
        self[.amount] = .yen(item.amount)
        self[.explanation] = told.map {
            .word(
                .told,
                LetterValues([
                    .toldOn: .date($0.datedOn), .toldNumber: .text($0.documentNumber),
                ]))
        }
    }
}

extension PaymentRecord.Account {
    /// Bank, branch, type and the masked number, as a letter shows them.
    fileprivate var words: LetterValue {
        .joined(
            [
                .text(bankName), .text(branchName), .code(.accountType, type),
                .text(number.description),
            ], by: " ")
    }
}
