// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// The lists of what waits say what the facts say: the first page counts the lists alone.
@Suite("待ちの一覧") struct WaitingListTests {
    private static let byTheFacts = """
        SELECT h.id FROM entitlement_history h
        WHERE (h.result IN ('1', '6')
          OR (h.result = '3' AND h.reason IN ('R11', 'R12', 'R16', '80', '81')))
        AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.history_id = h.id)
        AND NOT EXISTS (SELECT 1 FROM entitlement_history n
          WHERE n.child = h.child AND n.recipient_number = h.recipient_number AND n.id > h.id)
        ORDER BY h.id
        """

    private func waits(_ office: Office) throws -> [Int64] {
        let (list, count, facts) = try office.read { db in
            (
                try CertificateBook.waiting(from: db), try CertificateBook.waitingCount(from: db),
                try db.rows(Self.byTheFacts) { $0.int64(0) }
            )
        }
        #expect(list == facts && count == facts.count)
        return list
    }

    @Test("交付待ちの一覧は、認定・交付・消滅・訂正のどの後でも資格履歴と交付の記録のとおり")
    func certificates() throws {
        let office = try Office()
        #expect(try waits(office).isEmpty)
        let granted = try office.grant()
        #expect(try waits(office) == [granted.id])
        // A decision after which nothing is printed ends the waiting of the one before it.
        office.clock.stand(on: date("2025-06-01"))
        let lapse = try office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                Office.child, on: date("2025-05-20"), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: MemoryConsequences(), in: $0)
        }
        #expect(
            try office.read { try Inbox.counts(on: date("2025-06-01"), from: $0) }.toApprove == 1)
        try office.approve([lapse])
        #expect(
            try office.read { try Inbox.counts(on: date("2025-06-01"), from: $0) }.toApprove == 0)
        #expect(try waits(office).isEmpty)
        let state = try office.state()
        let asked = CorrectionInput(
            child: Office.child, decision: state.id, act: .restore, periods: nil, reason: "誤り")
        let seen = try office.foresee(asked)
        try office.approve([try office.correct(asked, seen: seen.digest)])
        let resumed = try office.state()
        #expect(try waits(office) == [resumed.id])
        _ = try office.issue([resumed.id])
        #expect(try waits(office).isEmpty)
    }

    @Test("発送を待つ通知は封筒で数え、きょうだいの分が同封されても一通")
    func envelopes() throws {
        let office = try Office()
        let letters = [
            ("S-1", 11), ("S-1", 12), ("S-2", 13), ("S-3", 11), ("S-3", 12), ("S-3", 13),
            ("S-4", 14),
        ].map { envelope, about in
            LetterOutRow(
                envelope: envelope, paper: .notice, recipient: Office.parent,
                about: AddresseeNumber(value: 900_000_000 + about), hold: nil)
        }
        func counts() throws -> [Int] {
            let counts = try office.read { try LetterBook.counts(from: $0) }
            return [counts.toPost, counts.toTakeOut]
        }
        #expect(try counts() == [0, 0])
        let now = office.clock.now()
        try office.store.write { try LetterBook.open(letters, at: now, in: $0) }
        #expect(try counts() == [4, 0])
        try office.store.write { try LetterBook.mark(["S-3", "S-4"], in: $0) }
        #expect(try counts() == [2, 2])
        try office.store.write { try LetterBook.close(["S-1", "S-4"], in: $0) }
        #expect(try counts() == [1, 1])
    }
}
