// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Vocabulary

extension MasterBook {
    /// Bytes that a transfer file has for the name of a bank or a branch.
    private static let nameWidth = 15

    /// The banks and branches in force on a day, as 口座 copies their names.
    public static func banks(
        on day: CivilDate, from db: any Connection
    ) throws -> MemoryBankList {
        MemoryBankList(
            try rows(of: .banks, on: day, from: db).compactMapValues { row in
                guard row.content.count == 4 else { return nil }
                return BankBranch(
                    bankName: row.content[0], bankNameKana: transferName(row.content[1]),
                    branchName: row.content[2], branchNameKana: transferName(row.content[3]))
            })
    }

    /// Half-width and cut to what a transfer file holds; empty where it has another character.
    private static func transferName(_ text: String) -> String {
        let half = Array(HalfKana.half(text).unicodeScalars)
        guard half.allSatisfy({ BankCharacters.bankName.permits($0) }) else { return "" }
        guard half.count > nameWidth else { return String(String.UnicodeScalarView(half)) }
        // A voice mark is never parted from its kana.
        let isParted = half[nameWidth] == "ﾞ" || half[nameWidth] == "ﾟ"
        return String(
            String.UnicodeScalarView(half.prefix(isParted ? nameWidth - 1 : nameWidth)))
    }
}
