// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

@testable import Ledger

/// Writes as the ledger wrote before the months were sealed (`HGL1`).
enum OpenLeaves {
    static func write(_ count: Int, _ sample: Sample, in db: any Connection) throws {
        var frontier = Frontier()
        for number in 1...count {
            let id = Int64(number)
            let act = Act(
                code: "entitlement.sample", officer: "officer\(number % 7)", session: "s",
                terminal: "T", purpose: "registration")
            let at = Sample.start.adding(seconds: id)
            try db.execute(
                """
                INSERT INTO operation
                    (id, recorded_at, code, officer, session, terminal, purpose, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, NULL)
                """, [id, at, act.code, act.officer, act.session, act.terminal, act.purpose])
            let entry = LedgerEntry(
                operation: id, recordedAt: at, act: act,
                result: number % 2 == 0 ? "ok" : nil, count: nil, subjectCount: 0,
                subjectDigest: SubjectDigest.of([]), firstFact: 1, facts: [])
            try db.execute(
                "INSERT INTO ledger_entry (id, body) VALUES (?, ?)", [id, entry.body])
            frontier.append(MerkleHash.leaf(entry.body))
        }
        let checkpoint = Checkpoint(
            origin: sample.ledger.origin, number: 1, size: count, root: frontier.root,
            recordedAt: Sample.start.adding(seconds: Int64(count)))
        let signed = try SignedCheckpoint(checkpoint, signer: sample.ledger.signer)
        try db.execute(
            """
            INSERT INTO ledger_checkpoint (id, size, next_fact, frontier, note)
            VALUES (1, ?, 1, ?, ?)
            """, [count, frontier.bytes, signed.note])
        try sample.ledger.publish(signed)
    }
}
