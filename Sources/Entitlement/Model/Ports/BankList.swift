// SPDX-License-Identifier: Apache-2.0

/// A branch of a bank as the list of banks names it; copied into the record, never joined.
public struct BankBranch: Hashable, Sendable {
    public let bankName: String
    public let bankNameKana: String
    public let branchName: String
    public let branchNameKana: String
    /// 出張所区分, an opaque code.
    public let subOffice: String?

    public init(
        bankName: String, bankNameKana: String, branchName: String, branchNameKana: String,
        subOffice: String? = nil
    ) {
        self.bankName = bankName
        self.bankNameKana = bankNameKana
        self.branchName = branchName
        self.branchNameKana = branchNameKana
        self.subOffice = subOffice
    }
}

/// The list of banks and branches (金融機関店舗一覧), whoever keeps it.
public protocol BankList: Sendable {
    /// The branch, or `nil` where the list does not have it.
    func branch(bank: String, branch: String) -> BankBranch?
}

/// The twin in memory, keyed by bank and branch code.
public struct MemoryBankList: BankList {
    private let branches: [String: BankBranch]

    /// Takes branches by their seven digits (bank 4, branch 3).
    public init(_ branches: [String: BankBranch]) { self.branches = branches }

    /// Whether it names no branch.
    public var isEmpty: Bool { branches.isEmpty }

    public func branch(bank: String, branch: String) -> BankBranch? { branches[bank + branch] }
}
