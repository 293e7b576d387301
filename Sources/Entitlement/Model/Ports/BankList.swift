// SPDX-License-Identifier: Apache-2.0
import Vocabulary

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
    /// Banks whose code or kana begins so, or whose name holds it, by code; at most `limit`.
    func banks(matching text: String, limit: Int) -> [BankChoice]
    /// Branches of a bank, likewise.
    func branches(of bank: String, matching text: String, limit: Int) -> [BankChoice]
}

extension BankList {
    public func banks(matching text: String, limit: Int) -> [BankChoice] { [] }
    public func branches(of bank: String, matching text: String, limit: Int) -> [BankChoice] { [] }
}

/// A line of the list of banks, or of the branches of one, to choose from.
public struct BankChoice: Hashable, Sendable {
    public let code: String
    public let name: String
    public let kana: String

    /// Whether it is meant by what was typed: digits begin its code, kana its reading.
    fileprivate func isMeant(by text: String, _ key: String) -> Bool {
        text.isEmpty || code.hasPrefix(text) || name.contains(text)
            || (!key.isEmpty && KanaFold.searchKey(kana).hasPrefix(key))
    }
}

/// The twin in memory, keyed by bank and branch code.
public struct MemoryBankList: BankList {
    private let branches: [String: BankBranch]

    /// Takes branches by their seven digits (bank 4, branch 3).
    public init(_ branches: [String: BankBranch]) { self.branches = branches }

    /// Whether it names no branch.
    public var isEmpty: Bool { branches.isEmpty }

    public func branch(bank: String, branch: String) -> BankBranch? { branches[bank + branch] }

    public func banks(matching text: String, limit: Int) -> [BankChoice] {
        var found: [String: BankChoice] = [:]
        for (code, branch) in branches {
            let bank = String(code.prefix(4))
            guard found[bank] == nil else { continue }
            found[bank] = BankChoice(code: bank, name: branch.bankName, kana: branch.bankNameKana)
        }
        return Self.chosen(Array(found.values), text, limit)
    }

    public func branches(of bank: String, matching text: String, limit: Int) -> [BankChoice] {
        let all = branches.compactMap { code, branch in
            code.hasPrefix(bank) && bank.utf8.count == 4
                ? BankChoice(
                    code: String(code.dropFirst(4)), name: branch.branchName,
                    kana: branch.branchNameKana) : nil
        }
        return Self.chosen(all, text, limit)
    }

    private static func chosen(
        _ all: [BankChoice], _ text: String, _ limit: Int
    ) -> [BankChoice] {
        let key = KanaFold.searchKey(text)
        return Array(
            all.filter { $0.isMeant(by: text, key) }.sorted { $0.code < $1.code }.prefix(limit))
    }
}
