// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Formats
import Foundation
import Support
import Testing
import Vocabulary

/// A file of any size is read, checked, matched and written in time that grows with its rows, and
/// in memory that hardly grows.
@Suite("大きな住民異動ファイル")
struct FeedSizeTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"

    @Test("行が増えても、使うメモリはほとんど増えない", .measure("R-03"))
    func memory() async throws {
        let folder = try TemporaryFolder("feed-size")
        let small = try await measure(4_000, in: folder, cache: 2_000)
        let large = try await measure(16_000, in: folder, cache: 2_000)
        // Twelve thousand rows more. A number is eight bytes; a row kept by mistake is a thousand.
        let growth = large.peak - small.peak
        #expect(growth < 6_000, "\(small.peak) \(large.peak) KiB")
    }

    @Test(
        "100万行を300MB未満で読み、突合し、時間は10倍の行で12倍以内", .enabled(if: isSoak))
    func million() async throws {
        let folder = try TemporaryFolder("feed-size")
        let tenth = try await measure(100_000, in: folder, cache: nil)
        let whole = try await measure(1_000_000, in: folder, cache: nil)
        print(
            "10万行 \(tenth.seconds)秒 \(tenth.peak) KiB、100万行 \(whole.seconds)秒 \(whole.peak) KiB")
        #expect(whole.peak < 300_000)
        #expect(whole.seconds < 12 * tenth.seconds)
    }

    /// Takes a file of new persons in, in a process of its own.
    /// - Parameter cache: pages that the database may keep, in KiB; `nil` for what it has.
    private func measure(
        _ rows: Int, in folder: TemporaryFolder, cache: Int?
    ) async throws -> (peak: Int, seconds: Double) {
        let file = folder.file("resident_全件_\(rows).csv").path
        try LargeFeed.write(rows, to: file)
        let result = folder.file("result-\(rows)").path
        let database = folder.file("addressee-\(rows).sqlite").path
        await #expect(processExitsWith: .success) {
            [
                file = file as String, result = result as String, database = database as String,
                cache = (cache ?? 0) as Int, rows = rows as Int
            ] in
            let register = try Register(store: Stores.sqlite(at: database, body: "119997"))
            if cache > 0 {
                _ = try register.store.write { try $0.execute("PRAGMA cache_size = -\(cache)") }
            }
            let start = Date()
            let report = try register.receive(
                .file(file), digest: "a", name: "resident_全件_20250301060000_001.csv")
            // Of the processor: what else the machine does makes no difference.
            let seconds = LargeFeed.processorTime()
            print("\(rows)行: 経過 \(Date().timeIntervalSince(start))秒、CPU \(seconds)秒")
            guard report.accepted == rows, report.numbered == rows else { exit(3) }
            try "\(LargeFeed.peakMemory()) \(seconds)".write(
                toFile: result, atomically: true, encoding: .utf8)
            try? FileManager.default.removeItem(at: register.folder.url)
        }
        let parts = try String(contentsOfFile: result, encoding: .utf8).split(separator: " ")
        try #require(parts.count == 2)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.url.path) {
            try FileManager.default.removeItem(at: folder.file(name))
        }
        return (try #require(Int(parts[0])), try #require(Double(parts[1])))
    }
}

/// A resident file of any length, written line by line.
enum LargeFeed {
    static func write(_ rows: Int, to path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        let lines = try Register.file([Register.row(0, change: 1)])
            .split(separator: "\r\n", omittingEmptySubsequences: true)
        try handle.write(contentsOf: Data((lines[0] + "\r\n").utf8))
        let row = Register.row(0, change: 1)
        let parts = String(lines[1]).components(separatedBy: ",1,\(row.addressee),\(row.number),")
        try #require(parts.count == 2)
        var serial: Int64 = 10_000_000
        var block = ""
        for place in 1...rows {
            serial += 1
            while AddresseeNumber(serial: serial) == nil { serial += 1 }
            let addressee = AddresseeNumber(serial: serial)?.description ?? ""
            let rest = parts[1].replacing("検証　0", with: "検証　\(place)")
            block += "\(parts[0]),\(place),\(addressee),\(Register.number(place)),\(rest)\r\n"
            if block.utf8.count > 1 << 20 {
                try handle.write(contentsOf: Data(block.utf8))
                block = ""
            }
        }
        try handle.write(contentsOf: Data(block.utf8))
        try handle.close()
    }

    /// Seconds of the processor that this process has used.
    static func processorTime() -> Double { Double(clock()) / 1_000_000 }

    /// The most memory that this process ever held, in KiB.
    static func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.split(whereSeparator: { " \t".contains($0) })[1]))
    }
}
