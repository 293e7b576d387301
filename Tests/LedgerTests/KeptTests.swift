// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Support
import Testing
import Vocabulary

/// A head that somebody keeps on paper (the code of screen 4010).
@Suite("紙の控え", .measure("R-54"))
struct KeptTests {
    /// A ledger with so many operations and the note of each of its heads.
    private func ledger(_ groups: [Int], suffix: String = "") throws -> (Sample, [String]) {
        let sample = try Sample(.sqlite)
        var notes: [String] = []
        for (index, count) in groups.enumerated() {
            let signed = try sample.store.write { db in
                try sample.append(
                    count, from: Sample.start.adding(seconds: Int64(index) * 60), suffix: suffix,
                    in: db)
            }
            try sample.ledger.publish(signed)
            notes.append(signed.note)
        }
        return (sample, notes)
    }

    private func problems(_ sample: Sample, _ kept: [String]) throws -> [LedgerProblem.Kind] {
        try sample.ledger.verify(sample.store, kept: kept).problems.map(\.kind)
    }

    @Test("控えた後に記録が増えても合い、何枚でも比べる")
    func grows() throws {
        let (sample, notes) = try ledger([7, 5, 9])
        #expect(try problems(sample, notes) == [])
        #expect(try problems(sample, [notes[0]]) == [])
    }

    @Test("同じ鍵で作り直した台帳、短くなった台帳、よその台帳の控えは、どれも見つかる")
    func found() throws {
        let (_, notes) = try ledger([7, 5, 9])
        // Written anew with the same key: sizes and signatures are right, the history is another.
        let (rewritten, _) = try ledger([7, 5, 9], suffix: "x")
        #expect(try problems(rewritten, []) == [])
        #expect(try problems(rewritten, [notes[1]]) == [.forked])
        let (shorter, _) = try ledger([7])
        #expect(try problems(shorter, [notes[2]]) == [.truncated])
        // Signed by somebody else, or altered on the way.
        let other = Ledger(
            origin: "hagukumi/119997/test", signer: try Sample.signer(2), months: MemoryMonthKeys())
        let (sample, own) = try ledger([7, 5])
        #expect(
            try LedgerAudit(
                origin: other.origin, verifier: other.verifier, checkpointFile: nil
            ).keeping(own).run(sample).contains(.keptInvalid))
        let altered = own[1].replacing("\n12\n", with: "\n11\n")
        #expect(altered != own[1])
        #expect(try problems(sample, [altered]) == [.keptInvalid])
        #expect(try problems(sample, ["ちがう紙"]) == [.keptInvalid])
    }
}

extension LedgerAudit {
    fileprivate func keeping(_ notes: [String]) -> LedgerAudit {
        var audit = self
        audit.kept = notes
        return audit
    }

    fileprivate func run(_ sample: Sample) throws -> [LedgerProblem.Kind] {
        try sample.store.read { try run(in: $0).problems.map(\.kind) }
    }
}
