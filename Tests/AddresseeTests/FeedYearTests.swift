// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Formats
import Foundation
import Support
import Testing
import Town

/// A year of a fictional town's changes. Whatever order they come in, cut into whatever files, some
/// twice, and with the power cut in between: the same state in the end.
@Suite("一年分の異動を、混ぜて、重ねて、遅らせて届けても")
struct FeedYearTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    private static let people = isSoak ? 100_000 : 150
    private static let kills = isSoak ? 100 : 3

    private let folder: TemporaryFolder
    private let town: TownFeed

    init() throws {
        folder = try TemporaryFolder("feed-year")
        town = try TownFeed(seed: 7, people: Self.people, below: folder.file("town"))
    }

    private func register(_ name: String) throws -> Register {
        try Register(
            store: Stores.sqlite(at: folder.file(name + ".sqlite").path, body: "119997"))
    }

    /// The state after the files in the order in which the town wrote them.
    private func sorted() throws -> FeedExport {
        let register = try register("sorted")
        for file in town.files {
            let report = try register.receive(
                .file(file.path), digest: file.lastPathComponent, name: file.lastPathComponent)
            #expect(report.rejected == 0 && report.waiting == 0)
        }
        #expect(try register.count("change_outbox") == register.count("resident_fact"))
        return try FeedExport(register)
    }

    @Test("行をばらばらに混ぜ、一割を二度送り、途中で何度止まっても、順に取り込んだのと同じ状態になる")
    func shuffledWithKills() async throws {
        let expected = try sorted()
        let shuffled = folder.file("shuffled")
        let count = try town.shuffle(seed: 20_251_125, into: shuffled)
        let path = folder.file("killed.sqlite").path
        for kill in 0..<Self.kills {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, folder = shuffled.path as String, kill = kill as Int] in
                let register = try Register(store: Stores.sqlite(at: path, body: "119997"))
                // Nobody is left to remove it.
                rmdir(register.folder.url.path)
                Thread.detachNewThread {
                    usleep(
                        UInt32(
                            30_000 + kill * 104_729 % (FeedYearTests.isSoak ? 9_000_000 : 900_000)))
                    raise(SIGKILL)
                }
                while true { try TownFeed.receive(folder, into: register) }
            }
        }
        let register = try register("killed")
        try TownFeed.receive(shuffled.path, into: register)
        #expect(try register.count("feed_file") == count)
        let found = try FeedExport(register)
        #expect(found.digest == expected.digest)
        #expect(found == expected)
        // And once more what the town wrote itself: nothing changes.
        for file in town.files {
            let again = try register.receive(
                .file(file.path), digest: "again-" + file.lastPathComponent,
                name: file.lastPathComponent)
            #expect(again.accepted == 0 && again.repeated == again.rows)
        }
        #expect(try FeedExport(register).digest == expected.digest)
        if Self.isSoak {
            print(
                "\(Self.people)人・\(expected.lines.count)行の写し・\(count)ファイル・\(Self.kills)回の停止: "
                    + "\(found.digest) = \(expected.digest)")
        }
    }

    @Test("月のファイルが逆の順に届き、全件が最後でも、同じ状態になる")
    func reversedFiles() throws {
        let expected = try sorted()
        let register = try register("reversed")
        for file in town.files.reversed() {
            try register.receive(
                .file(file.path), digest: file.lastPathComponent, name: file.lastPathComponent)
        }
        #expect(try FeedExport(register) == expected)
        #expect(try register.state().gaps.isEmpty)
    }
}

/// The resident files of a fictional town, and the same rows in any order.
struct TownFeed {
    let files: [URL]

    init(seed: UInt64, people: Int, below folder: URL) throws {
        try WriteTown(seed: seed, people: people, folder: folder).run()
        files = try TownFeed.contents(of: folder.appendingPathComponent("in").path)
            .filter { $0.lastPathComponent.hasPrefix("resident_") }
    }

    private static func contents(of folder: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .map { URL(fileURLWithPath: folder).appendingPathComponent($0) }
    }

    /// Writes the rows of all files into many difference files: shuffled, every tenth twice.
    /// - Returns: how many files were written.
    func shuffle(seed: UInt64, into folder: URL) throws -> Int {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var random = Seeded(seed)
        var header = Substring()
        var rows: [Substring] = []
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let lines = text.split(separator: "\r\n")
            header = lines[0]
            rows += lines.dropFirst()
        }
        rows += rows.indices.filter { $0 % 10 == 3 }.map { rows[$0] }
        rows.shuffle(using: &random)
        let size = max(1, rows.count / 40)
        var count = 0
        for start in stride(from: 0, to: rows.count, by: size) {
            let part = rows[start..<min(start + size, rows.count)]
            let text = ([header] + part).joined(separator: "\r\n") + "\r\n"
            count += 1
            let number = String(count + 1000).dropFirst()
            try text.write(
                to: folder.appendingPathComponent("resident_差分_20260401060000_\(number).csv"),
                atomically: true, encoding: .utf8)
        }
        return count
    }

    /// Takes every file of a folder in that was not taken in before.
    static func receive(_ folder: String, into register: Register) throws {
        for file in try contents(of: folder) {
            try register.receive(
                .file(file.path), digest: file.lastPathComponent, name: file.lastPathComponent)
        }
    }
}
