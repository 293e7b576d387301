// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Vocabulary

/// `in/banks.csv` as the list of banks of the office (金融機関店舗一覧).
enum BankMaster {
    /// Bytes that a transfer file has for the name of a bank or a branch.
    private static let width = 15

    static func read(_ url: URL) throws -> MemoryBankList {
        let text = try String(contentsOf: url, encoding: .utf8)
        var branches: [String: BankBranch] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
            guard cells.count == 6 else { continue }
            branches[cells[0] + cells[3]] = BankBranch(
                bankName: cells[1], bankNameKana: kana(cells[2]), branchName: cells[4],
                branchNameKana: kana(cells[5]))
        }
        return MemoryBankList(branches)
    }

    /// Half-width and cut to what a transfer file holds; empty where it has another character.
    private static func kana(_ text: String) -> String {
        let half = Array(HalfKana.half(text).unicodeScalars)
        guard half.allSatisfy({ BankCharacters.bankName.permits($0) }) else { return "" }
        guard half.count > width else { return String(String.UnicodeScalarView(half)) }
        // A voice mark is never parted from its kana.
        let isParted = half[width] == "ﾞ" || half[width] == "ﾟ"
        return String(String.UnicodeScalarView(half.prefix(isParted ? width - 1 : width)))
    }
}
