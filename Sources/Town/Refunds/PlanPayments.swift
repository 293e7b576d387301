// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The payment runs that follow from the reimbursements, with accounts that were closed.
///
/// A run is paid on the 20th (next bank day) and holds what was applied for, or completed by a
/// letter, in the month before. A payment to a closed account comes back; the guardian names a
/// new account in the month after, and the run of the month after that pays again.
struct PlanPayments {
    struct Run {
        let month: YearMonth
        let day: CivilDate
        var items = 0
        var total = 0
        var accounts: Set<Account> = []
        var returnedItems = 0
        var returnedTotal = 0
        var repaidItems = 0
    }

    struct Closed {
        let guardian: Int
        let account: Account
        let next: Account
        let returned: YearMonth
        let repaid: YearMonth
        let items: [Int]
    }

    private(set) var runs: [Run] = []
    private(set) var closed: [Closed] = []
    private let book: TownBook
    private var chance: SplitMix64

    static let first = FictionalCity.month(2025, 6)
    static let last = FictionalCity.month(2026, 5)

    init(book: TownBook) {
        self.book = book
        chance = SplitMix64(seed: book.seed, stream: 5)
        var month = PlanPayments.first
        while month <= PlanPayments.last {
            let twentieth = month.firstDay.adding(days: 19)
            runs.append(Run(month: month, day: book.lists.calendar.bankDay(from: twentieth)))
            month = month.next
        }
    }

    mutating func run(_ refunds: [Refund]) {
        var byGuardian = [[Int]](repeating: [], count: book.guardians.count)
        for (index, refund) in refunds.enumerated() where refund.payMonth != nil {
            byGuardian[book.children[refund.child].guardian].append(index)
        }
        var payees = 0
        for (guardian, items) in byGuardian.enumerated() where !items.isEmpty {
            payees += 1
            let account = book.guardians[guardian].account
            let months = items.compactMap { refunds[$0].payMonth }
            let firstMonth = months.min() ?? PlanPayments.last
            let isAlone = !months.contains(firstMonth.next)
            let isClosed =
                isAlone && firstMonth <= FictionalCity.month(2026, 2)
                && (chance.happens(1_500) || payees % 200 == 3)
            var next = account
            if isClosed {
                let number = book.guardians.count + closed.count + 1
                next = book.makeAccount(number: number, &chance)
                closed.append(
                    Closed(
                        guardian: guardian, account: account, next: next, returned: firstMonth,
                        repaid: firstMonth.adding(months: 2),
                        items: items.filter { refunds[$0].payMonth == firstMonth }))
            }
            for item in items {
                guard let month = refunds[item].payMonth else { continue }
                let isReturned = isClosed && month == firstMonth
                let later = isClosed && month > firstMonth
                pay(month, refunds[item].payable, later ? next : account, isReturned: isReturned)
                if isReturned {
                    pay(
                        month.adding(months: 2), refunds[item].payable, next, isReturned: false,
                        isAgain: true)
                }
            }
        }
    }

    private mutating func pay(
        _ month: YearMonth, _ amount: Int, _ account: Account, isReturned: Bool,
        isAgain: Bool = false
    ) {
        let at = month.monthNumber - PlanPayments.first.monthNumber
        runs[at].items += 1
        runs[at].total += amount
        runs[at].accounts.insert(account)
        runs[at].repaidItems += isAgain ? 1 : 0
        guard isReturned else { return }
        runs[at].returnedItems += 1
        runs[at].returnedTotal += amount
    }

    /// The change notices (kind 02, reason 14) that bring the new accounts.
    func notices(_ refunds: [Refund]) -> [Application] {
        closed.compactMap { entry in
            guard let item = entry.items.first else { return nil }
            let day = book.lists.calendar.officeDay(
                from: entry.returned.next.firstDay.adding(days: 4))
            var notice = Application(
                applied: day, event: day, child: refunds[item].child, guardian: entry.guardian)
            notice.kind = "02"
            notice.reason = "14"
            notice.account = entry.next
            notice.outcome = .noted
            notice.decisionReason = "R14"
            return notice
        }
    }

    /// Whoever has named a new account writes it on every later form as well.
    static func followUp(_ notices: [Application], in applications: inout [Application]) {
        for notice in notices {
            for index in applications.indices
            where applications[index].guardian == notice.guardian
                && applications[index].account != nil
                && applications[index].applied >= notice.applied
            {
                applications[index].account = notice.account
            }
        }
    }
}
