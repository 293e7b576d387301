// SPDX-License-Identifier: Apache-2.0

import Safeguards
import Support
import Testing
import Vocabulary

@testable import Registers

@Suite("評価書・しきい値・設備の台帳")
struct AssessmentTests {
    static let assessment: RegisterValues = [
        "number": "48", "name": "こども医療費の支給に関する事務 重点項目評価書", "version": "第1版",
        "body": "越谷市長", "declaration": "取り組んでいることを宣言する。", "programme": "こども医療費の支給に関する事務",
        "department": "子ども家庭部子ども福祉課", "headOfDepartment": "子ども福祉課長",
        "legalBasis": "番号法9条2項", "hub": "no", "published": "2024-02-05", "review": "2025-02-05",
    ]

    @Test("評価書の欄は、空欄も含めてそのまま残る", .measure("R-01", "R-22", "R-69", "R-101"))
    func formIsKept() throws {
        let bench = try Bench()
        let number = try bench.activate("assessment", Self.assessment)
        let entry = try bench.entry("assessment", number)
        #expect(entry.values["remarks"] == nil && entry.values["published"] == "2024-02-05")
        for code in ["joint-bodies", "outsourcing-other", "special-procedure"] {
            let blank = try bench.enter(code, ["assessment": number.description])
            #expect(try bench.entry(code, blank).values.fields == ["assessment"], "\(code)")
            #expect(try bench.entry(code, blank).state == .closed)
        }
        #expect(throws: RegisterRefusal.self) {
            try bench.enter("joint-bodies", ["bodies": "番号のない評価書"])
        }
        // The day of the review is past: the alarm rings.
        #expect(try bench.overview().alarms.contains { $0.entry == number && $0.state == .overdue })
    }

    @Test("二つの版の変更箇所は、前と後を並べ、足したものも除いたものも漏らさない", .measure("R-104", "R-01"))
    func changes() throws {
        let bench = try Bench()
        func version(_ text: String) throws -> EntryNumber {
            let number = try bench.enter("assessment", Self.assessment)
            let items = try #require(AssessmentItem.all(text))
            try bench.perform(.writeRegister, by: Bench.keeper) {
                try TakeAssessment.perform(number, items, room: bench.room, in: $0)
            }
            return number
        }
        let old = try version("I-1③\t10万人以上30万人未満\nIII-8\t自己点検\nIII-9\t毎年の研修\nIV-1\t邊見課")
        let new = try version("I-1③\t30万人以上\nIII-9\t毎年の研修\nIV-1\t邉見課\nV-2\t意見聴取")
        let list = try bench.perform(.viewRegisters, by: Bench.auditor) {
            try CompareAssessments.perform(from: old, to: new, in: $0)
        }
        #expect(
            list == [
                AssessmentChange(place: "I-1③", before: "10万人以上30万人未満", after: "30万人以上"),
                AssessmentChange(place: "IV-1", before: "邊見課", after: "邉見課"),
                AssessmentChange(place: "V-2", before: nil, after: "意見聴取"),
                AssessmentChange(place: "III-8", before: "自己点検", after: nil),
            ])
        #expect(AssessmentItem.all("場所だけの行") == nil)
        #expect(AssessmentItem.all("I\t一\nI\t二") == nil)
    }

    @Test(
        "しきい値判断は、いまの記録の数から答え、台帳の欄と違えば違いを言う",
        .measure("R-104", "R-03", "R-29"),
        arguments: [
            (999, 20, "特定個人情報保護評価の実施が義務付けられない"),
            (1_000, 20, "基礎項目評価の実施が義務付けられる"),
            (99_999, 499, "基礎項目評価の実施が義務付けられる"),
            (99_999, 500, "基礎項目評価及び重点項目評価の実施が義務付けられる"),
            (100_000, 120, "基礎項目評価及び重点項目評価の実施が義務付けられる"),
            (299_999, 500, "基礎項目評価及び全項目評価の実施が義務付けられる"),
            (300_000, 1, "基礎項目評価及び全項目評価の実施が義務付けられる"),
        ])
    func threshold(_ persons: Int, _ handlers: Int, _ result: String) throws {
        let bench = try Bench(figures: (persons, handlers, 12))
        let answer = try judge(bench)
        #expect(answer.result == result && answer.deviations.isEmpty)
        #expect(answer.source.contains("未確認"))
    }

    func judge(_ bench: Bench) throws -> ThresholdAnswer {
        try bench.perform(.viewRegisters, by: Bench.keeper) {
            try JudgeThreshold.perform(room: bench.room, in: $0)
        }
    }

    @Test("対象人数・取扱者数・委託先・事故の欄のどれが食い違っても、警告になる", .measure("R-104", "R-29", "R-03"))
    func deviations() throws {
        func declared(_ bench: Bench) throws {
            let assessment = try bench.enter("assessment", Self.assessment)
            try bench.activate(
                "threshold",
                [
                    "assessment": assessment.description, "on": "2024-02-05",
                    "persons": "10万人以上30万人未満", "handlers": "100人以上500人未満",
                    "vendors": "10人以上50人未満", "incidents": "発生なし",
                    "result": "基礎項目評価及び重点項目評価の実施が義務付けられる",
                ])
        }
        let fitting = try Bench(figures: (100_000, 100, 10))
        try declared(fitting)
        #expect(try judge(fitting).deviations.isEmpty)
        for (figures, label) in [
            ((99_999, 100, 10), "対象人数"), ((300_000, 100, 10), "対象人数"),
            ((100_000, 99, 10), "取扱者数"), ((100_000, 500, 10), "取扱者数"),
            ((100_000, 100, 9), "委託先の取扱者数"), ((100_000, 100, 50), "委託先の取扱者数"),
        ] {
            let bench = try Bench(figures: figures)
            try declared(bench)
            #expect(try judge(bench).deviations.contains { $0.label == label }, "\(figures)")
        }
        let after = try Bench(figures: (100_000, 100, 10))
        try declared(after)
        try after.enter(
            "incident",
            ["detected": "2025-06-01", "what": "誤送付", "kind": "漏えい", "serious": "yes"],
            by: Bench.keeper)
        #expect(try judge(after).deviations.map(\.label).contains("重大事故"))
    }

    @Test("修正プログラムの期限は、重大さで決まり、過ぎると鳴る", .measure("R-86d"))
    func patches() throws {
        let bench = try Bench()
        for (severity, days) in [("緊急", 7), ("重要", 30), ("警告", 90), ("注意", 180)] {
            let number = try bench.enter(
                "patch", ["component": "部品", "severity": severity, "known": "2025-06-10"])
            #expect(
                try bench.entry("patch", number).dueOn == day("2025-06-10").adding(days: days))
        }
    }

    @Test(
        "コンソールのログイン・入退室装置・管理簿の食い違いは、一つ残らず見付かる", .measure("R-85b", "R-85c"))
    func doors() {
        func stay(_ officer: String, _ from: Int, _ until: Int) -> Stay {
            Stay(officer: officer, day: day("2025-06-10"), from: from, until: until)
        }
        // 10:00 in Japan.
        let ten = Instant(noonInJapan: day("2025-06-10")).adding(seconds: -7_200)
        let login = (officer: "kanri", at: ten, terminal: "console-1")
        let door = [stay("kanri", 590, 620)]
        let book = [stay("kanri", 590, 620)]
        #expect(DoorFinding.all(logins: [login], door: door, book: book).isEmpty)
        #expect(
            DoorFinding.all(logins: [login], door: [], book: [])
                == [.loginWithoutDoor(officer: "kanri", at: ten, terminal: "console-1")])
        #expect(
            DoorFinding.all(logins: [login], door: [stay("kanri", 601, 620)], book: book).first
                == .loginWithoutDoor(officer: "kanri", at: ten, terminal: "console-1"))
        #expect(
            DoorFinding.all(logins: [login], door: [stay("tanto", 590, 620)], book: [])
                .count == 2)
        #expect(DoorFinding.all(logins: [], door: door, book: []) == [.doorWithoutBook(door[0])])
        #expect(DoorFinding.all(logins: [], door: [], book: book) == [.bookWithoutDoor(book[0])])
        #expect(Stay.all("8:55-9:40 kanri\n10:00-10:01 tanto", on: day("2025-06-10"))?.count == 2)
        #expect(Stay.all("9:40-8:55 kanri", on: day("2025-06-10")) == nil)
        #expect(Stay.all("いつか", on: day("2025-06-10")) == nil)
    }
}
