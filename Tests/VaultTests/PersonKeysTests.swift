// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Vault

@Suite("人ごとの鍵")
struct PersonKeysTests {
    let random = RehearsalRandomBytes(seed: 41)
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func ring() -> Keyring {
        Keyring.create(
            body: "119997", classes: KeyCabinet.System.casework.classes, random: random)
    }

    private func keys(
        _ ring: Keyring, _ shelf: MemoryShelf, bound: Int = 1_000
    ) throws -> PersonKeys {
        try PersonKeys(
            ring, shelf: shelf, destroyed: DestroyedKeys(path: folder.file("destroyed").path),
            random: random, bound: bound)
    }

    private func place(_ row: Int, column: String = "account_number") -> CellAddress {
        CellAddress(table: "account_use", column: column, row: Int64(row))
    }

    @Test("千人の項目は、それぞれの場所と鍵でだけ開く", .measure("R-08", "R-82"))
    func swappedCellsAreRefused() throws {
        let keys = try keys(ring(), MemoryShelf())
        let owners = (0..<1_000).map { "person:\($0)" }
        try keys.prepare(owners, of: .account)
        let cells = try owners.enumerated().map { row, owner in
            try keys.seal(
                Array("9\(100_000 + row)".utf8), at: place(row), owner: owner, of: .account)
        }
        // All pairs are a million openings (soak): here every row meets one in a hundred others.
        var (refused, tried) = (0, 0)
        let step = HugeRun.isOn ? 1 : 101
        for row in 0..<1_000 {
            #expect(try keys.open(cells[row], at: place(row)) == Array("9\(100_000 + row)".utf8))
            for other in stride(from: row % step, to: 1_000, by: step) where other != row {
                if (try? keys.open(cells[other], at: place(row))) == nil { refused += 1 }
                tried += 1
            }
        }
        #expect(tried > 8_000 && refused == tried)
        #expect(throws: Fault.self) { try keys.open(cells[0], at: place(0, column: "payee")) }
    }

    @Test("一文字でも変えた項目は開かない", .measure("R-08"))
    func alteredCellsAreRefused() throws {
        let keys = try keys(ring(), MemoryShelf())
        let cell = try keys.seal(
            Array("9000001".utf8), at: place(1), owner: "person:1", of: .account)
        for index in cell.indices {
            var altered = cell
            altered[index] ^= 1
            #expect(throws: Fault.self) { try keys.open(altered, at: place(1)) }
        }
        #expect(throws: Fault.self) { try keys.open(Array(cell.dropLast()), at: place(1)) }
    }

    @Test("鍵を消した人の項目だけが、どの種類も開かなくなる", .measure("R-82"))
    func destroyedPersonIsUnreadable() throws {
        let shelf = MemoryShelf()
        let keys = try keys(ring(), shelf)
        var cells: [String: [UInt8]] = [:]
        for owner in ["person:1", "person:2"] {
            for keyClass in [KeyClass.account, .protectedAddress, .sensitive] {
                cells["\(owner)\(keyClass)"] = try keys.seal(
                    Array("値".utf8), at: place(1), owner: owner, of: keyClass)
            }
        }
        #expect(try keys.destroy(owners: ["person:1"]) == 3)
        #expect(try keys.destroy(owners: ["person:1"]) == 0)
        for (name, cell) in cells {
            if name.hasPrefix("person:1") {
                #expect(throws: Fault.self) { try keys.open(cell, at: place(1)) }
            } else {
                #expect(try keys.open(cell, at: place(1)) == Array("値".utf8))
            }
        }
        // The person may come back: a new key, which does not open what was.
        let again = try keys.seal(
            Array("新".utf8), at: place(1), owner: "person:1", of: .account)
        #expect(try keys.open(again, at: place(1)) == Array("新".utf8))
        #expect(throws: Fault.self) {
            try keys.open(cells["person:1account"] ?? [], at: place(1))
        }
    }

    @Test("消す前の鍵棚の写しを戻しても、消した人は読めない", .measure("R-82"))
    func olderShelfIsReplayed() throws {
        let (ring, shelf) = (ring(), MemoryShelf())
        let first = try keys(ring, shelf)
        let gone = try first.seal(
            Array("9000001".utf8), at: place(1), owner: "person:1", of: .account)
        let stays = try first.seal(
            Array("9000002".utf8), at: place(2), owner: "person:2", of: .account)
        let older = shelf.copy()
        _ = try first.destroy(keysOf: [gone])
        let restored = try keys(ring, older)
        #expect(throws: Fault.self) { try restored.open(gone, at: place(1)) }
        #expect(try restored.open(stays, at: place(2)) == Array("9000002".utf8))
        #expect(older.all.count == 1)
    }

    @Test("消去の途中で止まっても、次の起動で消し終わる", .measure("R-82"))
    func killBetweenListAndShelf() throws {
        let (ring, shelf) = (ring(), MemoryShelf())
        let first = try keys(ring, shelf)
        let cell = try first.seal(
            Array("9000001".utf8), at: place(1), owner: "person:1", of: .account)
        shelf.cut(after: 0)
        #expect(throws: Fault.self) { try first.destroy(owners: ["person:1"]) }
        shelf.cut(after: nil)
        let next = try keys(ring, shelf)
        #expect(throws: Fault.self) { try next.open(cell, at: place(1)) }
        #expect(shelf.all.isEmpty)
    }

    @Test("消した鍵の一覧は、切れた行の後にも正しく続く")
    func listGoesOnAfterCutLine() throws {
        let list = DestroyedKeys(path: folder.file("list").path)
        #expect(try list.marks().isEmpty)
        try list.add([[1], [2]])
        let handle = try #require(FileHandle(forWritingAtPath: list.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("0123abc".utf8))
        try handle.close()
        try list.add([[3]])
        #expect(try list.marks() == Set([[1], [2], [3]].map(DestroyedKeys.line)))
    }

    @Test("記憶が一杯になっても、封をすることも開くこともできる")
    func smallMemory() throws {
        let keys = try keys(ring(), MemoryShelf(), bound: 4)
        let cells = try (0..<40).map { row in
            try keys.seal(
                [UInt8(row)], at: place(row), owner: "person:\(row)", of: .sensitive)
        }
        for row in 0..<40 { #expect(try keys.open(cells[row], at: place(row)) == [UInt8(row)]) }
    }

    @Test("項目のナンスは重ならない", .measure("R-82"))
    func noncesAreUnique() throws {
        let shelf = MemoryShelf()
        let keys = try PersonKeys(
            ring(), shelf: shelf, destroyed: DestroyedKeys(path: folder.file("none").path),
            random: SystemRandomBytes())
        let count = HugeRun.isOn ? 10_000_000 : 4_000
        var seen: Set<[UInt8]> = []
        seen.reserveCapacity(count)
        for row in 0..<count {
            let cell = try keys.seal([1], at: place(row), owner: "person:1", of: .account)
            seen.insert(Array(cell[9..<21]))
        }
        #expect(seen.count == count)
    }
}

/// Large figures run only when asked for.
enum HugeRun {
    static let isOn = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
}
