// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Vocabulary

/// One transfer of a run: the items of one account together.
struct PlannedTransfer {
    let account: AccountInUse
    /// Half-width, as the file writes it.
    let payee: String
    let items: [PaymentItem]
    let warning: String?

    var amount: Yen { items.reduce(.zero) { $0 + $1.amount } }
}

/// How a run pays its items: merged by account, in the order of banks; pure.
struct RunPlan {
    private(set) var transfers: [PlannedTransfer] = []
    /// Items that cannot be paid now.
    private(set) var leftOut: [(item: PaymentItem, hold: PaymentHold)] = []
    /// Items whose account the kind of file cannot write: they wait for a run of another kind.
    private(set) var unfit: [PaymentItem] = []

    var itemCount: Int { transfers.reduce(0) { $0 + $1.items.count } }
    var total: Yen { transfers.reduce(.zero) { $0 + $1.amount } }

    /// - Parameter accounts: the account of each recipient on the payment day.
    init(
        _ items: [PaymentItem], accounts: [AddresseeNumber: AccountInUse], kind: RunKind = .bulk
    ) {
        var groups: [AccountKey: [PaymentItem]] = [:]
        var samples: [AccountKey: AccountInUse] = [:]
        for item in items {
            switch AccountCheck.check(accounts[item.recipient], method: item.method) {
            case .failure(let unfit): leftOut.append((item, unfit.hold))
            case .success(let account) where !account.fits(kind): unfit.append(item)
            case .success(let account):
                let key = AccountKey(account)
                groups[key, default: []].append(item)
                if samples[key] == nil { samples[key] = account }
            }
        }
        var holders: [String: Int] = [:]
        for key in groups.keys { holders[key.number, default: 0] += 1 }
        transfers = groups.keys.sorted().compactMap { key in
            guard let account = samples[key], let items = groups[key] else { return nil }
            let warning = RunPlan.warning(
                items, doubts: items.compactMap { accounts[$0.recipient]?.doubts },
                hasOtherHolder: holders[key.number, default: 0] > 1)
            return PlannedTransfer(
                account: account, payee: key.payee, items: items, warning: warning)
        }
    }

    private static func warning(
        _ items: [PaymentItem], doubts: [String], hasOtherHolder: Bool
    ) -> String? {
        var words = Set(doubts)
        if Set(items.map(\.recipient)).count > 1 { words.insert("複数の受給者が同じ口座です") }
        if hasOtherHolder { words.insert("同じ口座番号に違う名義があります") }
        words.formUnion(items.compactMap(\.warning))
        return words.isEmpty ? nil : words.sorted().joined(separator: "、")
    }
}

extension AccountInUse {
    /// Whether a kind of file can name it: 給与振込 knows fewer account types and no letters.
    fileprivate func fits(_ kind: RunKind) -> Bool {
        guard kind.file?.isPayroll ?? false else { return true }
        return (type == .ordinary || type == .current)
            && holderKana.unicodeScalars.allSatisfy { BankCharacters.payroll.permits($0) }
    }
}

/// What makes two accounts one transfer, in the order of the file.
struct AccountKey: Hashable, Comparable {
    let number: String
    let payee: String

    init(_ account: AccountInUse) {
        number = account.bankCode + account.branchCode + account.type.rawValue + account.number
        payee = account.holderKana
    }

    static func < (left: AccountKey, right: AccountKey) -> Bool {
        let mine = Array((left.number + left.payee).utf8)
        return mine.lexicographicallyPrecedes((right.number + right.payee).utf8)
    }
}

/// Whether a recipient's account can take a transfer.
enum AccountCheck {
    struct Unfit: Error {
        let hold: PaymentHold
    }

    static func check(
        _ account: AccountInUse?, method: PaymentMethod
    ) -> Result<AccountInUse, Unfit> {
        func unfit(_ reason: PaymentHoldReason, _ text: String? = nil) -> Result<
            AccountInUse, Unfit
        > { .failure(Unfit(hold: PaymentHold(reason, text))) }
        switch method {
        case .transfer, .publicFundsAccount: break
        case .none, .counter, .proxy, .offset:
            return unfit(.otherMethod, "支払方法が「\(method.wording)」です")
        }
        guard let account else { return unfit(.noAccount) }
        guard account.isConfirmed else {
            return unfit(.unconfirmedAccount, "登録された口座を別の職員がまだ確認していません")
        }
        let payee = PayeeKana.read(account.holderKana)
        guard payee.valid, payee.text == account.holderKana else {
            return unfit(.unusableAccount, "名義人が振込データに書けません")
        }
        let digits = account.bankCode + account.branchCode + account.number
        guard digits.utf8.count == 14, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return unfit(.unusableAccount, "口座の桁数が合いません") }
        return .success(account)
    }
}
