// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Links
import Safeguards
import Testing
import Vocabulary

@Suite("マスタの取込")
struct ImportMasterTests {
    private static let head = "金融機関コード,金融機関名,金融機関名カナ,店舗コード,店舗名,店舗名カナ"
    private static let first = [
        "9901,架空,カクウ,001,本店,ホンテン", "9901,架空,カクウ,002,見本,ミホン", "9902,検証信用金庫,ケンシヨウシンキン,001,本店,ホンテン",
    ]

    private func banks(_ rows: [String], name: String = "banks.csv") -> LinkFile {
        LinkFile(
            Array(([Self.head] + rows).map { $0 + "\r\n" }.joined().utf8), name: name)
    }

    private func take(
        _ bench: Bench, _ file: LinkFile, _ master: Master = .banks, from text: String,
        run: LinkRun = .take, by who: Principal = Bench.administrator
    ) throws -> MasterReport {
        try bench.gate.perform(ImportMaster.operation, by: who, for: .maintenance) {
            try ImportMaster.perform(
                master, file, from: day(text), layouts: Bench.layouts, run: run, in: $0)
        }
    }

    private func branch(_ bench: Bench, _ branch: String, on text: String) throws -> BankBranch? {
        try bench.read { try MasterBook.banks(on: day(text), from: $0) }
            .branch(bank: "9901", branch: branch)
    }

    @Test("差を見てから反映し、適用日より前は前の版のまま")
    func previewThenApply() throws {
        let bench = try Bench()
        #expect(try take(bench, banks(Self.first), from: "2025-04-01").added.count == 3)
        let next = banks([
            "9901,架空,カクウ,001,本店,ホンテン", "9901,架空,カクウ,002,見本中央,ミホンチユウオウ",
            "9901,架空,カクウ,003,検証,ケンシヨウ",
        ])
        let trial = try take(bench, next, from: "2025-10-01", run: .dryRun)
        #expect(
            (trial.added.count, trial.changed.count, trial.ended.count) == (1, 1, 1))
        #expect(try bench.count("master_edition") == 1)
        let real = try take(bench, next, from: "2025-10-01")
        #expect(real.changed.map(\.after.code) == ["9901002"])
        #expect(try branch(bench, "002", on: "2025-09-30")?.branchName == "見本")
        #expect(try branch(bench, "002", on: "2025-10-01")?.branchName == "見本中央")
        #expect(try branch(bench, "002", on: "2025-10-01")?.branchNameKana == "ﾐﾎﾝﾁﾕｳｵｳ")
        #expect(try branch(bench, "003", on: "2025-09-30") == nil)
        #expect(try take(bench, next, from: "2025-10-01").isEmpty)
        #expect(try bench.count("master_edition") == 2)
        #expect(throws: MasterRefusal.laterEdition(day("2025-10-01"))) {
            try take(bench, next, from: "2025-09-01")
        }
    }

    @Test("一行でも誤りがあれば、何も反映しない")
    func allOrNothing() throws {
        let bench = try Bench()
        let wrong = banks(Self.first + ["990,架空,カクウ,009,誤り,アヤマリ"])
        #expect(throws: MasterRefusal.rowsWrong(1)) {
            try take(bench, wrong, from: "2025-04-01")
        }
        let trial = try take(bench, wrong, from: "2025-04-01", run: .dryRun)
        #expect(trial.errors.map(\.line) == [5])
        #expect(try bench.count("master_fact") == 0)
    }

    @Test("一部だけのファイルで半分より多くが終わるなら、断る")
    func partialFile() throws {
        let bench = try Bench()
        _ = try take(bench, banks(Self.first), from: "2025-04-01")
        #expect(throws: MasterRefusal.tooMuchEnds(2, of: 3)) {
            try take(bench, banks([Self.first[0]]), from: "2025-10-01")
        }
    }

    @Test("郵便番号は見出しのない15項目を位置で読み、同じ番号の町をすべて答える（検証用に作ったファイル）")
    func postalCodes() throws {
        let bench = try Bench()
        func row(_ code: String, _ town: String) -> String {
            "11999,\"340  \",\"\(code)\",\"ｻｲﾀﾏｹﾝ\",\"ﾐﾎﾝｼ\",\"ﾁﾕｳｵｳ\",\"埼玉県\",\"見本市\",\"\(town)\",0,0,1,0,0,0"
        }
        let text = [row("9990001", "中央"), row("9990001", "東"), row("9990002", "西")]
            .map { $0 + "\r\n" }.joined()
        let file = LinkFile(Array(text.utf8), name: "KEN_ALL.CSV")
        #expect(try take(bench, file, .postalCodes, from: "2025-04-01").added.count == 3)
        let places = try bench.read {
            try MasterBook.places(postalCode: "9990001", on: day("2025-04-01"), from: $0)
        }
        #expect(places.map { $0.content[2] } == ["中央", "東"])
        let short = LinkFile(Array("11999,\"340\",\"9990001\"\r\n".utf8), name: "KEN_ALL.CSV")
        #expect(throws: FormatRefusal.columnCount(line: 1, expected: 15, found: 3)) {
            try take(bench, short, .postalCodes, from: "2025-04-01")
        }
    }

    @Test("保険者の名称を番号で答える")
    func insurers() throws {
        let bench = try Bench()
        let file = try Bench.plain(
            "insurers", name: "insurers.csv",
            rows: [["insurer": "06119903", "name": "見本健康保険組合", "kana": "ミホン"]])
        _ = try take(bench, file, .insurers, from: "2025-04-01")
        #expect(
            try bench.read {
                try MasterBook.insurer(Bench.insurer, on: day("2025-05-01"), from: $0)
            } == "見本健康保険組合")
        #expect(
            try bench.read {
                try MasterBook.insurer(Bench.insurer, on: day("2025-03-31"), from: $0)
            } == nil)
    }

    @Test("窓口の職員には取込の権限がない")
    func permission() throws {
        let bench = try Bench()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try take(bench, banks(Self.first), from: "2025-04-01", by: Bench.counter)
        }
    }
}
