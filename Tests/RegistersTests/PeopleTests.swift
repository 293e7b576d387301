// SPDX-License-Identifier: Apache-2.0
import Database
import Registers
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("研修・回覧・調査・点検")
struct PeopleTests {
    let campaign: RegisterValues = [
        "year": "2025", "subjects": "情報セキュリティ;個人情報保護;マイナンバー", "from": "2025-05-01",
        "graceDays": "30", "material": "教材1",
    ]

    func objection(_ bench: Bench, _ officer: String, on: String) throws -> RegisterRefusal? {
        try bench.read { try Training.objection(to: officer, on: day(on), from: $0) }
    }

    @Test("研修の記録がない職員は、猶予の日の翌日から入れず、記録があれば入れる", .measure("R-53", "R-91"))
    func training() throws {
        let bench = try Bench()
        // Until the first campaign nobody is kept out.
        #expect(try objection(bench, "tanto", on: "2030-01-01") == nil)
        try bench.activate("training-campaign", campaign)
        #expect(try objection(bench, "tanto", on: "2025-05-31") == nil)
        #expect(try objection(bench, "tanto", on: "2025-06-01") == .rule(.trainingMissing))
        for subject in ["情報セキュリティ", "個人情報保護"] {
            try bench.enter(
                "training",
                [
                    "officer": "tanto", "year": "2025", "subject": subject, "way": "集合研修",
                    "on": "2025-05-10",
                ])
        }
        // Two of three subjects are not enough, and last year's record counts for last year.
        #expect(try objection(bench, "tanto", on: "2025-06-01") == .rule(.trainingMissing))
        try bench.enter(
            "training",
            [
                "officer": "tanto", "year": "2024", "subject": "マイナンバー", "way": "集合研修",
                "on": "2024-05-10",
            ])
        #expect(try objection(bench, "tanto", on: "2025-06-01") == .rule(.trainingMissing))
        try bench.enter(
            "training",
            [
                "officer": "tanto", "year": "2025", "subject": "マイナンバー", "way": "資料回覧",
                "on": "2025-05-10",
            ])
        #expect(try objection(bench, "tanto", on: "2025-06-01") == nil)
        #expect(try objection(bench, "other", on: "2025-06-01") == .rule(.trainingMissing))
    }

