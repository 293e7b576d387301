// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Retention

@Suite("起案・決裁・実行・停止")
struct ReleaseTests {
    /// A city in which everything of so many persons is due.
    private func due(_ persons: Int = 3) throws -> Bench {
        let bench = try Bench(.casework)
        try CanaryRows(bench).fill(0..<persons)
        bench.clock.stand(on: day("2031-06-01"))
        return bench
    }

    @Test("起案・決裁・実行は別の権限で、決裁した本人は実行できず、起案した本人は決裁できない", .measure("R-88"))
    func separated() throws {
        let bench = try due()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.perform(.proposePurge, by: bench.head) { _ in }
        }
        let list = try bench.propose()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.perform(.approvePurge, by: bench.administrator, reason: "x") { _ in }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.perform(.purge, by: bench.head, reason: "x") { _ in }
        }
        // One officer with both roles.
        let both = Principal(
            officer: "b001", name: "検証 兼務", roles: [.administrator, .head], session: "test",
            terminal: "T")
        let own = Principal(
            officer: bench.administrator.officer, name: "検証", roles: [.head], session: "test",
            terminal: "T")
        #expect(throws: RetentionRefusal.sameOfficer) {
            try bench.perform(.approvePurge, by: own, reason: "x") {
                try ApprovePurge.perform(list, bench.catalogue, in: $0)
            }
        }
        #expect(throws: RetentionRefusal.notReleased) { try bench.carryOut(list) }
        try bench.perform(.approvePurge, by: both, reason: "期間満了") {
            try ApprovePurge.perform(list, bench.catalogue, in: $0)
        }
        #expect(throws: RetentionRefusal.sameOfficer) {
            try bench.run().carryOut(list, by: both, reason: "期間満了")
        }
        #expect(try bench.count("application") == 3, "何も消えていない")
        _ = try bench.carryOut(list)
        #expect(try bench.count("application") == 0)
    }

    @Test("決裁には理由が要り、二度は決裁できず、差し戻せば何も消えない", .measure("R-88"))
    func decidedOnce() throws {
        let bench = try due()
        let list = try bench.propose()
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try bench.perform(.approvePurge, by: bench.head) { _ in }
        }
        #expect(throws: RetentionRefusal.listOpen(number: "消1-2031-001")) { try bench.propose() }
        try bench.perform(.approvePurge, by: bench.head, reason: "確認が足りない") {
            try ApprovePurge.sendBack(list, in: $0)
        }
        #expect(throws: RetentionRefusal.alreadyDecided) { try bench.release(list) }
        #expect(throws: RetentionRefusal.notReleased) { try bench.carryOut(list) }
        let again = try bench.propose()
        try bench.release(again)
        _ = try bench.carryOut(again)
        #expect(throws: RetentionRefusal.alreadyErased) { try bench.carryOut(again) }
        #expect(throws: RetentionRefusal.nothingDue) { try bench.propose() }
        #expect(throws: RetentionRefusal.unknownList) { try bench.carryOut(999) }
    }

    @Test("起案の後に書き換えられた一覧と、変わった保存期間の表は、決裁も実行もされない", .measure("R-88"))
    func boundByDigest() throws {
        let bench = try due()
        let list = try bench.propose()
        let other = try ClassCatalogue(
            classes: "", tables: "", limits: "recovery\t5\t根拠\tno\n")
        let subject = try #require(
            try bench.store.read {
                try $0.first("SELECT subject FROM purge_item WHERE id = 1") { $0.int(0) }
            })
        /// Another person in the first line of the list.
        func rewrite(_ subject: Int) throws {
            _ = try bench.store.write {
                try $0.execute("UPDATE purge_item SET subject = ? WHERE id = 1", [subject])
            }
        }
        #expect(throws: RetentionRefusal.listChanged) {
            try bench.perform(.approvePurge, by: bench.head, reason: "x") {
                try ApprovePurge.perform(list, other, in: $0)
            }
        }
        try rewrite(9_999_991)
        #expect(throws: RetentionRefusal.listChanged) { try bench.release(list) }
        try rewrite(subject)
        try bench.release(list)
        try rewrite(9_999_991)
        #expect(throws: RetentionRefusal.listChanged) { try bench.carryOut(list) }
        try rewrite(subject)
        let whole = try bench.count("purge_item")
        let changed = bench.run(RetentionSurroundings(catalogue: other), batch: 1)
        #expect(throws: RetentionRefusal.listChanged) {
            try changed.carryOut(list, by: bench.administrator, reason: "期間満了")
        }
        #expect(try bench.count("application") == 3, "何も消えていない")
        // Refused before the first batch: not one unit was taken off the list as changed since.
        #expect(try bench.count("purge_item") == whole)
        // Nor under other words half way through.
        _ = try bench.run(batch: 1).open(list, by: bench.administrator, reason: "期間満了").eraseSome()
        let left = try bench.count("purge_item")
        #expect(left > 0)
        #expect(throws: RetentionRefusal.listChanged) {
            try changed.carryOut(list, by: bench.administrator, reason: "期間満了")
        }
        #expect(try bench.count("purge_item") == left)
        _ = try bench.carryOut(list)
        #expect(try bench.count("application") == 0)
    }

    @Test("決裁の後に置かれた停止も効き、消さなかったものが一覧に残り、解除すれば次に消える", .measure("R-88"))
    func heldAfterRelease() throws {
        let bench = try due()
        let list = try bench.propose()
        try bench.release(list)
        let person = CanaryRows.number(1)
        let hold = try bench.hold(person)
        #expect(throws: RetentionRefusal.alreadyHeld) { _ = try bench.hold(person) }
        let certificate = try bench.carryOut(list)
        #expect(try bench.count("application") == 1)
        let left = try bench.perform(.viewRetention, by: bench.head) {
            try ViewRetention.leftOut(of: list, limit: 1_000, in: $0)
        }
        #expect(certificate.leftOut == left.count && left.allSatisfy { $0.subject == person })
        #expect(left.allSatisfy { $0.cause == RetentionStop.hold.title })
        let stopped = try bench.candidates().filter { $0.unit.subject == person }
        #expect(!stopped.isEmpty && stopped.allSatisfy { $0.stop == .hold })
        let own = Principal(
            officer: bench.administrator.officer, name: "検証", roles: [.head], session: "test",
            terminal: "T")
        #expect(throws: RetentionRefusal.sameOfficer) {
            _ = try bench.perform(.releaseRecords, by: own, reason: "終結") {
                try ReleaseRecords.perform(hold, in: $0)
            }
        }
        _ = try bench.perform(.releaseRecords, by: bench.head, reason: "判決確定") {
            try ReleaseRecords.perform(hold, in: $0)
        }
        #expect(throws: RetentionRefusal.unknownHold) {
            _ = try bench.perform(.releaseRecords, by: bench.head, reason: "x") {
                try ReleaseRecords.perform(hold, in: $0)
            }
        }
        let next = try bench.propose()
        try bench.release(next)
        _ = try bench.carryOut(next)
        #expect(try bench.count("application") == 0)
    }

    @Test("開示等の請求の対応中の人は、どの種類の記録も消えない", .measure("R-88"))
    func disclosure() throws {
        let bench = try due()
        let person = CanaryRows.number(2)
        let surroundings = RetentionSurroundings(
            catalogue: bench.catalogue, disclosure: { _ in [person] })
        let own = try bench.candidates(surroundings).filter { $0.unit.subject == person }
        #expect(!own.isEmpty && own.allSatisfy { $0.stop == .disclosure })
    }

    @Test("業務がまだ使う人は、System 2 から消えない", .measure("R-88"))
    func neededBySystem1() throws {
        let bench = try Bench(.addressee)
        try CanaryRows(bench).fill(0..<4)
        bench.clock.stand(on: day("2031-06-01"))
        let person = CanaryRows.number(0)
        let surroundings = RetentionSurroundings(
            catalogue: bench.catalogue, needed: { Set($0.filter { $0 == person }) })
        let list = try bench.propose(surroundings)
        try bench.release(list)
        _ = try bench.run(surroundings).carryOut(
            list, by: bench.administrator, reason: "期間満了")
        let left = try bench.store.read {
            try $0.rows("SELECT addressee FROM person_addressee") { $0.addressee(0) }
        }
        #expect(left == [person])
        // The integrated numbers stay as tombstones, and the 宛名番号 is never given again.
        #expect(try bench.count("person") == 4)
        #expect(try bench.count("retired_addressee") == 3)
        #expect(try bench.count("person_number") == 1)
    }

    @Test("消去のほかには、誰も事実を消せず、消去の許可も書き換えられない", .measure("R-88"))
    func nobodyElseDeletes() throws {
        let bench = try due()
        _ = try bench.hold(CanaryRows.number(0))
        let list = try bench.propose()
        try bench.release(list)
        _ = try bench.carryOut(list)
        for table in [
            "application", "claim", "legal_hold", "purge_list", "purge_permit", "purge_certificate",
        ] {
            #expect(try bench.count(table) > 0, "\(table)")
            let refused = #expect(throws: ConstraintViolation.self) {
                _ = try bench.store.write { try $0.execute("DELETE FROM \(table)") }
            }
            #expect(refused?.kind == .appendOnly, "\(table)")
        }
    }

    @Test("証明書には名前も宛名番号もなく、番号を知る人だけが確かめられる", .measure("R-88"))
    func certificate() throws {
        let bench = try due()
        let list = try bench.propose()
        try bench.release(list)
        let certificate = try bench.carryOut(list)
        let text = String(describing: certificate)
        for person in 0..<3 {
            #expect(!text.contains(CanaryRows.canary(person)))
            #expect(!text.contains(CanaryRows.number(person).description))
        }
        #expect(certificate.counts.reduce(0) { $0 + $1.rows } == certificate.erased)
        let asked = try bench.perform(.viewRetention, by: bench.head) { scope in
            (
                try ViewRetention.wasErased(CanaryRows.number(1), by: list, in: scope),
                try ViewRetention.wasErased(CanaryRows.number(77), by: list, in: scope)
            )
        }
        #expect(asked == (true, false))
        // Nothing of the work lists is left.
        for table in ["purge_item", "purge_owner", "purge_file"] {
            #expect(try bench.count(table) == 0, "\(table)")
        }
    }
}
