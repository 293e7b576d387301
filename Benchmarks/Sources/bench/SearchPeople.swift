// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Formats
import Foundation
import Vocabulary

/// A register of 300,000: how fast it is taken in, and how long a clerk waits for a search.
enum SearchPeople {
    static func run(_ course: Course) throws {
        let people = course.size(300_000)
        let folder = try BenchTown.folder(course, people: people)
        guard
            let file = BenchTown.files(folder, ".csv").first(where: { $0.contains("resident_全件") })
        else { throw BenchError("住民の全件ファイルがありません") }
        let register = try take(course, file, people)
        defer { try? register.store.close() }
        let raw = try RawSQLite(path: course.folder.appendingPathComponent("one.sqlite").path)
        try raw.run("CREATE TABLE entry (id INTEGER PRIMARY KEY, what TEXT NOT NULL)")
        for (what, queries) in try questions(register) {
            try measure(course, "\(what)で探す", queries, register, raw)
        }
    }

    /// Takes the register in once: it is long, and a second time would change nothing.
    private static func take(
        _ course: Course, _ file: String, _ people: Int
    ) throws -> BenchRegister {
        let rows = try FeedLines.split(file)
        let raw = try RawSQLite(path: course.folder.appendingPathComponent("feed.sqlite").path)
        let stick = try Course.timed { try FeedLines.insert(rows, into: raw) }
        let register = try BenchRegister(course, name: "register")
        PeakMemory.reset()
        let own = try Course.timed { try register.receive(file).accepted }
        guard own.answer == rows.count else {
            throw BenchError("取り込めない行があります: \(own.answer) / \(rows.count)")
        }
        course.tell(
            Measurement(
                bench: "search", what: "住民全件を取り込む(付番・封緘・台帳つき)", amount: Double(rows.count),
                unit: "人", seconds: Spread([own.seconds]), yardstick: "同じ列を素の SQLite へ",
                yardstickSeconds: Spread([stick.seconds]), ratio: own.seconds / stick.seconds))
        course.note("取込みの間の最大メモリー", megabytes: PeakMemory.megabytes)
        return register
    }

    /// What clerks ask, drawn evenly from the register.
    private static func questions(
        _ register: BenchRegister
    ) throws -> [(String, [ResidentQuery])] {
        let step = max(
            1,
            try register.store.read { db in
                try db.first("SELECT COUNT(*) FROM resident_now") { $0.int(0) } ?? 0
            } / 200)
        var kana: [String] = []
        var names: [String] = []
        var numbers: [AddresseeNumber] = []
        var days: [CivilDate] = []
        var place = 0
        try register.store.read { db in
            try db.forEachRow(
                "SELECT addressee, kana_key, name_key, born FROM resident_now ORDER BY addressee",
                []
            ) { row in
                place += 1
                guard place % step == 0 else { return }
                numbers.append(row.addressee(0))
                kana.append(row.text(1))
                names.append(row.text(2))
                days.append(row.date(3))
            }
        }
        return [
            ("宛名番号", numbers.map { .addressee($0) }),
            ("カナ氏名", kana.map { .kana($0) }),
            ("カナの初め2字", kana.map { .kana(String($0.prefix(2))) }),
            ("カナの初め1字", kana.map { .kana(String($0.prefix(1))) }),
            ("漢字氏名", names.map { .name($0) }),
            ("漢字の姓の初め1字", names.map { .name(String($0.prefix(1))) }),
            ("生年月日", days.map { .born($0) }),
        ]
    }

    private static func measure(
        _ course: Course, _ what: String, _ queries: [ResidentQuery], _ register: BenchRegister,
        _ raw: RawSQLite
    ) throws {
        var waits: [Double] = []
        var commits: [Double] = []
        for (place, query) in queries.enumerated() {
            commits.append(
                try Course.timed {
                    try raw.run("INSERT INTO entry (what) VALUES ('検索 \(what) \(place)')")
                    return 0
                }.seconds)
            waits.append(try Course.timed { try register.search(query) }.seconds)
        }
        let (own, stick) = (Spread(waits), Spread(commits))
        course.tell(
            Measurement(
                bench: "search", what: what, amount: 1, unit: "回", seconds: own,
                yardstick: "素の SQLite に1行確定", yardstickSeconds: stick,
                ratio: own.median / stick.median, late: Spread.percentile(95, of: waits)))
    }
}
