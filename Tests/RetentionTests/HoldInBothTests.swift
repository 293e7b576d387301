// SPDX-License-Identifier: Apache-2.0
import Database
import PowerCuts
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Retention

/// The release of a hold is written into two stores: the power may go between them, or within one.
@Suite("両方の庫の消去の停止の解除が、途中で止まっても")
struct HoldInBothTests {
    private static let person = CanaryRows.number(1)

    /// Both systems, each with the hold, and their power switches.
    private struct Town {
        let casework: Bench
        let addressee: Bench
        let stores: [CutStore]
        let hold: Int64

        init() throws {
            let made = Mutex<[CutStore]>([])
            func bench(_ system: RetentionSystem) throws -> Bench {
                try Bench(system) { inner in
                    let store = CutStore(inner, staysOff: true)
                    made.withLock { $0.append(store) }
                    return store
                }
            }
            casework = try bench(.casework)
            addressee = try bench(.addressee)
            _ = try addressee.hold(person)
            hold = try casework.hold(person)
            stores = made.withLock { $0 }
            for store in stores { store.forgetStatements() }
        }

        func release() async throws {
            let (casework, addressee, hold) = (casework, addressee, hold)
            try await ReleaseInBoth.perform(hold) {
                try casework.perform(.viewRetention, by: casework.head) {
                    try ViewRetention.releasable(hold, in: $0)
                }
            } addressee: { found in
                try addressee.perform(.releaseRecords, by: addressee.head, reason: "判決確定") {
                    try ReleaseRecords.same(as: found, in: $0)
                }
            } casework: {
                _ = try casework.perform(.releaseRecords, by: casework.head, reason: "判決確定") {
                    try ReleaseRecords.perform(hold, in: $0)
                }
            }
        }

        func holds(_ bench: Bench) throws -> [LegalHold] {
            try bench.perform(.viewRetention, by: bench.head) { try ViewRetention.holds(in: $0) }
        }

        /// Of the two systems those in which it stands still.
        func standing() throws -> [RetentionSystem] {
            try [casework, addressee].filter { try holds($0).contains { $0.endedAt == nil } }
                .map(\.system)
        }
    }

    @Test("書込みのどこで電源が切れても、もう一度の解除で両方が一度ずつ終わる", .measure("R-88"))
    func everyPowerCut() async throws {
        let whole = try Town()
        let before = whole.stores.map(\.statements)
        try await whole.release()
        // Looking whether it stands is written into the log, too: the count is taken before.
        let statements = zip(whole.stores, before).map { $0.statements - $1 }
        #expect(try whole.standing().isEmpty)
        #expect(statements.allSatisfy { $0 > 0 })
        var halves = 0
        for (place, count) in statements.enumerated() {
            for cut in 0..<count {
                let town = try Town()
                town.stores[place].cut(after: cut)
                await #expect(throws: (any Error).self, "\(place) \(cut)") {
                    try await town.release()
                }
                town.stores[place].cut(after: nil)
                // What stands in System 1 can be released again from its page.
                let left = try town.standing()
                #expect(left.contains(.casework), "\(place) \(cut)")
                if left.count == 1 { halves += 1 }
                try await town.release()
                #expect(try town.standing().isEmpty, "\(place) \(cut)")
                for bench in [town.casework, town.addressee] {
                    #expect(try bench.count("legal_hold_end") == 1, "\(place) \(cut)")
                }
            }
        }
        #expect(halves > 0, "間で切れた場合がある")
    }

    @Test("前の版で福祉総合システムだけに記録された解除は、一覧で分かり、同じ解除で残りが終わる。三度目は断られる")
    func leftOver() async throws {
        let town = try Town()
        _ = try town.casework.perform(.releaseRecords, by: town.casework.head, reason: "判決確定") {
            try ReleaseRecords.perform(town.hold, in: $0)
        }
        func half() throws -> Set<Int64> {
            LegalHold.halfReleased(
                try town.holds(town.casework), addressee: try town.holds(town.addressee))
        }
        #expect(try half() == [town.hold])
        try await town.release()
        #expect(try town.standing().isEmpty && half().isEmpty)
        await #expect(throws: RetentionRefusal.unknownHold) { try await town.release() }
        // Placed anew in both, the old one is over.
        _ = try town.addressee.hold(Self.person)
        _ = try town.casework.hold(Self.person)
        #expect(try half().isEmpty)
    }

    @Test("終わった停止の解除が古い画面からもう一度来ても、同じ事件で付け直した停止は、どちらの庫でも残る", .measure("R-88"))
    func staleRelease() async throws {
        let town = try Town()
        try await town.release()
        _ = try town.addressee.hold(Self.person)
        _ = try town.casework.hold(Self.person)
        await #expect(throws: RetentionRefusal.unknownHold) { try await town.release() }
        #expect(try town.standing() == [.casework, .addressee])
    }
}
