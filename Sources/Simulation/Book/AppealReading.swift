// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Refusals that somebody may appeal against, and what must hold of 審査請求 and 承継; read apart from the
/// office's own questions.
enum AppealReading {
    struct Refusal {
        let history: Int64
        let child: AddresseeNumber
        let recipient: AddresseeNumber
        let decidedOn: CivilDate
    }

    /// The refusals since a decision.
    static func refusals(after last: Int64, from db: any Connection) throws -> [Refusal] {
        try db.rows(
            """
            SELECT id, child, recipient, decided_on FROM entitlement_history
            WHERE id > ? AND result = '2' ORDER BY id
            """, [last]
        ) {
            Refusal(
                history: $0.int64(0), child: $0.addressee(1), recipient: $0.addressee(2),
                decidedOn: $0.date(3))
        }
    }

    /// What is broken at a month's end.
    static func broken(from db: any Connection) throws -> [String] {
        let questions = [
            (
                "決定に関わった職員が記録した裁決",
                """
                SELECT COUNT(*) FROM appeal_event e JOIN appeal a ON a.id = e.appeal_id
                JOIN entitlement_history h ON h.child = a.child AND h.decided_on = a.decided_on
                WHERE e.event = 'ruled' AND e.officer IN (h.proposer, h.approver)
                """
            ),
            (
                "期間を過ぎ、理由のない審査請求",
                """
                SELECT COUNT(*) FROM appeal WHERE received_on > last_day AND late_reason IS NULL
                """
            ),
            (
                "終わった後に経過のある審査請求",
                """
                SELECT COUNT(*) FROM appeal_event e JOIN appeal_event f
                ON f.appeal_id = e.appeal_id AND f.id > e.id
                WHERE e.event IN ('withdrawn','ruled')
                """
            ),
            (
                "見込みと違う人数を引き継いだ承継",
                """
                SELECT COUNT(*) FROM insurer_succession s
                JOIN insurer_succession_outcome c ON c.succession_id = s.id
                WHERE c.outcome = 'approved' AND (c.carried <> s.expected OR c.carried <>
                (SELECT COUNT(*) FROM insurer_succession_child k
                WHERE k.succession_id = s.id AND k.stage = 'carried'))
                """
            ),
            (
                "承継の前の番号が承継の日の後も続く児童",
                """
                SELECT COUNT(*) FROM insurer_succession_child k
                JOIN insurer_succession s ON s.id = k.succession_id
                JOIN insurance_fact f ON f.child = k.child AND f.insurer = s.old_insurer
                AND f.acquired_on = k.acquired_on
                WHERE k.stage = 'carried' AND f.is_void = 0
                AND (f.lost_on IS NULL OR f.lost_on > s.effective_on)
                AND f.id = (SELECT MAX(g.id) FROM insurance_fact g WHERE g.child = f.child
                AND g.insurer = f.insurer AND g.acquired_on = f.acquired_on)
                """
            ),
            (
                "承継の前に離れた児童に残る、引き継いだ保険",
                """
                SELECT COUNT(*) FROM insurer_succession_child k
                JOIN insurer_succession s ON s.id = k.succession_id
                JOIN insurance_fact f ON f.child = k.child AND f.insurer = s.old_insurer
                AND f.acquired_on = k.acquired_on
                JOIN insurance_fact n ON n.child = k.child AND n.insurer = s.new_insurer
                AND n.acquired_on = s.effective_on
                WHERE k.stage = 'carried' AND (f.is_void = 1 OR f.lost_on < s.effective_on)
                AND n.is_void = 0 AND n.source = 'notification'
                AND f.id = (SELECT MAX(g.id) FROM insurance_fact g WHERE g.child = f.child
                AND g.insurer = f.insurer AND g.acquired_on = f.acquired_on)
                AND n.id = (SELECT MAX(g.id) FROM insurance_fact g WHERE g.child = n.child
                AND g.insurer = n.insurer AND g.acquired_on = n.acquired_on)
                """
            ),
            (
                "承継しただけの保険の変更の決定",
                """
                SELECT COUNT(*) FROM entitlement_history h
                JOIN insurer_succession_child k ON k.child = h.child AND k.stage = 'carried'
                WHERE h.result = '3' AND h.reason = 'R13' AND h.recorded_at > k.recorded_at
                AND NOT EXISTS (SELECT 1 FROM insurance_fact f
                JOIN insurer_succession s ON s.id = k.succession_id
                WHERE f.child = h.child AND f.insurer NOT IN (s.old_insurer, s.new_insurer)
                AND f.operation_id <= h.operation_id AND f.recorded_at >= k.recorded_at)
                """
            ),
        ]
        return try questions.compactMap { name, sql in
            let count = try db.first(sql, []) { $0.int(0) } ?? 0
            return count > 0 ? "\(name): \(count)件" : nil
        }
    }
}