    @Test("研修資料の回覧を読んだ確認は、受講の記録になる。二度は記録しない", .measure("R-92", "R-83"))
    func circular() throws {
        let bench = try Bench("2025-05-10")
        try bench.activate(
            "training-campaign", campaign.merging(["subjects": "情報セキュリティ;個人情報保護;マイナンバー"]))
        var numbers: [EntryNumber] = []
        for subject in ["情報セキュリティ", "個人情報保護", "マイナンバー"] {
            numbers.append(
                try bench.activate(
                    "circular",
                    [
                        "title": "資料 \(subject)", "kind": "研修資料", "year": "2025",
                        "subject": subject, "text": "読んでください。", "from": "2025-05-01",
                        "until": "2025-05-31",
                    ]))
        }
        let procedure = try bench.activate(
            "circular",
            [
                "title": "事故発生時の手順", "kind": "事故発生時手順", "year": "2025", "text": "すぐに報告する。",
                "from": "2025-05-01", "until": "2025-05-31",
            ])
        func list(_ who: Principal) throws -> [Circular] {
            try bench.perform(.viewHome, by: who) { try ListCirculars.perform(in: $0) }
        }
        func read(_ number: EntryNumber, by who: Principal) throws {
            try bench.perform(.readCircular, by: who) {
                try ReadCircular.perform(number, room: bench.room, in: $0)
            }
        }
        #expect(try list(Bench.clerk).count { !$0.isRead } == 4)
        for number in numbers { try read(number, by: Bench.clerk) }
        #expect(try objection(bench, "tanto", on: "2025-07-01") == nil)
        #expect(try objection(bench, "kacho", on: "2025-07-01") == .rule(.trainingMissing))
        #expect(throws: RegisterRefusal.alreadyAnswered) {
            try read(numbers[0], by: Bench.clerk)
        }
        try read(procedure, by: Bench.clerk)
        #expect(try list(Bench.clerk).allSatisfy(\.isRead))
        // A paper that is no training leaves a reading and nothing else.
        let records = try bench.read {
            try RegisterBook.entries(of: "training", where: "officer", is: "tanto", from: $0)
        }
        #expect(records.count == 3)
        let entry = try bench.entry("circular", procedure)
        #expect(
            try bench.read { try CircularBook.readers(of: entry.id, from: $0) }.map(\.officer)
                == ["tanto"])
    }

    // MARK: 意識調査

    func survey(_ bench: Bench) throws -> EntryNumber {
        try bench.activate(
            "survey",
            [
                "year": "2025", "title": "意識調査", "from": "2025-06-01", "until": "2025-06-30",
                "questions": "離席のとき画面を閉じる：いつも;ときどき;しない\n不審なメールを報告する：はい;いいえ",
            ])
    }

    func answer(_ bench: Bench, _ number: EntryNumber, _ officer: String, _ answers: [Int]) throws {
        try bench.perform(.answerSurvey, by: Bench.officer(officer, [.counter])) {
            try AnswerSurvey.perform(number, answers, in: $0)
        }
    }

    /// Every row of every table except the log's own hashes, in the order in which it lies.
    func dump(_ bench: Bench) throws -> [String: [String]] {
        try bench.read { db in
            var found: [String: [String]] = [:]
            for table in try Catalogue.tables(in: db) {
                // The salts of the log are drawn by chance; everything else counts.
                let columns = try Catalogue.columns(of: table, in: db).map(\.name)
                    .filter { $0 != "salt" }
                found[table] = try db.rows(
                    "SELECT \(columns.joined(separator: ", ")) FROM \(table)"
                ) { row in (0..<row.count).map { "\(row.value($0))" }.joined(separator: "|") }
            }
            return found
        }
    }

    @Test("意識調査：だれがどう答えたかを入れ替えても、データベースは一字も変わらない", .measure("R-94"))
    func anonymous() throws {
        var seen: [[String: [String]]] = []
        var generator = Seeded(94)
        let officers = (0..<12).map { "u\($0)" }
        let sheets = (0..<12).map { [$0 % 3, $0 % 2] }
        for _ in 0..<4 {
            let bench = try Bench()
            let number = try survey(bench)
            for (officer, sheet) in zip(officers, sheets.shuffled(using: &generator)) {
                try answer(bench, number, officer, sheet)
            }
            seen.append(try dump(bench))
        }
        // Hashes over the salts differ; the entries themselves stand in `operation_end`.
        let salted: Set = ["ledger_entry", "ledger_checkpoint"]
        for table in seen[0].keys where !salted.contains(table) {
            #expect(seen.allSatisfy { $0[table] == seen[0][table] }, "\(table)")
        }
    }

    @Test("意識調査の集計の表には、職員・操作・時刻の列がない", .measure("R-94"))
    func noKeyInTheTally() throws {
        let bench = try Bench()
        let columns = try bench.read { try Catalogue.columns(of: "survey_tally", in: $0) }
        #expect(columns.map(\.name) == ["id", "entry_id", "question", "choice", "answers"])
        let number = try survey(bench)
        let before = try dump(bench)["survey_tally"]
        #expect(before?.count == 5)
        try answer(bench, number, "u1", [0, 1])
        #expect(try dump(bench)["survey_tally"]?.count == 5)
    }

    @Test("意識調査は一人一度、期間の内だけ。十人に満たない結果は見せない", .measure("R-94"))
    func surveyRules() throws {
        let bench = try Bench()
        let number = try survey(bench)
        func result() throws -> SurveyResult {
            try bench.perform(.viewRegisters, by: Bench.keeper) {
                try ViewSurvey.perform(number, in: $0)
            }
        }
        try answer(bench, number, "u0", [0, 1])
        #expect(throws: RegisterRefusal.alreadyAnswered) {
            try answer(bench, number, "u0", [1, 1])
        }
        #expect(throws: RegisterRefusal.self) { try answer(bench, number, "u1", [0]) }
        #expect(throws: RegisterRefusal.self) { try answer(bench, number, "u1", [0, 2]) }
        for index in 1..<9 { try answer(bench, number, "u\(index)", [1, 0]) }
        #expect(throws: RegisterRefusal.tooFewAnswers(10)) { try result() }
        try answer(bench, number, "u9", [2, 0])
        let sums = try result()
        #expect(sums.participants == 10 && sums.sums == [[1, 8, 1], [9, 1]])
        bench.clock.stand(on: day("2025-07-01"))
        #expect(throws: RegisterRefusal.campaignNotOpen) {
            try answer(bench, number, "u10", [0, 0])
        }
    }

    // MARK: 自己点検・監査・評価

    @Test("自己点検の質問は評価書の対策から引かれ、すべて答えるまで終わらない", .measure("R-90"))
    func selfCheck() throws {
        let bench = try Bench()
        let number = try bench.activate(
            "self-check",
            [
                "year": "2025", "title": "上期の自己点検", "department": "子ども福祉課", "from": "2025-06-01",
                "until": "2025-06-30",
            ])
        let entry = try bench.entry("self-check", number)
        func questions() throws -> [AnsweredQuestion] {
            try bench.read { try CheckBook.questions(of: entry.id, from: $0) }
        }
        #expect(try questions().map(\.question) == PlayedMeasures().questions())
        func answer(_ id: Int64, _ answer: CheckAnswer, _ note: String? = nil) throws {
            try bench.perform(.answerSurvey, by: Bench.clerk) {
                try AnswerSelfCheck.perform(id, answer, note: note, in: $0)
            }
        }
        let all = try questions()
        try answer(all[0].id, .kept)
        #expect(throws: RegisterRefusal.reasonMissing) { try answer(all[1].id, .broken) }
        let end: RegisterValues = ["result": "一部改善が必要", "remarks": "研修を追加する"]
        #expect(throws: RegisterRefusal.self) {
            try bench.move("self-check", number, to: .closed, end)
        }
        try answer(all[1].id, .partly, "一名が未受講")
        try bench.move("self-check", number, to: .closed, end)
        #expect(try questions().map(\.answer) == [.kept, .partly])
        // A new campaign has unanswered questions of its own.
        #expect(throws: RegisterRefusal.campaignNotOpen) { try answer(all[0].id, .kept) }
    }

    @Test("外部監査は二つ以上の課所を選び、指摘は是正の証拠と確認まで残る", .measure("R-95", "R-90"))
    func audit() throws {
        let bench = try Bench()
        let kind = try bench.room.catalogue.kind("external-audit")
        var values = try bench.sample(kind, at: .entry)
        values["departments"] = "子ども福祉課"
        #expect(throws: RegisterRefusal.self) { try bench.enter("external-audit", values) }
        values["departments"] = "子ども福祉課;国保年金課"
        try bench.enter("external-audit", values)
        let finding = try bench.enter(
            "finding",
            [
                "source": "外部監査", "what": "鍵の管理簿の記入漏れ", "weight": "中",
                "department": "子ども福祉課", "dueOn": "2025-07-31",
            ])
        let fixed: RegisterValues = ["done": "2025-07-01", "how": "記入を毎日確かめる"]
        #expect(throws: RegisterRefusal.evidenceMissing) {
            try bench.move("finding", finding, to: .closed, fixed)
        }
        try bench.attach("finding", finding)
        try bench.move("finding", finding, to: .closed, fixed)
        let entry = try bench.entry("finding", finding)
        #expect(!entry.isConfirmed && entry.dueTitle == "二人目の確認")
        try bench.confirm("finding", finding, by: Bench.auditor)
        #expect(try bench.entry("finding", finding).dueOn == nil)
    }

    @Test("対策の評価は、合格していない試験があるかぎり「十分である」以上にできない", .measure("R-97"))
    func grades() throws {
        func values(_ grade: String, _ evidence: String) -> RegisterValues {
            [
                "risk": "III-7 漏えい・滅失・毀損", "grade": grade, "on": "2025-06-10",
                "evidence": evidence,
            ]
        }
        let bench = try Bench(measures: PlayedMeasures(open: ["R-88"]))
        for grade in ["十分である", "特に力を入れている"] {
            #expect(throws: RegisterRefusal.rule(.gradeTooHigh(["R-88"]))) {
                try bench.enter("risk-grade", values(grade, "R-83;R-88"))
            }
            try bench.enter("risk-grade", values(grade, "R-83"))
        }
        try bench.enter("risk-grade", values("課題が残されている", "R-83;R-88"))
        #expect(throws: RegisterRefusal.self) {
            try bench.enter("risk-grade", values("十分である", "根拠なし"))
        }
    }

    @Test("研修の名簿は二度取り込んでも一度だけ残り、直せない行が一つあれば何も残らない", .measure("R-53", "R-91"))
    func trainingList() throws {
        let bench = try Bench()
        let list = [
            "tanto\t2025\t情報セキュリティ\t集合研修\t2025-05-10", "kacho\t2025\t個人情報保護\t集合研修\t2025-05-11",
        ]
        .compactMap { EnterTraining.Attendance(line: $0) }
        #expect(list.count == 2 && EnterTraining.Attendance(line: "tanto\t2025") == nil)
        func take(_ list: [EnterTraining.Attendance]) throws -> (entered: Int, known: Int) {
            try bench.gate.perform(
                EnterTraining.operation, by: .machine("training"), for: .maintenance
            ) { try EnterTraining.perform(list, room: bench.room, in: $0) }
        }
        let broken = try #require(
            EnterTraining.Attendance(line: "tanto\t2025\tマイナンバー\t集合研修\tきのう"))
        #expect(throws: RegisterRefusal.self) { try take([list[0], broken]) }
        #expect(try take(list + [list[0]]) == (2, 1))
        #expect(try take(list) == (0, 2))
        let kept = try bench.read {
            try RegisterBook.entries(of: "training", where: "officer", is: "tanto", from: $0)
        }
        #expect(kept.count == 1)
    }
}
