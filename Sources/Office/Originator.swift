// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Vocabulary

/// The city as the one who pays (振込依頼人): what its bank gave it for bulk transfers.
public struct Originator: Sendable, Hashable {
    /// 振込依頼人コード, ten digits, given by the bank.
    public var code: String
    /// 振込依頼人名 in half-width kana, at most 40 bytes.
    public var name: String
    public var bank: String
    /// Half-width kana, may be empty.
    public var bankName: String
    public var branch: String
    /// Half-width kana, may be empty.
    public var branchName: String
    public var accountType: BankAccountType
    /// At most seven digits.
    public var account: String

    public init(
        code: String, name: String, bank: String, bankName: String = "", branch: String,
        branchName: String = "", accountType: BankAccountType = .ordinary, account: String
    ) {
        self.code = code
        self.name = name
        self.bank = bank
        self.bankName = bankName
        self.branch = branch
        self.branchName = branchName
        self.accountType = accountType
        self.account = account
    }

    /// The fictional city: its name says that no bank may take the file.
    public static let rehearsal = Originator(
        code: "9999999999", name: "ｹﾝｼﾖｳﾖｳ ﾐﾎﾝｼ", bank: "0017", bankName: "ｻｲﾀﾏﾘｿﾅ",
        branch: "999", branchName: "ﾐﾎﾝ", account: "9000001")

    /// The header of a transfer file to be executed on a day.
    ///
    /// - Parameter type: the kind of file that the bank gets.
    public func order(on day: CivilDate, type: TransferType = .bulk) -> TransferOrder {
        TransferOrder(
            requesterCode: code, requesterName: name, valueDate: day, bank: bank,
            bankName: bankName, branch: branch, branchName: branchName,
            accountType: accountType, account: account, type: type)
    }
}
