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

    /// An account that its holder gives up.
    struct Closed {
        let guardian: Int
        let account: Account
        let next: Account
        /// The run whose money comes back.
        let returned: YearMonth
        let repaid: YearMonth
        let items: [Int]
        /// For which child the new account is named.
        let child: Int
        /// The new account was named before anything was sent to the old one.
        var isToldBefore = false
    }

    private(set) var runs: [Run] = []
    private(set) var closed: [Closed] = []
    private let book: TownBook
    private var chance: SplitMix64
    private var changes = 0

    init(book: TownBook) {
        self.book = book
        chance = SplitMix64(seed: book.seed, stream: 5)
        let (first, last) = book.story.paymentMonths
        var month = first
        while month <= last {
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
            let change = giveUp(guardian, account, months, payees, items, refunds)
            for item in items {
                guard let month = refunds[item].payMonth else { continue }
                let isReturned = change?.isToldBefore == false && month == change?.returned
                let isLater = change.map {
                    $0.isToldBefore ? month >= $0.returned : month > $0.returned
                }
                pay(
                    month, refunds[item].payable,
                    isLater == true ? change?.next ?? account : account,
                    isReturned: isReturned)
                if isReturned, let change {
                    pay(
                        change.repaid, refunds[item].payable, change.next, isReturned: false,
                        isAgain: true)
                }
            }
        }
    }

    /// Whether and when a guardian's account is given up: alone, or with the branch it is kept at.
    private mutating func giveUp(
        _ guardian: Int, _ account: Account, _ months: [YearMonth], _ payees: Int, _ items: [Int],
        _ refunds: [Refund]
    ) -> Closed? {
        // Whoever has to give money back keeps the account: one thing at a time.
        guard !items.contains(where: { refunds[$0].isRecovered }) else { return nil }
        let last = book.story.paymentMonths.last
        let firstMonth = months.min() ?? last
        var returned = firstMonth
        var isToldBefore = false
        let isAlone = !months.contains(firstMonth.next)
        let isClosed =
            isAlone && firstMonth <= last.adding(months: -3)
            && (chance.happens(1_500) || payees % 200 == 3)
        if !isClosed {
            guard let branch = closure(of: account),
                let month = months.filter({ $0 >= branch }).min(),
                month <= last.adding(months: -3)
            else { return nil }
            returned = month
            // Whoever is paid again in the month after has told the office of the branch before.
            isToldBefore = months.contains(month.next)
        }
        let told = isToldBefore ? returned.previous : returned.next
        let returnedItems = items.filter { refunds[$0].payMonth == returned }
        guard let child = witness(of: guardian, in: told, first: refunds[returnedItems[0]].child)
        else {
            return nil
        }
        changes += 1
        let next = freshAccount(number: book.guardians.count + changes)
        let change = Closed(
            guardian: guardian, account: account, next: next, returned: returned,
            repaid: returned.adding(months: 2),
            items: returnedItems, child: child,
            isToldBefore: isToldBefore)
        closed.append(change)
        return change
    }

    /// A child of the guardian that is covered in the month in which the new account is named: for
    /// whom nobody is entitled any more, nothing is changed either.
    private func witness(of guardian: Int, in month: YearMonth, first: Int) -> Int? {
        guard book.story.changesOrdinance else { return first }
        return book.children.indices.first { child in
            book.children[child].guardian == guardian
                && book.children[child].entitlements.contains {
                    $0.visibleFrom <= month.firstDay && $0.until > month.adding(months: 2).firstDay
                        && $0.told == nil
                }
        }
    }

    /// The month in which the branch of an account closes, if it does.
    private func closure(of account: Account) -> YearMonth? {
        let place = book.lists.branches.firstIndex {
            $0.bank == account.bank && $0.branch == account.branch
        }
        guard let place else { return nil }
        return book.story.closedBranches.first { $0.tenth == place % 10 }?.month
    }

    /// A new account at a branch that stays.
    private mutating func freshAccount(number: Int) -> Account {
        while true {
            let account = book.makeAccount(number: number, &chance)
            if closure(of: account) == nil { return account }
        }
    }

    private mutating func pay(
        _ month: YearMonth, _ amount: Int, _ account: Account, isReturned: Bool,
        isAgain: Bool = false
    ) {
        let at = month.monthNumber - book.story.paymentMonths.first.monthNumber
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
        closed.map { entry in
            let told = entry.isToldBefore ? entry.returned.previous : entry.returned.next
            let day = book.lists.calendar.officeDay(from: told.firstDay.adding(days: 4))
            var notice = Application(
                applied: day, event: day, child: entry.child, guardian: entry.guardian)
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
