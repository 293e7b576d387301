// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vault
import Vocabulary

@testable import Office

/// The shelf of keys on a disk at the size of a city (soak), and a part of it always.
@Suite("鍵棚の大きさ")
struct RotationSizeTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    private static let people = isSoak ? 1_000_000 : 3_000
    private static let kills = isSoak ? 200 : 20
    private let folder: TemporaryFolder
    private let random = RehearsalRandomBytes(seed: 61)
    private let body = "119997"

    init() throws { folder = try TemporaryFolder("shelf") }

    private func place(_ row: Int) -> CellAddress {
        CellAddress(table: "account_use", column: "account_number", row: Int64(row))
    }

    /// A process: it opens what is on the disk.
    private func start(_ cabinet: KeyCabinet) throws -> (PersonKeys, KeyShelfBook) {
        let shelf = try KeyShelfBook(path: cabinet.shelfPath(of: .casework), body: body)
        return (
            try PersonKeys(
                try cabinet.open(.casework, body: body, random: random), shelf: shelf,
                destroyed: cabinet.destroyed(of: .casework), random: random), shelf
        )
    }

    @Test("鍵棚の全件を包み直す間、何度止まっても、どの項目もいつでも開く", .measure("R-82"))
    func everyKey() throws {
        let cabinet = KeyCabinet(folder: folder.file("keys").path)
        _ = try cabinet.create(.casework, body: body, random: random)
        var (keys, shelf) = try start(cabinet)
        let made = ContinuousClock.now
        for first in stride(from: 0, to: Self.people, by: 10_000) {
            let end = min(first + 10_000, Self.people)
            try keys.prepare((first..<end).map { "person:\($0)" }, of: .account)
        }
        let making = ContinuousClock.now - made
        // Every hundredth person has a cell that is asked for again and again.
        let asked = Array(stride(from: 0, to: Self.people, by: 100))
        let cells = try asked.map {
            try keys.seal([UInt8($0 % 251)], at: place($0), owner: "person:\($0)", of: .account)
        }
        try shelf.close()
        _ = try cabinet.rotate(.casework, [.account], body: body, random: random)
        struct Cut: Error {}
        let begun = ContinuousClock.now
        let size = Self.isSoak ? 2_000 : 60
        let batches = Self.people / size
        var (kills, failed, reads, done) = (0, 0, 0, 0)
        while true {
            (keys, shelf) = try start(cabinet)
            for _ in 0..<20 {
                let index = (kills * 37 + reads * 11) % asked.count
                let row = asked[index]
                if (try? keys.open(cells[index], at: place(row))) != [UInt8(row % 251)] {
                    failed += 1
                }
                reads += 1
            }
            var left = kills < Self.kills ? max(1, batches / (Self.kills + 1)) : Int.max
            while left > 0, case let count = try keys.rewrapBatch(of: .account, limit: size),
                count > 0
            {
                done += count
                left -= 1
            }
            // The power goes between two transactions, or in the middle of one that is rolled back.
            try shelf.close()
            if left > 0 { break }
            kills += 1
        }
        let turning = ContinuousClock.now - begun
        (keys, shelf) = try start(cabinet)
        #expect(try shelf.census() == [.account: [2: Self.people]])
        for (index, row) in asked.enumerated()
        where (try? keys.open(cells[index], at: place(row))) != [UInt8(row % 251)] {
            failed += 1
        }
        #expect(kills == Self.kills && failed == 0 && done == Self.people)
        let opened = ContinuousClock.now
        for (index, row) in asked.enumerated() { _ = try keys.open(cells[index], at: place(row)) }
        let opening = ContinuousClock.now - opened
        try shelf.close()
        if Self.isSoak {
            #expect(turning < .seconds(600))
            print(
                "made \(making), wrapped anew \(turning), \(reads) reads, \(kills) kills, "
                    + "\(asked.count) cells opened \(opening)")
        }
    }
}
