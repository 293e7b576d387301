// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
public import Vocabulary

/// One thing that a peer is told; it fetches it and says so.
public struct PeerNotice: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable {
        case numbered = "付番"
        case deleted = "削除"
        case merged = "名寄せ"
        case mergeUndone = "名寄せ取消"
    }

    public let position: Int64
    public let kind: Kind
    public let addressee: AddresseeNumber
    /// The operation of the log that caused it.
    public let cause: Int64
    public let recordedAt: Instant
}

/// The outbox of the peers.
public enum NoticeBook {
    /// What the peer has not taken over, oldest first.
    public static func waiting(
        for peer: PeerName, limit: Int = 500, in scope: Scope
    ) throws -> [PeerNotice] {
        try scope.db.rows(
            """
            SELECT id, kind, addressee, operation_id, recorded_at FROM peer_notice
            WHERE peer = ? AND id > (
                SELECT COALESCE(MAX(through_notice), 0) FROM peer_notice_receipt WHERE peer = ?)
            ORDER BY id LIMIT ?
            """, [peer.rawValue, peer.rawValue, limit]
        ) { row in
            guard let kind = PeerNotice.Kind(rawValue: row.text(1)) else {
                preconditionFailure("peer_notice.kind has a CHECK")
            }
            return PeerNotice(
                position: row.int64(0), kind: kind, addressee: row.addressee(2),
                cause: row.int64(3), recordedAt: row.instant(4))
        }
    }

    /// 付番 and 削除 go to the 中間サーバー, one message each; merges to the businesses that use the
    /// number. Nothing is broadcast.
    static func tell(
        _ kind: PeerNotice.Kind, of addressees: [AddresseeNumber], to peer: PeerName,
        in scope: Scope
    ) throws {
        try scope.facts.append(
            to: "peer_notice", columns: ["peer", "kind", "addressee"],
            rows: addressees.map {
                [peer.rawValue.sqlValue, kind.rawValue.sqlValue, $0.sqlValue]
            })
    }

    /// The peer has taken everything over up to a notice of its own; going back changes nothing.
    static func confirm(through position: Int64, by peer: PeerName, in scope: Scope) throws {
        let last =
            try scope.db.first(
                "SELECT COALESCE(MAX(id), 0) FROM peer_notice WHERE peer = ? AND id <= ?",
                [peer.rawValue, position]
            ) { $0.int64(0) } ?? 0
        let before =
            try scope.db.first(
                "SELECT COALESCE(MAX(through_notice), 0) FROM peer_notice_receipt WHERE peer = ?",
                [peer.rawValue]
            ) { $0.int64(0) } ?? 0
        guard last > before else { return }
        try scope.facts.append(
            "peer_notice_receipt", ["peer": peer.rawValue, "through_notice": last])
    }
}
