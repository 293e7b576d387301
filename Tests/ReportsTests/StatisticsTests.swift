// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Ledger
import Reports
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("統計")
struct StatisticsTests {
    /// Five children of three parents: two zero-year-olds, one of four, one lapsed, one refused.
    static func town(_ office: SmallOffice? = nil) throws -> SmallOffice {
        let office = try office ?? SmallOffice()
        try office.record { scope in
            try scope.decide(
                child: 900_000_001, recipient: 900_000_101, born: "2025-01-10",
                applied: "2025-04-01", decided: "2025-04-01")
            try scope.decide(
                child: 900_000_002, recipient: 900_000_101, born: "2021-01-10",
                applied: "2025-04-01", decided: "2025-04-11", until: "2025-05-01")
            try scope.decide(
                child: 900_000_003, recipient: 900_000_102, born: "2025-02-10",
                applied: "2025-05-02", decided: "2025-05-07")
            try scope.decide(
                child: 900_000_004, recipient: 900_000_103, born: "2020-01-10",
                applied: "2025-05-02", decided: "2025-05-22", until: "2025-06-01",
                inpatientUntil: "2025-06-01")
            try scope.decide(
                child: 900_000_005, recipient: 900_000_103, born: "2020-01-10",
                applied: "2025-05-30", decided: "2025-06-01", result: .refused)
            try scope.insure(900_000_001, "110007", from: "2025-01-10", until: "2025-03-01")
            try scope.insure(900_000_001, "06119903", from: "2025-03-01")
            try scope.insure(900_000_003, "110007", from: "2025-02-10")
        }
        return office
    }

    @Test("年齢別: 通院と入院を分け、同じ受給者は一度だけ数え、資格の終わった児童は数えない")
    func byAge() throws {
        let table = try Self.town().table(.childrenByAge)
        let ages = table.rows.map { $0.map(\.text) }
        #expect(ages.count == 5)
        #expect(ages.first == ["0歳", "2", "2", "2", "2"])
        #expect(ages[1] == ["1歳", "0", "0", "0", "0"])
        #expect(ages.last == ["4歳", "0", "1", "1", "1"])
        #expect(table.total?.map(\.text) == ["合計", "2", "3", "3", "2"])
        #expect(table.asOf == SmallOffice.now)
        #expect(table.note.contains("令和7年6月30日"))
    }

    @Test("年齢別: 過ぎた日を聞けば、その日の資格で数える")
    func byAgeOnAnEarlierDay() throws {
        let table = try Self.town().table(.childrenByAge, on: "2025-04-20")
        #expect(table.total?.map(\.text) == ["合計", "4", "4", "4", "3"])
    }

