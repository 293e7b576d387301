// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Links
import Safeguards
import Testing
import Vocabulary

@Suite("申請書の一括取込")
struct ImportApplicationsTests {
    private func file(
        _ rows: [[String: String]], at moment: String = "20250430200000", _ sequence: Int = 1
    ) throws -> LinkFile {
        try Bench.file("applications", at: moment, sequence, rows: rows)
    }

    @Test("受け付けた申請は認定の案まで進み、同じファイルは二度受け付けない")
    func acceptedOnce() throws {
        let bench = try Bench()
        let file = try file([Bench.form("R7-000001", ["recipient-serial": "000001"])])
        let report = try bench.takeForms(file)
        #expect(report.file.recorded == 1 && report.receipts.map(\.receipt) == ["R7-000001"])
        #expect(try bench.takeForms(file).file.wasKnown)
        #expect(try bench.count("application") == 1)
        let draft = try bench.propose(report.receipts[0].id)
        #expect(draft?.result == .granted)
        #expect(draft?.periods.outpatient?.from == day("2025-04-01"))
    }

    @Test("使用済みの受付番号と、処理中の子の二つ目の登録は、その行だけ断る")
    func duplicates() throws {
        let bench = try Bench()
        _ = try bench.takeForms(try file([Bench.form("R7-000001")]))
        let report = try bench.takeForms(
            try file(
                [
                    Bench.form("R7-000001", child: Bench.stranger),
                    Bench.form("R7-000002"),
                    Bench.form("R7-000003", child: Bench.stranger),
                ], at: "20250531200000", 2))
        #expect(
            report.file.errors.map(\.code) == [
                EntitlementRefusal.duplicateReceipt("").code,
                EntitlementRefusal.openApplicationExists.code,
            ])
        #expect(report.file.errors.map(\.line) == [2, 3])
        #expect(report.receipts.map(\.receipt) == ["R7-000003"])
    }

    @Test("施設・里親の申告は除外事由になり、婚姻の申告と共に却下の理由になる")
    func exclusions() throws {
        for (column, reason) in [
            ("placement", DecisionReason.facilityOrFosterCare), ("married", .married),
        ] {
            let bench = try Bench()
            let receipt = try bench.apply([column: "1"])
            #expect(try bench.propose(receipt.id)?.reason == reason)
        }
    }

    @Test("口座の変更届は、受付と同時に口座を変える")
    func accountChange() throws {
        let bench = try Bench()
        try bench.apply()
        let report = try bench.takeForms(
            try file(
                [
                    Bench.form(
                        "C7-000001", kind: "02", reason: "14", evidence: false,
                        [
                            "bank": "9001", "branch": "001", "account-type": "1",
                            "account": "9000002", "holder-kana": "ケンシヨウ ハナコ",
                        ])
                ], at: "20250531200000", 2))
        #expect(report.receipts.map(\.status) == [.checked])
        let account = try bench.read {
            try AccountBook.current(recipients: [Bench.parent], on: day("2025-06-01"), from: $0)
        }[Bench.parent]
        #expect(account?.number == "9000002" && account?.holderKana == "ｹﾝｼﾖｳ ﾊﾅｺ")
    }

    @Test("試しの取込は、受け付けられる数を答え、何も書かない")
    func dryRun() throws {
        let bench = try Bench()
        let report = try bench.takeForms(
            try file([
                Bench.form("R7-000001"), Bench.form("R7-000002"),
                Bench.form("R7-000003", ["applicant": Bench.child.description]),
            ]), run: .dryRun)
        #expect(report.file.recorded == 1 && report.file.rejected == 2)
        #expect(report.receipts.isEmpty)
        #expect(try bench.count("application") == 0)
        #expect(try bench.count("person_snapshot") == 0)
    }

    @Test("課長には取込の権限がない")
    func permission() throws {
        let bench = try Bench()
        let file = try file([])
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.takeForms(file, by: Bench.head)
        }
    }
}

@Suite("申請に伴う照会")
struct AskPeersTests {
    private func shaho(_ rows: [[String: String]]) throws -> LinkFile {
        try Bench.file("shaho", "全件", at: "20250301060000", 1, rows: rows)
    }

    @Test("申請が示した保険が既に終わっていれば、照会で分かり、却下の案になる")
    func endedInsurance() throws {
        let bench = try Bench()
        let receipt = try bench.apply()
        let file = try shaho([
            Bench.insurance(Bench.child, from: "20240401", until: "20241231"),
            Bench.insurance(Bench.stranger, from: "20240401"),
        ])
        let report = try bench.ask([file])
        #expect(report.asked == 1 && report.insurances == 1)
        #expect(try bench.ask([file]).insurances == 0)
        #expect(try bench.propose(receipt.id)?.reason == .notInsured)
    }

    @Test("生活保護の期間は全件と差分から組み立て、申請者以外のことは残さない")
    func welfare() throws {
        let bench = try Bench()
        let receipt = try bench.apply()
        let files = [
            try Bench.file(
                "welfare", "全件", at: "20250301060000", 1,
                rows: [Bench.child, Bench.stranger].map {
                    ["addressee": $0.description, "event": "開始", "date": "20230401"]
                }),
            try Bench.file(
                "welfare", at: "20250601060000", 2,
                rows: [["addressee": Bench.child.description, "event": "廃止", "date": "20250520"]]),
        ]
        #expect(try bench.ask(files).exclusions == 1)
        #expect(try bench.count("exclusion_fact") == 1)
        #expect(try bench.propose(receipt.id)?.reason == .publicAssistance)
    }

    @Test("後に作られたファイルは、まだ届いていないものとして見ない")
    func onlyWhatHasArrived() throws {
        let bench = try Bench()
        try bench.apply()
        let later = try Bench.file(
            "kokuho", at: "20250501060000", 1,
            rows: [Bench.insurance(Bench.child, from: "20250420", insurer: "119990")])
        #expect(try bench.ask([later]).insurances == 0)
        bench.clock.stand(on: day("2025-05-02"))
        #expect(try bench.ask([later]).insurances == 1)
    }

    @Test("待っていた申請は、照会の答えで先へ進む")
    func releases() throws {
        let bench = try Bench()
        let held = try bench.apply(evidence: false)
        let report = try bench.ask([
            try shaho([Bench.insurance(Bench.child, from: "20240401")])
        ])
        #expect(report.released == [held.id])
    }

    @Test("課長には照会の権限がない")
    func permission() throws {
        let bench = try Bench()
        #expect(throws: SafeguardRefusal.notPermitted) { try bench.ask([], by: Bench.head) }
    }
}
