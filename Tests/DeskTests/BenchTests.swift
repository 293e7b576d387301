// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
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
}
