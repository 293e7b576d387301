// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Vault

@Suite("鍵の更新")
struct RotationTests {
    let random = RehearsalRandomBytes(seed: 43)
    let folder: TemporaryFolder
    let body = "119997"

    init() throws { folder = try TemporaryFolder() }

    private func place(_ row: Int) -> CellAddress {
        CellAddress(table: "account_use", column: "account_number", row: Int64(row))
    }

    @Test("停電のたびに続きから包み直し、その間も読めないときがない", .measure("R-82"))
    func rotationSurvivesKills() throws {
        let cabinet = KeyCabinet(folder: folder.file("keys").path)
        let shelf = MemoryShelf()
        func keys() throws -> PersonKeys {
            try PersonKeys(
                try cabinet.open(.casework, body: body, random: random), shelf: shelf,
                destroyed: cabinet.destroyed(of: .casework), random: random)
        }
        _ = try cabinet.create(.casework, body: body, random: random)
        let before = try keys()
        let owners = (0..<800).map { "person:\($0)" }
        try before.prepare(owners, of: .account)
        let cells = try owners.enumerated().map { row, owner in
            try before.seal([UInt8(row % 251)], at: place(row), owner: owner, of: .account)
        }
        _ = try cabinet.rotate(.casework, [.account], body: body, random: random)
        var (kills, failedReads, rounds) = (0, 0, 0)
        while true {
            rounds += 1
            // A new start after each cut; it opens what it finds and goes on.
            let now = try keys()
            for row in stride(from: rounds % 13, to: 800, by: 53)
            where (try? now.open(cells[row], at: place(row))) != [UInt8(row % 251)] {
                failedReads += 1
            }
            shelf.cut(after: kills < 20 ? kills % 2 : nil)
            do {
                while try now.rewrapBatch(of: .account, limit: 64) > 0 {}
                break
            } catch { kills += 1 }
        }
        shelf.cut(after: nil)
        #expect(kills == 20)
        #expect(failedReads == 0)
        #expect(shelf.all.allSatisfy { $0.wrappedUnder == 2 })
        let ring = try cabinet.retire(
            .casework, .account, versions: [1], body: body, random: random)
        #expect(ring.versions(of: .account) == [2])
        let after = try keys()
        let right = try cells.indices.filter {
            try after.open(cells[$0], at: place($0)) == [UInt8($0 % 251)]
        }
        #expect(right.count == 800)
    }

    @Test("更新の後に書いた項目は、古い種類の鍵を持つ人には開かない", .measure("R-82"))
    func newCellsUseNewKeys() throws {
        var ring = Keyring.create(
            body: body, classes: KeyCabinet.System.casework.classes, random: random)
        let shelf = MemoryShelf()
        let keys = try PersonKeys(
            ring, shelf: shelf, destroyed: DestroyedKeys(path: folder.file("d").path),
            random: random)
        _ = try keys.seal([1], at: place(1), owner: "person:1", of: .account)
        let stolen = (ring: ring, shelf: shelf.copy())
        ring.rotate(.account, random: random)
        keys.renew(ring)
        let newer = try keys.seal([2], at: place(2), owner: "person:1", of: .account)
        #expect(try keys.open(newer, at: place(2)) == [2])
        let thief = try PersonKeys(
            stolen.ring, shelf: stolen.shelf, destroyed: DestroyedKeys(path: folder.file("e").path),
            random: random)
        #expect(throws: Fault.self) { try thief.open(newer, at: place(2)) }
        // Nor with today's shelf: the ring lacks the version.
        let late = try PersonKeys(
            stolen.ring, shelf: shelf, destroyed: DestroyedKeys(path: folder.file("e").path),
            random: random)
        #expect(throws: Fault.self) { try late.open(newer, at: place(2)) }
    }

    @Test("別の働きが鍵束を回しても、動いている側は読み直して開く", .measure("R-82"))
    func runningProcessRenewsItsRing() throws {
        let cabinet = KeyCabinet(folder: folder.file("keys").path)
        let ring = try cabinet.create(.casework, body: body, random: random)
        let (shelf, body, random) = (MemoryShelf(), body, random)
        let serving = try PersonKeys(
            ring, shelf: shelf, destroyed: cabinet.destroyed(of: .casework), random: random,
            reload: { try cabinet.open(.casework, body: body, random: random) })
        let cell = try serving.seal([7], at: place(1), owner: "person:1", of: .account)
        serving.forget()
        let turning = try PersonKeys(
            try cabinet.rotate(.casework, [.account], body: body, random: random), shelf: shelf,
            destroyed: cabinet.destroyed(of: .casework), random: random)
        #expect(try turning.rewrapBatch(of: .account) == 1)
        #expect(try serving.open(cell, at: place(1)) == [7])
    }

    @Test("包む鍵の交換は、どこで止まっても前か後の鍵で開く", .measure("R-82"), arguments: CustodyStep.allCases)
    func kekChangeSurvivesKills(step: CustodyStep) throws {
        let cabinet = KeyCabinet(folder: folder.file("keys-\(step.rawValue)").path)
        let ring = try cabinet.create(.addressee, body: body, random: random)
        let old = try KeyFile.read(at: cabinet.kekPath(.addressee))
        let place = CellAddress(table: "person_number", column: "cell", row: 1)
        let cell = try ring.cipher(for: .individualNumber, random: random)
            .seal("9", at: place)
        struct Cut: Error {}
        try? cabinet.turnKey(.addressee, body: body, random: random) {
            if $0 == step { throw Cut() }
        }
        let opened = try cabinet.open(.addressee, body: body, random: random)
        #expect(
            try opened.cipher(for: .individualNumber, random: random).openText(cell, at: place)
                == "9")
        #expect(!cabinet.exists(cabinet.nextKekPath(.addressee)))
        #expect(cabinet.custody(of: .addressee) == .file)
        if step != .nextKeyWritten {
            #expect(throws: Fault.self) {
                try cabinet.open(.addressee, body: body, with: old, random: random)
            }
        }
    }
}
