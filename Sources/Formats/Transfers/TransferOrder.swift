// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The one who pays and the day: the header of a bulk transfer (総合振込) or a payroll file (給与振込).
public struct TransferOrder: Sendable, Hashable {
    /// 振込依頼人コード, ten digits, given by the bank.
    public let requesterCode: String
    /// 振込依頼人名 in half-width kana, at most 40 bytes.
    public let requesterName: String
    /// 取組日: the file keeps month and day only.
    public let valueDate: CivilDate
    public let bank: String
    /// Half-width kana, may be empty.
    public let bankName: String
    public let branch: String
    /// Half-width kana, may be empty.
    public let branchName: String
    /// 普通, 当座 or その他.
    public let accountType: BankAccountType
    /// At most seven digits.
    public let account: String
    /// 種別コード: what kind of file the bank gets.
    public let type: TransferType

    public init(
        requesterCode: String, requesterName: String, valueDate: CivilDate, bank: String,
        bankName: String, branch: String, branchName: String, accountType: BankAccountType,
        account: String, type: TransferType = .bulk
    ) {
        self.type = type
        self.requesterCode = requesterCode
        self.requesterName = requesterName
        self.valueDate = valueDate
        self.bank = bank
        self.bankName = bankName
        self.branch = branch
        self.branchName = branchName
        self.accountType = accountType
        self.account = account
    }
}

/// One payment of a bulk transfer.
public struct TransferEntry: Sendable, Hashable {
    /// What stands in the twenty places after the new code.
    public enum Reference: Sendable, Hashable {
        /// 顧客コード1 and 2, at most ten digits each.
        case codes(String, String)
        /// EDI情報, at most twenty bytes.
        case edi(String)
    }

    /// Its place in the plan of the run; unique in the file, not written into it.
    public let sequence: Int
    public let bank: String
    /// Half-width kana, may be empty.
    public let bankName: String
    public let branch: String
    /// Half-width kana, may be empty.
    public let branchName: String
    public let accountType: BankAccountType
    /// At most seven digits.
    public let account: String
    /// 受取人名 in half-width kana, at most 30 bytes.
    public let payee: String
    public let amount: Yen
    /// 新規コード: 1 first payment, 2 changed, 0 other.
    public let newCode: String
    public let reference: Reference
    /// 振込指定区分: 7 テレ, 8 文書, 0 none.
    public let designation: String

    public init(
        sequence: Int, bank: String, bankName: String = "", branch: String,
        branchName: String = "", accountType: BankAccountType, account: String, payee: String,
        amount: Yen, newCode: String = "0", reference: Reference = .codes("", ""),
        designation: String = "0"
    ) {
        self.sequence = sequence
        self.bank = bank
        self.bankName = bankName
        self.branch = branch
        self.branchName = branchName
        self.accountType = accountType
        self.account = account
        self.payee = payee
        self.amount = amount
        self.newCode = newCode
        self.reference = reference
        self.designation = designation
    }
}

/// How records are separated.
public enum TransferFraming: String, Sendable, Hashable, Codable, CaseIterable {
    case crlf, cr, lf
    /// 120 bytes after 120 bytes.
    case none
}
