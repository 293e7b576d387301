// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vocabulary

/// What peers may send by mistake or malice, for every feed of System 1: a refusal that says why,
/// and nothing stored.
@Suite("壊れた連携ファイル")
struct BadFileTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"

    enum Feed: String, CaseIterable {
        case kokuho, shaho, welfare, applications
    }

    /// A row of each feed that would be kept.
    private func row(_ feed: Feed) -> [String: String] {
        switch feed {
        case .kokuho, .shaho: Bench.insurance(Bench.child, from: "20250401", insurer: "119990")
        case .welfare:
            ["addressee": Bench.child.description, "event": "開始", "date": "20250401"]
        case .applications: Bench.form("R7-000009", child: Bench.stranger)
        }
    }

    private func bytes(_ feed: Feed) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try Bench.plain(feed.rawValue, name: "x.csv", rows: [row(feed)]).source.forEachChunk {
            bytes += $0
        }
        return bytes
    }

    private func lines(_ feed: Feed) throws -> [String] {
        String(decoding: try bytes(feed), as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    private func take(
        _ bench: Bench, _ feed: Feed, _ source: [UInt8], sequence: Int = 1
    ) throws -> LinkReport {
        try take(
            bench, feed,
            LinkFile(source, name: "\(feed.rawValue)_差分_20250429060000_\(padded(sequence, 3)).csv"))
    }

    private func take(_ bench: Bench, _ feed: Feed, _ file: LinkFile) throws -> LinkReport {
        switch feed {
        case .kokuho: try bench.take(file, from: .kokuho)
        case .shaho: try bench.take(file)
        case .welfare: try bench.takeWelfare(file)
        case .applications: try bench.takeForms(file).file
        }
    }

    private static let tables = [
        "insurance_fact", "exclusion_fact", "application", "feed_row", "welfare_event", "link_file",
        "link_error", "rejudgement_task",
    ]

    private func counts(_ bench: Bench) throws -> [Int] { try Self.tables.map(bench.count) }

    /// The file is refused whole, by one of these codes, and nothing is different.
    private func expectRefused(
        _ feed: Feed, _ source: [UInt8], _ codes: Set<String>, _ what: String
    ) throws {
        let bench = try Bench()
        if feed != .applications { try bench.apply(evidence: false) }
        let before = try counts(bench)
        var code: String?
        do { _ = try take(bench, feed, source) } catch let refusal as any Refusal {
            code = refusal.code
            #expect(!refusal.message.contains(Bench.child.description))
        }
        #expect(code.map(codes.contains) ?? false, "\(feed) \(what): \(code ?? "断られない")")
        #expect(try counts(bench) == before, "\(feed) \(what)")
    }

    @Test("形の壊れたファイルは理由と共に断り、何も残らない", .measure("R-43"), arguments: Feed.allCases)
    func refusedWhole(_ feed: Feed) throws {
        let good = try lines(feed)
        func text(_ lines: [String]) -> [UInt8] {
            Array(lines.map { $0 + "\r\n" }.joined().utf8)
        }
        let columns = good[0].split(separator: ",", omittingEmptySubsequences: false)
        try expectRefused(feed, [], ["E-FMT-001"], "空")
        try expectRefused(feed, text([good[1]]), ["E-FMT-020", "E-FMT-022"], "見出しなし")
        try expectRefused(
            feed, text([columns.dropLast().joined(separator: ","), good[1]]), ["E-FMT-021"], "項目の不足"
        )
        try expectRefused(
            feed, text([good[0] + "," + columns[1], good[1] + ",x"]), ["E-FMT-022"], "同じ項目が二つ")
        try expectRefused(feed, text([good[0], good[1] + ",x"]), ["E-FMT-023"], "項目の多い行")
        let cut = good[1].split(separator: ",", omittingEmptySubsequences: false).dropLast(2)
        try expectRefused(
            feed, text([good[0], cut.joined(separator: ",")]), ["E-FMT-023"], "途中で切れた行")
        try expectRefused(feed, text([good[0], "\"" + good[1]]), ["E-FMT-024"], "閉じない引用符")
        try expectRefused(
            feed, text([good[0], good[1].replacing("検証用", with: "本番")]), ["E-FMT-025"], "印なし")
        try expectRefused(
            feed, text(good) + text([good[1].replacing("検証用", with: "")]), ["E-FMT-025"],
            "後の行の印なし")
        try expectRefused(
            feed, text(good) + [0x82, 0xFF, 0x2C, 0x0D, 0x0A], ["E-FMT-002", "E-FMT-023"], "読めないバイト"
        )
        // UTF-16 with its mark.
        try expectRefused(
            feed, [0xFF, 0xFE] + text(good).flatMap { [$0, 0] }, ["E-FMT-002", "E-FMT-020"],
            "別の文字コード")
    }

    @Test("BOM があってもなくても、CP932 の外字があっても、読めるものは同じに読む", arguments: [Feed.kokuho, .shaho])
    func encodings(_ feed: Feed) throws {
        var row = row(feed)
        row["insured-name"] = "髙﨑 花子"
        let plain = try lines(feed)[0] + "\r\n"
        let columns = try Bench.layouts.feed(feed.rawValue).columns
        let full = row.merging(["stamp": "検証用"]) { mine, _ in mine }
        let text = plain + columns.map { full[$0.key] ?? "" }.joined(separator: ",") + "\r\n"
        let cp932 = try TextEncoder(.cp932).bytes(text)
        let forms: [[UInt8]] = [
            Array(text.utf8), TextEncoding.byteOrderMark + Array(text.utf8), cp932,
        ]
        for bytes in forms {
            let bench = try Bench()
            try bench.apply(evidence: false)
            #expect(try take(bench, feed, bytes).recorded == 1)
            let names = try bench.read {
                try InsuranceBook.stretches([Bench.child], from: $0)[Bench.child]
            }?.map(\.insuredName)
            #expect(names == ["髙﨑 花子"])
        }
        // A user-defined character (外字) keeps its code, so that nothing of a name is lost.
        let gaiji = try TextEncoder(.cp932).bytes(text.replacing("髙", with: "\u{E000}"))
        let bench = try Bench()
        try bench.apply(evidence: false)
        #expect(try take(bench, feed, gaiji).recorded == 1)
        let names = try bench.read {
            try InsuranceBook.stretches([Bench.child], from: $0)[Bench.child]
        }?.map(\.insuredName)
        #expect(names == ["\u{E000}﨑 花子"])
    }

    @Test(
        "コード表や桁の違う行だけが誤り一覧へ行き、その値は残らない", .measure("R-43"),
        arguments: [Feed.kokuho, .shaho, .welfare])
    func wrongValues(_ feed: Feed) throws {
        let wrong: [(String, String, String)] =
            feed == .welfare
            ? [("event", "秘密の値", "E-FMT-037"), ("date", "20251332", "E-FMT-034")]
            : [
                ("band", "秘密の値", "E-FMT-037"), ("insurer", "119991", "E-FMT-040"),
                ("acquired", "2025", "E-FMT-034"), ("sub-number", "秘密", "E-FMT-032"),
            ]
        for (key, value, code) in wrong {
            let bench = try Bench()
            try bench.apply(evidence: false)
            let before = try bench.count("insurance_fact") + bench.count("exclusion_fact")
            var row = row(feed)
            row[key] = value
            let report = try take(
                bench, feed,
                try Bench.file(feed.rawValue, at: "20250429060000", 1, rows: [row]))
            #expect(report.errors.map(\.code) == [code], "\(key)")
            #expect(report.recorded == 0)
            let after = try bench.count("insurance_fact") + bench.count("exclusion_fact")
            #expect(after == before)
            #expect(report.errors.allSatisfy { !$0.message.contains("秘密") })
        }
    }

    @Test("様式にない項目は500あっても捨てられ、値は庫のどこにも残らない", .measure("R-39"), arguments: Feed.allCases)
    func extraColumnsNeverEnter(_ feed: Feed) throws {
        let bench = try Bench()
        if feed != .applications { try bench.apply(evidence: false) }
        let good = try lines(feed)
        let names = (0..<500).map { ",余分\($0)" }.joined()
        let values = (0..<500).map { ",CANARY\($0)" }.joined()
        let report = try take(
            bench, feed,
            Array((good[0] + names + "\r\n" + good[1] + values + "\r\n").utf8))
        #expect(report.recorded == 1)
        #expect(try !holdsCanary(bench))
    }

    /// Whether any text of any table holds the sign.
    private func holdsCanary(_ bench: Bench) throws -> Bool {
        try bench.read { db in
            let tables = try db.rows("SELECT name FROM sqlite_master WHERE type = 'table'") {
                $0.text(0)
            }
            for table in tables {
                let columns = try db.rows("SELECT name FROM pragma_table_info('\(table)')") {
                    $0.text(0)
                }
                for column in columns {
                    let hit = try db.first(
                        "SELECT 1 FROM \(table) WHERE CAST(\(column) AS TEXT) LIKE '%CANARY%'"
                    ) { $0.int(0) }
                    if hit != nil { return true }
                }
            }
            return false
        }
    }

    @Test("改行のない大きなファイルは、初めの 256 KB で断る", arguments: Feed.allCases)
    func oneEndlessLine(_ feed: Feed) throws {
        let folder = try TemporaryFolder("endless")
        let url = folder.file("\(feed.rawValue)_差分_20250429060000_001.csv")
        _ = FileManager.default.createFile(atPath: url.path, contents: Data("検証用表示,".utf8))
        let handle = try FileHandle(forWritingTo: url)
        // A hole reads as zero bytes and needs no room on the disk.
        try handle.truncate(atOffset: Self.isSoak ? 2 << 30 : 4 << 20)
        try handle.close()
        let bench = try Bench()
        let before = try counts(bench)
        let file = try LinkFile(path: url.path)
        var code: String?
        do { _ = try take(bench, feed, file) } catch let refusal as any Refusal {
            code = refusal.code
        }
        #expect(code == "E-FMT-005")
        #expect(try counts(bench) == before)
    }

    @Test("読んでいる間に書き換えられたファイルは断り、何も残らない")
    func changedWhileRead() throws {
        let folder = try TemporaryFolder("changing")
        let url = folder.file("shaho_差分_20250429060000_001.csv")
        try Data(try bytes(.shaho)).write(to: url)
        let bench = try Bench()
        try bench.apply(evidence: false)
        let before = try counts(bench)
        let file = try LinkFile(path: url.path)
        var later = row(.shaho)
        later["symbol"] = "902"
        var other: [UInt8] = []
        try Bench.plain("shaho", name: "x.csv", rows: [later]).source.forEachChunk { other += $0 }
        try Data(other).write(to: url)
        #expect(throws: LinkRefusal.changedWhileRead) { try bench.take(file) }
        #expect(try counts(bench) == before)
    }
}
