// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
public import Vocabulary

/// 支出負担行為書 and 支出命令書: what an order says on paper when it goes to the treasurer (会計管理者). Of
/// what was decided only, and without a person: the payees stand on the list of the run.
public struct ExpenditurePapers: Sendable {
    /// One of the two, in the words of the book.
    public struct Paper: Sendable {
        public let words: LetterWords
        /// Nobody of the city has signed the words.
        public let isSample: Bool
    }

    public let order: Expenditure
    private let approval: ExpenditureBook.Event

    /// - Throws: `AccountingRefusal.unknownExpenditure`, `.notDecided`.
    public init(_ id: Int64, in scope: Scope) throws {
        let order = try scope.expenditure(id)
        let approval = try ExpenditureBook.history(of: id, from: scope.db)
            .last { $0.event == .approved }
        guard [.approved, .handedOver, .accepted].contains(order.status), let approval else {
            throw AccountingRefusal.notDecided(order.status)
        }
        self.order = order
        self.approval = approval
    }

    /// Both papers, the commitment first.
    ///
    /// - Parameters:
    ///   - day: by whose wordings.
    ///   - names: what an officer is called.
    /// - Throws: `LetterRefusal`.
    public func papers(
        _ letters: LetterWordings, on day: CivilDate, names: (String) -> String
    ) throws(LetterRefusal) -> [Paper] {
        let values = values(names)
        var papers: [Paper] = []
        for kind in [LetterKind.commitment, .paymentOrder] {
            let found = try letters.wording(kind, on: day)
            papers.append(
                Paper(
                    words: try found.wording.filled(values) { _ in nil }, isSample: found.isSample))
        }
        return papers
    }

    private func values(_ names: (String) -> String) -> LetterValues {
        var values = LetterValues()
        let place = order.place
        values[.orderNumber] = .text(order.number)
        let year = LetterValue.text(Wareki.text(place.budget))
        let origin = LetterValue.text(Wareki.text(place.origin))
        values[.year] =
            place.isPastYear
            ? .word(.pastYear, LetterValues([.year: year, .originYear: origin])) : year
        values[.budgetAccount] = .text("\(order.account) \(order.accountTitle)")
        values[.matter] = .text(order.title)
        values[.amount] = .yen(order.amount)
        values[.count] = .number(order.payees)
        values[.method] =
            order.kind.map { LetterValue.code($0) }
            ?? (order.isRefund ? .text(order.method) : .word(.byInvoice))
        values[.payDay] = .date(order.payOn)
        values[.proposedOn] = .date(order.proposedAt.dayInJapan)
        values[.proposer] = .text(names(order.proposer))
        values[.decidedOn] = .date(approval.at.dayInJapan)
        values[.approver] = .text(names(approval.officer))
        return values
    }
}
