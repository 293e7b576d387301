// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension SubsidyReport {
    /// The numbers by month and setting as a table that may leave the office as others do.
    var table: StatisticsTable {
        var draft = TableDraft()
        for name in ["請求年月", "入院・外来"] { draft.label(name) }
        draft.numbers([
            "助成件数": .cases, "補助対象件数": .cases, "年齢の外": .cases, "残りなし": .cases,
            "計算できない": .cases, "助成額": .yen, "補助対象額": .yen,
        ])
        for row in rows {
            let numbers =
                Figure.allCases.map { row.line.count($0) }
                + [row.line.paid.amount, row.line.eligible.amount]
            draft.row(
                [Wareki.text(row.month), row.setting.wording],
                numbers.map { StatisticsTable.Cell.number($0) })
        }
        return StatisticsTable(
            subject: .claims, title: "\(title) 月ごとの数", columns: draft.columns, rows: draft.rows,
            total: draft.sums,
            note: "請求年月が\(period.text)のもの。実績報告の様式は未確認です。\(Self.taken)\(income)", asOf: asOf)
    }

    /// What of the money that came back the figures leave out, and what not.
    public static let taken =
        "助成額は、申立の一部認容で相殺された額を引いた額です。代理受領・求償・返還で戻った額は引いていません。"
}
