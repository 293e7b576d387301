// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Foundation
import Ledger
import Reports
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("統計の数の内訳")
struct FigureListTests {
    private func town() throws -> SmallOffice {
        try MoneyStatisticsTests.town(try StatisticsTests.town(try SmallOffice()))
    }

    private func list(
        _ office: SmallOffice, _ figure: StatisticsFigure, by officer: Principal? = nil,
        after mark: StatisticsMark? = nil, limit: Int = 200
    ) throws -> StatisticsList {
        try office.gate.perform(
            ListStatistics.operation, by: officer ?? SmallOffice.head, for: .statistics
        ) { try ListStatistics.perform(figure, after: mark, limit: limit, in: $0) }
    }

    /// Every number of a table, the last line included.
    private func figures(
        _ table: StatisticsTable, _ question: StatisticsQuestion
    ) -> [(figure: StatisticsFigure, cell: StatisticsTable.Cell)] {
        var rows: [(labels: [String]?, cells: [StatisticsTable.Cell])] = table.rows.map { row in
            (row.compactMap { if case .label(let text) = $0 { text } else { nil } }, row)
        }
        if let total = table.total { rows.append((nil, total)) }
        return rows.flatMap { labels, cells in
            table.columns.indices.filter { table.columns[$0].unit != .label }.map { column in
                (StatisticsFigure(question, row: labels, column: column), cells[column])
            }
        }
    }

    @Test("どの表のどの数も、その内訳の一覧の数・金額・日数と等しい", arguments: StatisticsSubject.allCases)
    func everyFigure(subject: StatisticsSubject) throws {
        let office = try town()
        var question = try office.question(subject)
        question.period = try StatisticsPeriod(first: month("2025-03"), last: month("2025-07"))
        let table = try office.gate.perform(
            ViewStatistics.operation, by: SmallOffice.head, for: .statistics
        ) { try ViewStatistics.perform(question, in: $0) }
        let figures = figures(table, question)
        #expect(figures.count >= 4)
        for (figure, cell) in figures {
            let list = try list(office, figure)
            #expect(list.figure == cell, "\(figure)")
            #expect(list.recounted == cell, "\(figure)")
            #expect(list.count == list.rows.count, "\(figure)")
            let unit = table.columns[figure.column].unit
            if [.persons, .cases].contains(unit), case .number(let number) = cell {
                #expect(list.rows.count == number, "\(figure)")
            }
        }
    }

    @Test("地区別の支払: 児童の町名で分け、戻った振込は数えず、支援措置の児童・受給者の町は区分しない。どの行も一覧と等しい")
    func paidByArea() throws {
        let office = try town()
        try office.record { scope in
            let history = try #require(
                try scope.db.first("SELECT MIN(id) FROM entitlement_history") { $0.int64(0) })
            for (address, isProtected) in [("旧町1-1", 0), ("見本市中央2-3", 0)] {
                try scope.facts.append(
                    "person_snapshot",
                    [
                        "subject": 900_000_001, "history_id": history, "name": "検証",
                        "kana": "ケンショウ", "sex": "1", "born": "2021-01-10",
                        "resident_status": "01", "address": address,
                        "is_protected": isProtected, "kana_key": "k", "name_key": "n",
                        "record_hash": address,
                    ])
            }
        }
        func rows(hidden: Set<AddresseeNumber>?) throws -> [[String]] {
            var question = try office.question(.paymentsByArea)
            question.hidden = hidden
            let table = try office.gate.perform(
                ViewStatistics.operation, by: SmallOffice.head, for: .statistics
            ) { try ViewStatistics.perform(question, in: $0) }
            for (figure, cell) in figures(table, question) {
                let list = try list(office, figure)
                #expect(list.recounted == cell && list.agrees && list.count == 2, "\(figure)")
            }
            return table.rows.map { $0.map(\.text) }
        }
        #expect(try rows(hidden: []) == [["見本市中央", "2", "1,200"]])
        for hidden: Set<AddresseeNumber>? in [
            [AddresseeNumber(value: 900_000_001)], [AddresseeNumber(value: 900_000_101)], nil,
        ] {
            #expect(try rows(hidden: hidden) == [["（支援措置のため区分しない）", "2", "1,200"]])
        }
    }

    @Test("一覧は頁に分かれ、頁を合わせると全部で、同じ行は二度出ない")
    func pages() throws {
        let office = try town()
        let figure = StatisticsFigure(try office.question(.claims), row: nil, column: 4)
        let whole = try list(office, figure)
        #expect(whole.count >= 5 && whole.next == nil)
        var rows: [StatisticsListRow] = []
        var mark: StatisticsMark?
        repeat {
            let page = try list(office, figure, after: mark, limit: 2)
            rows += page.rows
            mark = page.next
        } while mark != nil
        #expect(rows == whole.rows)
    }

    @Test("内訳を見た人は、見た対象者とともに記録に残る。窓口・管理者・監査・機械は見られない")
    func permission() throws {
        let office = try town()
        let figure = StatisticsFigure(
            try office.question(.childrenByAge), row: nil, column: 3)
        let list = try list(office, figure)
        #expect(!list.rows.isEmpty)
        let last = try office.store.read { db in
            try db.first(
                """
                SELECT o.code, (SELECT COUNT(*) FROM operation_subject s
                    WHERE s.operation_id = o.id) FROM operation o ORDER BY o.id DESC LIMIT 1
                """
            ) { ($0.text(0), $0.int(1)) }
        }
        #expect(last?.0 == "listStatistics")
        #expect((last?.1 ?? 0) >= list.rows.count)
        for role in [Role.counter, .administrator, .auditor] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try self.list(office, figure, by: SmallOffice.officer("U9", [role]))
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try self.list(office, figure, by: .machine("x"))
        }
    }

    @Test("ない数を尋ねると断る")
    func noFigure() throws {
        let office = try town()
        let question = try office.question(.claims)
        for figure in [
            StatisticsFigure(question, row: nil, column: 0),
            StatisticsFigure(question, row: nil, column: 99),
            StatisticsFigure(question, row: ["令和7年4月"], column: 4),
            StatisticsFigure(question, row: ["平成1年1月", "現物給付", "外来", "医科"], column: 4),
        ] {
            #expect(throws: ReportRefusal.noFigure) { try list(office, figure) }
        }
    }
}
