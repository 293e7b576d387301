// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Synchronization
import Testing

@testable import Desk

/// The bench itself: hundreds of tests open one each.
@Suite("画面の試験の台")
struct BenchTests {
    /// How many files of a folder this process holds open.
    private func held(below folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter { name in
            // A file that was closed since the list was read is open no more.
            let path = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\(name)")
            return path?.contains(folder) ?? false
        }.count
    }

    @Test("終わった台は、庫のファイルを一つも開いたままにしない")
    func givesItsFilesBack() async throws {
        var folder = ""
        do {
            let bench = try await DeskBench()
            folder = bench.folder.url.lastPathComponent
            try await bench.browse(as: "uketsuke") { browser in
                _ = try await browser.get("/")
            }
            #expect(try held(below: folder) > 0)
        }
        #expect(try held(below: folder) == 0)
    }

    @Test("台を開けるのは一度に決めた数の試験だけ。開いている試験はもう一つ開け、閉じれば次が入る")
    func door() async {
        let (here, other) = ("この試験", "ほかの試験")
        let door = DeskDoor(most: 1)
        var mine: DeskPermit? = await door.enter(here)
        var again: DeskPermit? = await door.enter(here)
        let entered = Mutex(false)
        let waiting = Task {
            let permit = await door.enter(other)
            entered.withLock { $0 = true }
            return permit
        }
        for _ in 0..<100 { await Task.yield() }
        #expect(!entered.withLock { $0 } && mine != nil && again != nil)
        mine = nil
        for _ in 0..<100 { await Task.yield() }
        #expect(!entered.withLock { $0 }, "まだ一つ開いている")
        again = nil
        _ = await waiting.value
        #expect(entered.withLock { $0 })
    }
}