    @Test("保険区分別: その日に有効な保険で分け、記録のない児童も落とさない")
    func byInsurer() throws {
        let rows = try Self.town().table(.childrenByInsurer).rows.map { $0.map(\.text) }
        #expect(
            rows == [
                ["国保", "1", "1", "1", "1"], ["組合", "1", "1", "1", "1"],
                ["保険の記録なし", "0", "1", "1", "1"],
            ])
    }

    /// A table while some persons are protected.
    private func table(
        _ office: SmallOffice, _ subject: StatisticsSubject, hidden: Set<AddresseeNumber>
    ) throws -> [[String]] {
        var question = try office.question(subject)
        question.hidden = hidden
        return try office.gate.perform(
            ViewStatistics.operation, by: SmallOffice.head, for: .statistics
        ) { try ViewStatistics.perform(question, in: $0) }.rows.map { $0.map(\.text) }
    }

    @Test("保険者別: 番号と名で分け、支援措置の児童の保険者は区分しない")
    func byInsurerNumber() throws {
        let office = try Self.town()
        #expect(
            try table(office, .childrenByInsurerNumber, hidden: []) == [
                ["06119903 見本保険", "1", "1", "1", "1"], ["110007 見本保険", "1", "1", "1", "1"],
                ["保険の記録なし", "0", "1", "1", "1"],
            ])
        #expect(
            try table(
                office, .childrenByInsurerNumber, hidden: [AddresseeNumber(value: 900_000_003)])
                == [
                    ["06119903 見本保険", "1", "1", "1", "1"],
                    ["（支援措置のため区分しない）", "1", "1", "1", "1"],
                    ["保険の記録なし", "0", "1", "1", "1"],
                ])
    }

    @Test("地区別: 児童の町名で分け、記録のない児童も落とさず、受給者が支援措置の児童の町は区分しない")
    func byArea() throws {
        let office = try Self.town()
        try office.record { scope in
            let history = try #require(
                try scope.db.first("SELECT MIN(id) FROM entitlement_history") { $0.int64(0) })
            for (child, address) in [
                (900_000_001, "見本市中央1-1"), (900_000_002, "見本市中央２－３"),
            ] {
                try scope.facts.append(
                    "person_snapshot",
                    [
                        "subject": child, "history_id": history, "name": "検証",
                        "kana": "ケンショウ", "sex": "1", "born": "2021-01-10",
                        "resident_status": "01", "address": address, "is_protected": 0,
                        "kana_key": "k", "name_key": "n", "record_hash": "r",
                    ])
            }
        }
        #expect(
            try table(office, .childrenByArea, hidden: []) == [
                ["見本市中央", "1", "2", "2", "1"], ["（住所の記録なし）", "1", "1", "1", "1"],
            ])
        #expect(
            try table(office, .childrenByArea, hidden: [AddresseeNumber(value: 900_000_101)]) == [
                ["（住所の記録なし）", "1", "1", "1", "1"],
                ["（支援措置のため区分しない）", "1", "2", "2", "1"],
            ])
    }

    @Test("申請と決定は月ごとに並び、仕事のない月は0")
    func course() throws {
        let office = try Self.town()
        let applications = try office.table(.applications)
        #expect(applications.rows.map { $0[1].text } == ["2", "3", "0"])
        #expect(applications.columns[1].heading == "受給資格登録(件)")
        let decisions = try office.table(.decisions)
        #expect(decisions.rows.map { $0[1].text } == ["2", "2", "0"])
        #expect(decisions.rows.map { $0[2].text } == ["0", "0", "1"])
        #expect(decisions.total?[1] == .number(4))
    }

    @Test("受給資格登録の申請を取り下げると、決定はなくても、月別の資格の決定の「取下げ」に一件入り、内訳にその申請が出る")
    func withdrawnRegistration() throws {
        let office = try Self.town()
        let column = 1 + (DecisionResult.allCases.firstIndex(of: .withdrawn) ?? 0)
        #expect(try office.table(.decisions).total?[column] == .number(0))
        var id: Int64 = 0
        try office.record { scope in
            id = try scope.facts.append(
                "application",
                [
                    "receipt": "R-withdrawn", "kind": "01", "reason": "01", "channel": "counter",
                    "ex_officio": 0, "applied_on": "2025-06-20", "child": 900_000_006,
                    "applicant": 900_000_103, "married": 0, "consent": 1,
                    "insurance_evidence": 1,
                ])
            let event = try scope.facts.append(
                "application_event",
                ["application_id": id, "event": "received", "officer": "U002"])
            try scope.db.execute(
                """
                INSERT INTO application_status
                (application_id, status, is_open, last_event_id, child, kind)
                VALUES (?, 'received', 1, ?, ?, '01')
                """, [id, event, 900_000_006])
        }
        try office.gate.perform(
            WithdrawApplication.operation, by: SmallOffice.counter, for: .registration
        ) { try WithdrawApplication.perform(id, reason: "転出することになったため", in: $0) }
        let table = try office.table(.decisions)
        #expect(table.columns[column].heading.hasPrefix("取下げ"))
        #expect(table.rows.map { $0[column].text } == ["0", "0", "1"])
        #expect(table.total?[column] == .number(1))
        // No decision was made of it.
        #expect(table.total?[1] == .number(4))
        let figure = StatisticsFigure(
            try office.question(.decisions), row: nil, column: column)
        let list = try office.gate.perform(
            ListStatistics.operation, by: SmallOffice.head, for: .statistics
        ) { try ListStatistics.perform(figure, after: nil, limit: 10, in: $0) }
        #expect(list.count == 1 && list.recounted == .number(1))
    }

    @Test("日数: 同じ日は0日、最短・中央値・平均・最長を月ごとに出す")
    func days() throws {
        let rows = try Self.town().table(.daysToDecision).rows.map { $0.dropFirst().map(\.text) }
        #expect(
            rows == [
                ["2", "0", "0", "5.0", "10"], ["2", "5", "5", "12.5", "20"],
                ["1", "2", "2", "2.0", "2"],
            ])
    }

    @Test("どの統計も、何もない町では空で、倒れない", arguments: StatisticsSubject.allCases)
    func emptyTown(subject: StatisticsSubject) throws {
        let table = try SmallOffice().table(subject)
        #expect(table.rows.isEmpty || table.rows.count == 3)
        #expect(!table.hasSmallCells && table.smallCellNote == nil)
        #expect(table.total?.dropFirst().allSatisfy { $0.text != "＊" } == true)
    }

    @Test(
        "統計の権限のない窓口の職員には見せない。目的の違う使い方も断る", .measure("R-11"), arguments: StatisticsSubject.allCases)
    func permission(subject: StatisticsSubject) throws {
        let office = try SmallOffice()
        let question = try office.question(subject)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(
                ViewStatistics.operation, by: SmallOffice.counter, for: .statistics
            ) { try ViewStatistics.perform(question, in: $0) }
        }
        #expect(throws: SafeguardRefusal.wrongPurpose) {
            try office.gate.perform(
                ViewStatistics.operation, by: SmallOffice.head, for: .benefit
            ) { try ViewStatistics.perform(question, in: $0) }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(
                ProduceStatistics.operation, by: SmallOffice.officer("U003", [.auditor]),
                for: .statistics
            ) { try ProduceStatistics.perform(question, after: [], in: $0) }
        }
    }

    @Test("期間は、始めが終わりより後なら断り、長すぎても断る")
    func periods() throws {
        #expect(throws: ReportRefusal.periodReversed) {
            try StatisticsPeriod(first: month("2025-05"), last: month("2025-04"))
        }
        #expect(throws: ReportRefusal.periodTooLong(limit: 120)) {
            try StatisticsPeriod(first: month("2015-01"), last: month("2025-01"))
        }
        #expect(StatisticsPeriod(FiscalYear(2025)).months.count == 12)
    }

    @Test("どの表にも、氏名・宛名番号・受給者番号は出ない", .measure("R-11"), arguments: StatisticsSubject.allCases)
    func noPersons(subject: StatisticsSubject) throws {
        let table = try Self.town().table(subject)
        let text = "\(table.rows)\(String(describing: table.total))\(table.note)"
        for word in ["900000", "9000001", "0000001", "検証"] { #expect(!text.contains(word)) }
    }
}
