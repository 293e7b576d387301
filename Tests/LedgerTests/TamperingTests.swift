// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support
import Testing
import Vocabulary

@testable import Ledger

@Suite("改ざんはすべて見つかる（X15）")
struct TamperingTests {
    private struct Undo: Error {}

    /// One manipulation as the other reader repeats it.
    private struct Manipulation: Encodable {
        struct Value: Encodable {
            let value: SQLValue

            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                switch value {
                case .null: try container.encodeNil()
                case .integer(let number): try container.encode(number)
                case .text(let text): try container.encode(text)
                case .blob(let bytes):
                    let hex = bytes.map { byte in
                        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
                    }
                    try container.encode(["b": hex.joined()])
                }
            }
        }

        struct Statement: Encodable {
            let sql: String
            let arguments: [SQLValue]

            func encode(to encoder: any Encoder) throws {
                var list = encoder.unkeyedContainer()
                try list.encode(sql)
                try list.encode(arguments.map(Value.init))
            }
        }

        let way: String
        let sql: [Statement]
        let file: String
        let cosigned: String
    }

    /// A ledger, its cosigned head, and the positions of a true verification after each group.
    private struct Book {
        let sample: Sample
        let groups: Int
        let count: Int
        let witnessed: WitnessedNote
        let file: String
        let positions: [AuditPosition]
        private(set) var done: [Manipulation] = []

        var size: Int { groups * count }

        init(_ engine: Engine, groups: Int, of count: Int) throws {
            let sample = try Sample(engine)
            var positions: [AuditPosition] = [.start]
            for _ in 0..<groups {
                try sample.append(count)
                let last = positions[positions.count - 1]
                let report = try sample.store.read {
                    try sample.ledger.audit.run(in: $0, from: last)
                }
                guard report.ok else { throw Undo() }
                positions.append(report.position)
            }
            try sample.disarm()
            self.sample = sample
            self.positions = positions
            (self.groups, self.count) = (groups, count)
            file = try #require(try sample.file.read())
            let signer = try Sample.witnessSigner()
            let text = try #require(NoteText(file)).text
            witnessed = WitnessedNote(
                file + (try signer.cosignatureLine(for: text, at: Sample.start)),
                witness: signer.verifier)
        }

        /// Changes something, verifies, and takes the change back.
        mutating func problems(
            _ way: Tampering, wholly: Bool, _ random: inout Seeded
        ) throws -> [LedgerProblem] {
            let (size, file) = (size, file)
            return try problems("\(way)", wholly: wholly) { db in
                (try way.apply(db, size: size, &random), file)
            }
        }

        /// Somebody with the signing key writes another history from a checkpoint on (fork), or puts
        /// an older state back with its own checkpoint file (roll back).
        mutating func rewritten(
            isFork: Bool, wholly: Bool, _ random: inout Seeded
        ) throws -> [LedgerProblem] {
            let end = Int.random(in: 1..<groups, using: &random) * count
            let (size, sample) = (size, sample)
            return try problems(isFork ? "fork" : "rollBack", wholly: wholly) { db in
                try Tampering.cut(db, after: end)
                if isFork {
                    let signed = try sample.append(size - end, suffix: "x", in: db)
                    return (end, signed.note)
                }
                let note = try db.first(
                    "SELECT note FROM ledger_checkpoint WHERE size = ?", [end]
                ) { $0.text(0) }
                return (end, note ?? "")
            }
        }

        private mutating func problems(
            _ way: String, wholly: Bool,
            _ change: (any Connection) throws -> (seen: Int, file: String)
        ) throws -> [LedgerProblem] {
            var found: [LedgerProblem] = []
            var kept: Manipulation?
            do {
                try sample.store.write { db in
                    let pen = RecordingConnection(db)
                    let (seen, file) = try change(pen)
                    kept = Manipulation(
                        way: way,
                        sql: pen.statements.map { .init(sql: $0.sql, arguments: $0.arguments) },
                        file: file, cosigned: witnessed.note)
                    let place = CheckpointFile(sample.folder.file("tampered"))
                    try Data(file.utf8).write(to: place.url)
                    let before = positions.last { $0.entries < seen } ?? .start
                    found = try LedgerAudit(
                        origin: sample.ledger.origin, verifier: sample.ledger.verifier,
                        checkpointFile: place, months: sample.keys, witnessed: witnessed
                    ).run(
                        in: db, from: wholly ? .start : before, chunk: wholly ? 1_000 : 50,
                        limit: 1
                    ).problems
                    throw Undo()
                }
            } catch is Undo {}
            if let kept { done.append(kept) }
            return found
        }

        /// What the second reader says of every manipulation so far.
        func secondReader() throws -> [String] {
            let base = sample.folder.file("base.sqlite").path
            try sample.store.backup(to: base)
            let list = sample.folder.file("manipulations.jsonl")
            let lines = try done.map { try JSONEncoder().encode($0) + Data([0x0A]) }
            try lines.reduce(into: Data()) { $0 += $1 }.write(to: list)
            let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            let root = tests.deletingLastPathComponent().deletingLastPathComponent()
            let output = sample.folder.file("answers.txt")
            try Data().write(to: output)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "python3", tests.appendingPathComponent("Samples/read_tampered.py").path,
                root.appendingPathComponent("scripts/verify-ledger").path, base,
                sample.ledger.verifier.text, witnessed.witness.text, list.path,
            ]
            process.standardOutput = try FileHandle(forWritingTo: output)
            try process.run()
            process.waitUntilExit()
            return try String(contentsOf: output, encoding: .utf8)
                .split(separator: "\n").map(String.init)
        }
    }

    @Test("1千件の台帳への300通りの改ざんを、独立した二つの検証がどちらもすべて見つける", .measure("R-54", "R-90"))
    func bothReaders() throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let wanted = isSoak ? 20_000 : 300
        var book = try Book(.sqlite, groups: 40, of: 25)
        #expect(
            try book.sample.ledger.verify(book.sample.store, witnessed: book.witnessed).problems
                == [])
        var random = Seeded(20_250_401)
        let ways = Tampering.allCases.count + 2
        for turn in 0..<wanted {
            let way = turn % ways
            let wholly = turn < ways
            let found =
                way < Tampering.allCases.count
                ? try book.problems(Tampering.allCases[way], wholly: wholly, &random)
                : try book.rewritten(
                    isFork: way == Tampering.allCases.count, wholly: wholly, &random)
            #expect(!found.isEmpty, "\(book.done.last?.way ?? "") \(turn)")
        }
        let said = try book.secondReader()
        #expect(said.count == wanted)
        #expect(said.filter { $0 != "found" } == [])
        let after = try book.sample.ledger.verify(book.sample.store, witnessed: book.witnessed)
        #expect(after.problems == [])
        #expect(after.entries == 1_000 && after.witnessedSize == 1_000)
    }

    @Test("300件の台帳への改ざんを最初から検証する（PostgreSQL）")
    func postgres() throws {
        var book = try Book(.postgres, groups: 15, of: 20)
        var random = Seeded(20_260_331)
        for turn in 0..<4 {
            for way in Tampering.allCases {
                let found = try book.problems(way, wholly: true, &random)
                #expect(!found.isEmpty, "\(way) \(turn)")
            }
        }
        #expect(try book.sample.ledger.verify(book.sample.store).problems == [])
    }
}
