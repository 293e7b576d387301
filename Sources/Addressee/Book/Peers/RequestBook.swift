// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Vocabulary

/// Idempotency keys of peers: the same request again gets the same answer, and nothing is done.
enum RequestBook {
    /// Answers a request once.
    ///
    /// - Parameters:
    ///   - key: the peer's number of the request; `nil` when it gave none.
    ///   - fingerprint: the keyed digest of what is asked.
    /// - Throws: `AddresseeRefusal.keyReused` when the key stands for another request.
    static func answer<Answer: Codable>(
        _ key: String?, of peer: PeerName, fingerprint: [UInt8], in scope: Scope,
        _ body: () throws -> Answer
    ) throws -> Answer {
        guard let key else { return try body() }
        let known = try scope.db.first(
            """
            SELECT p.value, r.answer FROM peer_request r JOIN request_print p ON p.id = r.id
            WHERE r.peer = ? AND r.request_key = ?
            """, [peer.rawValue, key]
        ) { ($0.blob(0), $0.text(1)) }
        if let (asked, answer) = known {
            guard try IndexKey(in: scope.db).values(of: fingerprint).contains(asked) else {
                throw AddresseeRefusal.keyReused
            }
            scope.note("repeated")
            return try JSONDecoder().decode(Answer.self, from: Data(answer.utf8))
        }
        let answer = try body()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let id = try scope.facts.append(
            "peer_request",
            [
                "peer": peer.rawValue, "request_key": key, "fingerprint": [UInt8](),
                "answer": String(decoding: try encoder.encode(answer), as: UTF8.self),
            ])
        try NumberIndexes.requests.put([(id, fingerprint)], in: scope.db)
        return answer
    }

    /// Notes an assertion as used; those that are over go.
    /// - Throws: `AddresseeRefusal.replayed` when it was used before.
    static func use(
        assertion: String, of peer: PeerName, until expiry: Instant, in scope: Scope
    ) throws {
        // Clocks may differ, and the clock of a machine may be put back: a day is kept on top.
        let over = Instant(microseconds: scope.now.microseconds - 86_400_000_000)
        try scope.db.execute("DELETE FROM used_assertion WHERE expires_at < ?", [over])
        let isNew = try scope.db.execute(
            """
            INSERT INTO used_assertion (peer, assertion, expires_at) VALUES (?, ?, ?)
            ON CONFLICT (peer, assertion) DO NOTHING
            """, [peer.rawValue, assertion, expiry])
        guard isNew == 1 else { throw AddresseeRefusal.replayed }
    }
}
