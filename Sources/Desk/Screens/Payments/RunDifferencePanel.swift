// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Payments
import Safeguards
import Vocabulary

/// 前月との差: what the one who approves looks at first.
struct RunDifferencePanel: PageModel {
    struct Line: PageModel {
        let label: String
        let before: String
        let now: String
        let gap: String
        let isLarge: Bool
    }

    struct Change: PageModel {
        let person: PersonCell
        let before: String
        let now: String
        let gap: String
        let kind: String
    }

    let compared: String
    let lines: [Line]
    let newAccounts: String
    let droppedAccounts: String
    let firstPayments: String
    let changes: [Change]
    let hasChanges: Bool
    let changePages: ListPage.Line?

    /// - Parameter recipient: whose the account of a change is, of those of the page.
    init<Payee>(
        _ difference: RunDifference<Payee>, previous: PaymentRun?, _ pages: ListPages<RunList>,
        _ people: ListedPeople, for reader: Principal,
        recipient: (Payee) -> AddresseeNumber?
    ) {
        compared =
            previous.map { "\(Say.date($0.paymentDay))の支払（\($0.number)）" } ?? "前の支払はありません"
        lines = [
            Self.line(
                "振込件数", difference.transfersBefore, difference.transfersNow, unit: "件",
                atLeast: Self.fewest),
            Self.line(
                "振込金額", difference.totalBefore.amount, difference.totalNow.amount, unit: "円"),
        ]
        newAccounts = Say.cases(difference.newAccounts)
        droppedAccounts = Say.cases(difference.droppedAccounts)
        firstPayments = Say.cases(difference.firstPayments)
        changes = pages.shown(difference.changes, .changes).compactMap { change in
            guard let person = recipient(change.payee) else { return nil }
            return Change(
                person: PersonCell(person, people, for: reader),
                before: change.before.grouped, now: change.now.grouped,
                gap: Say.signed(change.difference.amount),
                kind: change.before == .zero ? "新しい口座" : change.now == .zero ? "今回なし" : "増減")
        }
        hasChanges = !changes.isEmpty
        changePages = pages.line(.changes)
    }

    /// Of fewer transfers a share says nothing: one more than one is 「+100%」.
    private static let fewest = 10

    private static func line(
        _ label: String, _ before: Int, _ now: Int, unit: String, atLeast: Int = 1
    ) -> Line {
        let isComparable = before >= atLeast
        let gap = now - before
        let share = isComparable ? "（\(Say.signed(gap * 100 / before))%）" : ""
        return Line(
            label: label, before: Say.count(before) + unit, now: Say.count(now) + unit,
            gap: Say.signed(gap) + unit + share,
            isLarge: isComparable && abs(gap) * 5 > before)
    }
}

/// One transfer of a run; the account number is masked.
struct TransferLine: PageModel {
    let sequence: String
    let person: PersonCell
    let bank: String
    let number: String
    let payee: String
    let items: String
    let amount: String
    let isFirst: Bool
    let caution: String?
    let returned: String?

    init(
        _ transfer: ShownTransfer, _ people: ListedPeople,
        for reader: Principal
    ) {
        sequence = Say.count(transfer.sequence)
        person = PersonCell(transfer.recipient, people, for: reader)
        let isProtected = people.isProtected(transfer.recipient)
        bank =
            isProtected
            ? "表示しません"
            : "\(transfer.bankNameKana) \(transfer.branchNameKana) \(transfer.type.wording)"
        number = transfer.number.description
        payee = transfer.payee.description
        items = Say.count(transfer.items)
        amount = transfer.amount.grouped
        isFirst = transfer.isFirst
        caution = transfer.warning
        returned = transfer.returned?.wording
    }

    /// What must be looked at first, then the order of the file.
    static func order(_ transfers: [ShownTransfer]) -> [ShownTransfer] {
        transfers.filter { $0.warning != nil || $0.returned != nil }
            + transfers.filter { $0.warning == nil && $0.returned == nil }
    }
}
