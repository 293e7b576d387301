// SPDX-License-Identifier: Apache-2.0
import Payments

/// Which payments are not to be explained any more, because the whole of them is claimed back.
enum TakenBack {
    /// The payment `i` is claimed back for less than it is: what was withdrawn or sent back counts for what
    /// came in of it.
    static let isNot = """
        COALESCE((SELECT SUM(CASE WHEN EXISTS (SELECT 1 FROM recovery_event w
            WHERE w.recovery_id = b.id AND w.event = 'withdrawn')
            THEN COALESCE((SELECT SUM(e.amount) FROM recovery_event e WHERE e.recovery_id = b.id
            AND e.event = 'received' AND \(RecoveryBook.stands)), 0) ELSE b.amount END)
            FROM recovery b WHERE b.item_id = i.id), 0) < i.amount
        """
}
