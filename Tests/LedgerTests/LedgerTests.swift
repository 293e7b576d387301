// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support
import Testing
import Vocabulary

@testable import Ledger

@Suite("台帳（両エンジン）")
struct LedgerTests {
    @Test("検証は何度でも同じ答えで、続きからもできる", arguments: Engine.allCases)
    func verify(engine: Engine) throws {
        let sample = try Sample(engine)
        #expect(try sample.ledger.verify(sample.store).ok, "空の台帳")
        for _ in 0..<4 { try sample.append(25) }
        let first = try sample.ledger.verify(sample.store)
        #expect(first.problems == [])
        #expect(first.entries == 100)
        #expect(first.checkpoints == 4)
        #expect(first.facts == 180)
        let second = try sample.ledger.verify(sample.store)
        #expect(second.ok && second.root == first.root)
        try sample.append(1)
        let third = try sample.store.read {
            try sample.ledger.audit.run(in: $0, from: first.position)
        }
        #expect(third.problems == [])
        #expect(third.entries == 101)
        let head = try sample.store.read { try sample.ledger.head(in: $0) }
        #expect(head?.checkpoint.root == third.root)
        #expect(try sample.file.read() == head?.note)
    }

    @Test("失敗した取引は台帳に跡を残さない", arguments: Engine.allCases)
    func rollback(engine: Engine) throws {
        struct Stop: Error {}
        let sample = try Sample(engine)
        try sample.append(3)
        #expect(throws: Stop.self) {
            try sample.store.write { db in
                let group = try sample.ledger.open(in: db)
                let act = Act(code: "x", officer: "o", session: "s", terminal: "t", purpose: "p")
                let operation = try group.begin(act, at: Sample.start)
                try operation.facts.append("visit", ["amount": 1])
                try operation.finish(subjects: [])
                throw Stop()
            }
        }
        try sample.append(3)
        let report = try sample.ledger.verify(sample.store)
        #expect(report.problems == [])
        #expect(report.entries == 6)
    }

    @Test("許可のある消去の後も検証は通り、許可の書換えは見つかる", arguments: Engine.allCases)
    func purge(engine: Engine) throws {
        let sample = try Sample(engine)
        try sample.append(30)
        let ids = try sample.store.read { db in
            try db.rows("SELECT id FROM visit WHERE operation_id < 20 ORDER BY id") { $0.int64(0) }
        }
        try sample.store.write { db in
            let act = Act(
                code: "purge", officer: "o", session: "s", terminal: "t", purpose: "maintenance")
            let signed = try sample.ledger.record(act, at: Sample.start, in: db) { operation in
                (try operation.facts.purge("visit", ids: ids), subjects: [])
            }
            #expect(signed.value == ids.count)
        }
        #expect(try sample.ledger.verify(sample.store).problems == [])
        try sample.append(2)
        #expect(try sample.ledger.verify(sample.store).problems == [])
        try sample.disarm()
        _ = try sample.store.write { db in
            try db.execute(
                "UPDATE purge_permit SET row_digest = ? WHERE row_id = ?",
                [[UInt8](repeating: 0, count: 32), ids[0]])
        }
        let report = try sample.ledger.verify(sample.store)
        #expect(report.problems.count == 2, "消された事実と、許可という事実")
        #expect(report.problems.allSatisfy { $0.kind == .factsChanged })
    }

    @Test("署名ファイルが古いのはよく、進んでいる・無い・偽物は問題になる")
    func file() throws {
        let sample = try Sample(.sqlite)
        try sample.append(5)
        let old = try #require(try sample.file.read())
        try sample.append(5)
        let new = try #require(try sample.file.read())
        func kinds(_ note: String?) throws -> [LedgerProblem.Kind] {
            if let note {
                try Data(note.utf8).write(to: sample.file.url)
            } else {
                try FileManager.default.removeItem(at: sample.file.url)
            }
            return try sample.ledger.verify(sample.store).problems.map(\.kind)
        }
        #expect(try kinds(old) == [])
        #expect(try kinds(new.replacing("\n10\n", with: "\n11\n")) == [.fileInvalid])
        #expect(try kinds(nil) == [.fileMissing])
        let other = try Sample(.sqlite)
        try other.append(12)
        #expect(try kinds(other.file.read()) == [.truncated])
    }

    @Test("署名付きの記録はC2SPの形で、一字でも変われば読めない")
    func note() throws {
        let sample = try Sample(.sqlite)
        try sample.append(2)
        let note = try #require(try sample.file.read())
        let verifier = sample.ledger.verifier
        #expect(note.hasPrefix("hagukumi/119997/test\n2\n"))
        #expect(note.contains("\n\n\u{2014} hagukumi/119997/test "))
        #expect(SignedCheckpoint(note: note, verifier: verifier) != nil)
        #expect(LedgerVerifier(text: verifier.text) == verifier)
        let bytes = Array(note.utf8)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            let text = String(decoding: changed, as: UTF8.self)
            #expect(SignedCheckpoint(note: text, verifier: verifier) == nil, "\(index)")
        }
        let stranger = try Sample.signer(2).verifier
        #expect(SignedCheckpoint(note: note, verifier: stranger) == nil)
    }

    @Test("封をした記録の本文は往復し、切れたもの・余りのあるもの・別の鍵では読めない", .measure("R-54"))
    func coding() throws {
        let sample = try Sample(.sqlite)
        try sample.append(12)
        let bodies = try sample.store.read { db in
            try db.rows("SELECT body FROM ledger_entry ORDER BY id") { $0.blob(0) }
        }
        let month = Sample.start.logMonth
        let key = try sample.keys.key(for: month)
        let other = try #require(MonthKey([UInt8](repeating: 5, count: 32)))
        for (index, body) in bodies.enumerated() {
            let leaf = try #require(LedgerLeaf(body: body))
            #expect(LedgerLeaf(body: body.dropLast()) == nil)
            #expect(LedgerLeaf(body: body + [0]) == nil)
            #expect(leaf.opened(other) == nil)
            let content = try #require(leaf.opened(key))
            #expect(content.officer == "officer\((index + 1) % 7)")
            #expect(content.subjectCount == Int64((index + 1) % 4))
            let text = String(decoding: body, as: UTF8.self)
            #expect(!text.contains("officer") && !text.contains("見本の理由"), "読める記録")
        }
        #expect(LedgerLeaf(body: bodies[9])?.facts.map(\.table) == ["award", "visit"])
    }

    @Test("封をする前の庫も開き、続きから封をして書け、両方の形がともに検証できる")
    func older() throws {
        let sample = try Sample(.sqlite)
        try sample.store.write { db in try OpenLeaves.write(20, sample, in: db) }
        try sample.append(20)
        let report = try sample.ledger.verify(sample.store)
        #expect(report.problems == [])
        #expect(report.entries == 40)
        let lines = try sample.store.read { db in
            try LogIndex.completed(
                db.rows(
                    "SELECT \(LogIndex.columns) FROM \(LogIndex.tables) ORDER BY o.id", [],
                    LogIndex.line), from: db)
        }
        #expect(lines.map(\.result) == (1...40).map { $0 % 2 == 0 ? "ok" : nil })
        // An open leaf has no key: such a month cannot end by destroying one.
        #expect(throws: LedgerRefusal.monthUnsealed(Sample.start.logMonth)) {
            try sample.store.write { db in
                let act = Act(code: "x", officer: "o", session: "s", terminal: "t", purpose: "p")
                _ = try sample.ledger.record(
                    act, at: Sample.start.adding(seconds: 40 * 86_400), in: db
                ) { operation in
                    (try operation.facts.expireMonth(Sample.start.logMonth), subjects: [])
                }
            }
        }
    }
}
