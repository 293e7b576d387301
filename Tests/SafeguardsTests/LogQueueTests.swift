// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Safeguards

/// Refuses, while it keeps count, whoever looks at the sister.
private struct KeepingWatch: AccessWatch {
    enum Said: Refusal {
        case tooMany
        var code: String { "E-TST-009" }
        var message: String { "試験の断りです。" }
        var article: String? { nil }
    }

    func look(at access: WatchedAccess, in db: any Connection) throws -> AccessMark? { nil }

    func keep(
        _ access: WatchedAccess, as mark: AccessMark?, facts: FactWriter, in db: any Connection
    ) throws {
        if access.named == [sister] { throw Said.tooMany }
    }
}

@Suite("照会の記録をまとめて確定する")
struct LogQueueTests {
    /// Lets so many officers ask at once, each on a thread of its own, while a write holds the writer
    /// until all of them wait.
    private func ask(
        _ count: Int, of world: World, about person: @escaping @Sendable (Int) -> AddresseeNumber
    ) throws -> [Result<Int, any Error>] {
        let (gate, store) = (world.gate, world.store)
        let answers = Mutex<[Int: Result<Int, any Error>]>([:])
        try store.inner.write { _ in
            for place in 0..<count {
                let clerk = world.person([.counter], "k\(place)")
                Thread.detachNewThread {
                    let result = Result {
                        try gate.perform(
                            .viewPerson, by: clerk, for: .registration, about: [person(place)]
                        ) { _ in }
                        // What the officer is told stands in the log by now.
                        return try store.read { db in
                            try db.first(
                                "SELECT COUNT(*) FROM operation WHERE officer = ?", [clerk.officer]
                            ) { $0.int(0) } ?? 0
                        }
                    }
                    answers.withLock { $0[place] = result }
                }
            }
            for _ in 0..<40_000 where gate.log.count < count { usleep(500) }
        }
        for _ in 0..<40_000 where answers.withLock({ $0.count }) < count { usleep(500) }
        let found = answers.withLock { $0 }
        try #require(found.count == count)
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private func heads(_ world: World) throws -> Int {
        try world.store.read { db in
            try db.first("SELECT COUNT(*) FROM ledger_checkpoint", []) { $0.int(0) } ?? 0
        }
    }

    @Test("同時の照会は一度の確定で記録し、どの答えも確定の後に返る", .measure("R-54", "R-85g"))
    func together() throws {
        let folder = try TemporaryFolder("log-queue")
        let world = try World(store: try Stores.sqlite(at: folder.file("log").path, body: "119997"))
        let answers = try ask(24, of: world) { _ in child }
        #expect(try answers.map { try $0.get() } == Array(repeating: 1, count: 24))
        #expect(try world.log().count == 24)
        #expect(try heads(world) == 1)
        #expect(try world.isWhole())
    }

    @Test("まとめた中の一人を見張りが断っても、ほかの人の記録は残り、断りも記録に残る", .measure("R-55"))
    func oneRefused() throws {
        let folder = try TemporaryFolder("log-queue")
        let world = try World(
            store: try Stores.sqlite(at: folder.file("log").path, body: "119997"),
            watches: [KeepingWatch()])
        let answers = try ask(9, of: world) { $0 == 4 ? sister : child }
        for (place, answer) in answers.enumerated() {
            if place == 4 {
                #expect(throws: KeepingWatch.Said.tooMany) { try answer.get() }
            } else {
                #expect(try answer.get() == 1)
            }
        }
        #expect(
            try world.log().map { $0.result ?? "" }.sorted()
                == Array(repeating: "ok", count: 8) + ["refused E-TST-009"])
        #expect(try world.isWhole())
    }

    @Test("記録が書けなければ、まとめて待つ誰にも答えない", .measure("R-54"))
    func nobodyIsAnswered() throws {
        let folder = try TemporaryFolder("log-queue")
        let world = try World(store: try Stores.sqlite(at: folder.file("log").path, body: "119997"))
        world.store.commitsFail.withLock { $0 = true }
        let answers = try ask(6, of: world) { _ in child }
        for answer in answers { #expect(throws: Fault.self) { try answer.get() } }
        world.store.commitsFail.withLock { $0 = false }
        #expect(try world.log().isEmpty)
        // The queue goes on.
        _ = try ask(1, of: world) { _ in child }
        #expect(try world.log().count == 1)
    }

    @Test("待つ人が上限を超えれば、続きは次の確定で書く")
    func more() throws {
        let folder = try TemporaryFolder("log-queue")
        let world = try World(store: try Stores.sqlite(at: folder.file("log").path, body: "119997"))
        let count = LogQueue.most + 5
        let answers = try ask(count, of: world) { _ in child }
        #expect(try answers.allSatisfy { try $0.get() == 1 })
        #expect(try heads(world) == 2)
        #expect(try world.isWhole())
    }
}
