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
        // A block for each kind: few receipts hide their yen too. What is left is not written: it would
        // tell what is hidden.
        for (place, kind) in SubsidyReturn.Kind.allCases.enumerated() {
            draft.numbers(
                ["\(kind.short)の件数": .cases, "\(kind.short)で引いた額": .yen], block: place + 2)
        }
        for row in rows {
            let numbers =
                Figure.allCases.map { row.line.count($0) }
                + [row.line.paid.amount, row.line.eligible.amount]
                + SubsidyReturn.Kind.allCases.flatMap { kind in
                    let sum = row.line.returns[kind] ?? .init()
                    return [sum.count, sum.deducted.amount]
                }
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
        "助成額は、申立の一部認容で相殺された額を引いた額です。差引補助対象額は、この期間に受けた代理受領・求償・返還の額を、その診療の補助対象額まで引いた額です（引き方は要綱で確かめてください）。"
}
