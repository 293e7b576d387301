// SPDX-License-Identifier: Apache-2.0
import Benefits
import Vocabulary

/// What other members of the household bear in the month, typed in rows (世帯合算).
struct OtherRow: PageModel {
    struct Cell: PageModel {
        let name: String
        let heading: String
        let label: String
        let value: String
        let isWrong: Bool
    }

    let cells: [Cell]

    private static let count = 4
    private static let columns = [
        ("who", "続柄"), ("place", "医療機関"), ("setting", "入外"), ("cost", "総医療費"),
        ("burden", "一部負担金"), ("paid", "窓口で支給済"),
    ]

    private static func name(_ row: Int, _ column: String) -> String { "o\(row)-\(column)" }

    static func rows(_ typed: Typed, _ problems: [FormProblem]) -> [OtherRow] {
        (1...count).map { row in
            OtherRow(
                cells: columns.map { column, label in
                    let name = name(row, column)
                    return Cell(
                        name: name, heading: label, label: "\(row)行目の\(label)",
                        value: typed[name],
                        isWrong: problems.contains { $0.href == "#" + name })
                })
        }
    }

    static func isUsed(_ typed: Typed) -> Bool {
        (1...count).contains { row in columns.contains { !typed[name(row, $0.0)].isEmpty } }
    }

    /// The rows that are not empty.
    static func read(_ reading: inout FormReading) -> [HouseholdShare] {
        var shares: [HouseholdShare] = []
        for row in 1...count
        where columns.contains(where: { !reading.typed[name(row, $0.0)].isEmpty }) {
            func typed(_ column: String) -> String { reading.typed[name(row, column)] }
            if typed("who").isEmpty { reading.wrong(name(row, "who"), "\(row)行目：続柄を入力してください。") }
            let setting: CareSetting? =
                switch EntryReading.digits(typed("setting")).isEmpty
                    ? typed("setting") : EntryReading.digits(typed("setting"))
                {
                case "1", "入院", "入": .inpatient
                case "2", "外来", "外": .outpatient
                default: nil
                }
            if setting == nil {
                reading.wrong(name(row, "setting"), "\(row)行目：入外は 1（入院）か 2（外来）です。")
            }
            let cost = AmountEntry.read(typed("cost"))
            if cost == nil { reading.wrong(name(row, "cost"), "\(row)行目：総医療費を数字で入力してください。") }
            let burden = AmountEntry.read(typed("burden"))
            if burden == nil {
                reading.wrong(name(row, "burden"), "\(row)行目：一部負担金を数字で入力してください。")
            }
            let paid = typed("paid").isEmpty ? Yen.zero : AmountEntry.read(typed("paid"))
            if paid == nil { reading.wrong(name(row, "paid"), "\(row)行目：支給済の額を数字で入力してください。") }
            guard let setting, let cost, let burden, let paid else { continue }
            shares.append(
                HouseholdShare(
                    relation: typed("who"), institutionName: typed("place"), setting: setting,
                    totalCost: cost, burden: burden, paid: paid))
        }
        return shares
    }
}
