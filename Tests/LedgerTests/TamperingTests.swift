// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Support
import Testing

@Suite("改ざんはすべて見つかる（X15）")
struct TamperingTests {
    private struct Undo: Error {}

    /// A ledger and the positions of a true verification after each group.
    private struct Book {
        let sample: Sample
        let size: Int
        var positions: [AuditPosition] = [.start]

        init(_ engine: Engine, groups: Int, of count: Int) throws {
            sample = try Sample(engine)
            size = groups * count
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
        }

        /// Changes something, verifies, and takes the change back.
        func problems(
            _ way: Tampering, wholly: Bool, _ random: inout Seeded
        ) throws -> [LedgerProblem] {
            var found: [LedgerProblem] = []
            do {
                try sample.store.write { db in
                    let seen = try way.apply(db, size: size, &random)
                    let before = positions.last { $0.entries < seen } ?? .start
                    found = try sample.ledger.audit.run(
                        in: db, from: wholly ? .start : before, chunk: wholly ? 1_000 : 50,
                        limit: 1
                    ).problems
                    throw Undo()
                }
            } catch is Undo {}
            return found
        }
    }

    @Test("1万件の台帳への1,050通りの改ざん（SQLite）", .measure("R-54", "R-85g"))
    func many() throws {
        let book = try Book(.sqlite, groups: 200, of: 50)
        #expect(try book.sample.ledger.verify(book.sample.store).problems == [])
        var random = Seeded(20_250_401)
        for turn in 0..<50 {
            for way in Tampering.allCases {
                let found = try book.problems(way, wholly: turn == 0, &random)
                #expect(!found.isEmpty, "\(way) \(turn)")
            }
        }
        let after = try book.sample.ledger.verify(book.sample.store)
        #expect(after.problems == [])
        #expect(after.entries == 10_000)
    }

    @Test("300件の台帳への改ざんを最初から検証する（PostgreSQL）")
    func postgres() throws {
        let book = try Book(.postgres, groups: 15, of: 20)
        var random = Seeded(20_260_331)
        for turn in 0..<6 {
            for way in Tampering.allCases {
                let found = try book.problems(way, wholly: true, &random)
                #expect(!found.isEmpty, "\(way) \(turn)")
            }
        }
        #expect(try book.sample.ledger.verify(book.sample.store).problems == [])
    }
}
